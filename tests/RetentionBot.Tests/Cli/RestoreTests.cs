using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Hosting;
using RetentionBot.Privacy;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Cli;

/// <summary>As an admin does it, with the bot as a process of its own.</summary>
public sealed class RestoreTests
{
    private const int Notes = 100_000;

    private static readonly string[] Questions = ["what was churn last month", "what was mrr last month", "how many customers did we lose last month"];

    [Fact]
    public async Task Beside_a_running_bot_it_gives_the_figures_and_open_alerts_of_the_backup_and_sends_nobody_anything_twice()
    {
        using var folder = new TestFolder();
        var file = folder.File("night.db");
        await using var bot = await Harness.BotProcess.CreateAsync();
        bot.Teams.AddColleague("anouk");
        bot.Teams.AddColleague("vera");
        await bot.StartAsync();
        await bot.Company.AddStaffAsync();
        await bot.Teams.SayAsync("anouk", "connect here alerts en");
        await bot.Teams.ShouldShowAsync("Connected for alerts");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        await bot.Teams.ShouldShowAsync($"Health drop: {Company.Failing}");
        await WriteAsync(bot, db =>
        {
            var person = db.Contacts.Single();
            db.AddRange(Waiting(), Outreach.Plan(person.Id, OutreachKinds.Nps, "wave:1", new DateOnly(2099, 1, 1)));
            db.Contacts.Add(new Contact { SourceKey = "p2", CustomerId = person.CustomerId, Name = "Sem Smit", Email = "sem@example.com" });
        });
        var (answers, alerts) = (await AnswersAsync(bot), await AlertsAsync(bot));
        alerts.ShouldHaveSingleItem();
        await using var verbs = await BuiltHost.StartAsync(bot.DataDirectory, migrates: false);
        (await BackupTests.RunAsync(verbs.Services, BackupCommands.Backup, file)).ExitCode.ShouldBe(0);

        // Much happens after it.
        await bot.Company.LoseAsync("Klant 8", "Klant 9");
        await verbs.Get<PersonErasure>().EraseAsync(verbs.Get<RetentionDb>().Contacts.Where(c => c.SourceKey == "p2").Select(c => c.Id).Single(), isMeant: true, default);
        SqliteConnection.ClearPool((SqliteConnection)verbs.Get<RetentionDb>().Database.GetDbConnection());
        var late = Waiting();
        await WriteAsync(bot, db =>
        {
            db.Alerts.Single().Acknowledge("Bram Bakker", "teams|bram", TimeProvider.System.GetUtcNow());
            db.Outreach.Single().Send(TimeProvider.System.GetUtcNow(), new DateOnly(2026, 11, 1));
            db.Add(late);
        });
        (await AnswersAsync(bot)).SequenceEqual(answers).ShouldBeFalse();
        (await AlertsAsync(bot)).SequenceEqual(alerts).ShouldBeFalse();

        var run = await BackupTests.RunAsync(verbs.Services, BackupCommands.Restore, file, "--yes");
        (run.ExitCode, run.Errors).ShouldBe((0, ""));
        run.Output.ShouldContain("Restored. 1 messages that waited are held (outbox list, outbox replay); 0 deliveries under way were dropped; 1 people were erased again.");

        // Nobody started it again: it stood aside and went on.
        await Eventually.ShouldBeAsync(() => bot.Starts == 2, "it goes on");
        (await AnswersAsync(bot)).ShouldBe(answers);
        (await AlertsAsync(bot)).ShouldBe(alerts);
        var held = (await bot.AllAsync<OutboxMessage>()).Single(m => m.State != OutboxState.Sent);
        (held.State, held.LastError).ShouldBe((OutboxState.Unknown, DatabaseRestore.HeldBecause));
        (await bot.AllAsync<Outreach>()).ShouldHaveSingleItem().State.ShouldBe(OutreachState.Sent);
        (await bot.AllAsync<Contact>()).ShouldNotContain(c => c.Name == "Sem Smit");
        (await bot.AllAsync<AuditEvent>()).ShouldContain(e => e.Deed == DatabaseRestore.Deed);
        var next = Waiting();
        await WriteAsync(bot, db => db.Add(next));
        next.Id.ShouldBeGreaterThan(late.Id);

        // It works as before: nothing that people write is lost.
        await bot.Teams.SayAsync("vera", "help");
        await bot.Teams.ShouldShowAsync("(your role: viewer)");

        // What was replaced is kept whole, and can be put back like any backup.
        var kept = Directory.GetFiles(bot.DataDirectory, "retentionbot.db.before-restore-*").ShouldHaveSingleItem();
        (await DatabaseFile.FaultAsync(kept, default)).ShouldBeNull();
        await using (var db = DatabaseFile.OpenDb(kept))
        {
            (await db.Alerts.SingleAsync()).Status.ShouldBe(AlertStatus.Acknowledged);
        }

        Directory.GetFiles(bot.DataDirectory).Order(StringComparer.Ordinal).Select(Path.GetFileName)
            .ShouldBe(["retentionbot.db", "retentionbot.db-shm", "retentionbot.db-wal", Path.GetFileName(kept)]);
    }

    [Fact]
    public async Task In_a_folder_where_nothing_was_it_becomes_the_database()
    {
        using var folder = new TestFolder();
        var file = folder.File("night.db");
        await using (var db = DatabaseFile.OpenDb(file))
        {
            await db.Database.MigrateAsync();
            db.Add(Waiting());
            await db.SaveChangesAsync();
        }

        using var fresh = new TestFolder();
        (await BotProcess.RunAsync(fresh, "restore", file, "--yes")).ExitCode.ShouldBe(0);
        Directory.GetFiles(fresh.Path).ShouldBe([fresh.File("retentionbot.db")]);
        await using var there = DatabaseFile.OpenDb(fresh.File("retentionbot.db"));
        (await there.Outbox.SingleAsync()).State.ShouldBe(OutboxState.Unknown);
    }

    /// <summary>Big enough that each step takes a while; a kill hits any of them.</summary>
    [Fact, Trait("Category", "Soak")]
    public async Task Killed_at_any_moment_it_leaves_what_was_or_what_comes_and_can_be_done_again()
    {
        const int Kills = 20;
        using var folder = new TestFolder();
        var (database, file) = (folder.File("retentionbot.db"), folder.File("night.db"));
        await FillAsync(file, "backup");
        await FillAsync(database, "before");
        var (random, whole, left) = (new Random(20261126), TimeSpan.Zero, new List<string>());
        for (var kill = 0; kill <= Kills; kill++)
        {
            var begun = Stopwatch.StartNew();
            using var run = BotProcess.Start(folder, [], "restore", file, "--yes");
            if (kill > 0)
            {
                await Task.Delay(whole * random.NextDouble());
                run.Kill();
            }

            await run.WaitForExitAsync();
            whole = kill == 0 ? begun.Elapsed : whole;
            (await DatabaseFile.FaultAsync(database, default)).ShouldBeNull();
            await using var db = DatabaseFile.OpenDb(database);
            var notes = await db.Audit.Where(e => e.Deed == "test.note").GroupBy(e => e.Note).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
            notes.ShouldHaveSingleItem().Count.ShouldBe(Notes);
            left.Add(notes[0].Key!);
            StandAside.IsAsked(database).ShouldBeFalse();

            // Now the other one is what was.
            await db.Audit.Where(e => e.Deed == "test.note").ExecuteUpdateAsync(set => set.SetProperty(e => e.Note, "before"));
        }

        left[0].ShouldBe("backup");
        left.ShouldContain("before");
        (await BotProcess.RunAsync(folder, "restore", file, "--yes")).ExitCode.ShouldBe(0);
    }

    private static async Task FillAsync(string file, string note)
    {
        await using var db = DatabaseFile.OpenDb(file);
        await db.Database.MigrateAsync();
        db.Audit.AddRange(Enumerable.Range(0, Notes).Select(_ => new AuditEvent { At = DateTimeOffset.UnixEpoch, Deed = "test.note", By = "system", Note = note }));
        await db.SaveChangesAsync();
    }

    private static async Task WriteAsync(Harness.BotProcess bot, Action<RetentionDb> change)
    {
        await using var db = bot.OpenDb();
        change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Value and words of each answer, once the bot has taken notice of what changed.</summary>
    private static async Task<List<string>> AnswersAsync(Harness.BotProcess bot)
    {
        var answers = new List<string>();
        foreach (var text in Questions)
        {
            using var response = await bot.Http.PostAsJsonAsync("/api/ask", new { text, lang = "en" });
            var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
            answers.Add($"{answer["answer"]!["value"]}|{answer["text"]}");
        }

        return answers;
    }

    private static async Task<List<string>> AlertsAsync(Harness.BotProcess bot)
    {
        await using var db = bot.OpenDb();
        return [.. (await db.Alerts.AsNoTracking().Where(a => a.ResolvedAt == null).OrderBy(a => a.Id).ToListAsync()).Select(a => $"{a.Id} {a.CustomerId} {a.Status} {a.AcknowledgedBy}")];
    }

    private static OutboxMessage Waiting() => new()
    {
        ConversationKey = "slack||C9",
        Conversation = new ConversationRef { ChannelId = ChannelIds.Slack, ConversationId = "C9", Kind = ConversationKind.Channel },
        Kind = SendKind.Post,
        Text = "Waits",
        CreatedAt = TimeProvider.System.GetUtcNow(),
        DueAt = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
