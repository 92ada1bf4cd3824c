using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

public sealed class BackupTests
{
    private static readonly string[] Questions = ["what was churn last month", "what was mrr last month", "how many customers did we lose last month"];

    [Fact]
    public async Task A_restore_gives_the_figures_and_open_alerts_of_the_backup_and_sends_nobody_anything_twice()
    {
        using var folder = new TestFolder();
        var file = folder.File("night.db");
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        await bot.Teams.ShouldShowAsync($"Health drop: {Company.Failing}");
        var person = await bot.WithDbAsync(db => db.Contacts.SingleAsync());
        await bot.WithDbAsync(db =>
        {
            db.AddRange(Waiting(), Outreach.Plan(person.Id, OutreachKinds.Nps, "wave:1", new DateOnly(2099, 1, 1)));
            db.Contacts.Add(new Contact { SourceKey = "p2", CustomerId = person.CustomerId, Name = "Sem Smit", Email = "sem@example.com" });
            return db.SaveChangesAsync();
        });
        var (answers, alerts) = (await AnswersAsync(bot), await AlertsAsync(bot));
        alerts.ShouldHaveSingleItem();

        // Turns are written meanwhile.
        using var enough = new CancellationTokenSource();
        // On a thread of its own, since SQLite's calls never give theirs back.
        var writing = Task.Run(() => WriteAsync(bot, enough.Token));
        await Eventually.ShouldBeAsync(async () => await NotesAsync(bot) > 5, "writing has begun");
        var before = await NotesAsync(bot);
        (await RunAsync(bot, BackupCommands.Backup, file)).ExitCode.ShouldBe(0);
        var after = await NotesAsync(bot);
        await enough.CancelAsync();
        await writing;
        var notes = Notes(file);
        notes.ShouldBe(Enumerable.Range(0, notes.Count));
        notes.Count.ShouldBeInRange(before, after);

        var again = await RunAsync(bot, BackupCommands.Backup, file);
        again.ShouldBe(new BotRun(1, "", $"{file} is there already and was left as it is. Write --yes to overwrite it.{Environment.NewLine}"));
        (await RunAsync(bot, BackupCommands.Backup, bot.DatabaseFile, "--yes")).Errors.ShouldContain("belongs to the database itself");

        // Much happens after it.
        await bot.Company.LoseAsync("Klant 8", "Klant 9");
        var other = await bot.WithDbAsync(db => db.Contacts.Where(c => c.SourceKey == "p2").Select(c => c.Id).SingleAsync());
        await bot.InScopeAsync(services => services.GetRequiredService<PersonErasure>().EraseAsync(other, isMeant: true, default));
        var newest = await bot.WithDbAsync(async db =>
        {
            (await db.Alerts.SingleAsync()).Acknowledge("Bram Bakker", "teams|bram", TimeProvider.System.GetUtcNow());
            (await db.Outreach.SingleAsync()).Send(TimeProvider.System.GetUtcNow(), new DateOnly(2026, 11, 1));
            var late = Waiting();
            db.Add(late);
            await db.SaveChangesAsync();
            return late.Id;
        });
        (await AnswersAsync(bot)).SequenceEqual(answers).ShouldBeFalse();
        (await AlertsAsync(bot)).SequenceEqual(alerts).ShouldBeFalse();

        // Not while the bot runs, and not before it is said what goes.
        (await RunAsync(bot, BackupCommands.Restore, file)).Output.ShouldContain("Nothing was changed. Stop the bot and write --yes to do this.");
        (await RunAsync(bot, BackupCommands.Restore, file, "--yes")).Errors.ShouldContain("is in use: the bot runs");
        (await AnswersAsync(bot)).SequenceEqual(answers).ShouldBeFalse();

        await bot.RestartAsync(async () =>
        {
            var settings = new Dictionary<string, string> { ["RetentionBot__DataDirectory"] = bot.DataFolder.FullName };
            var run = await BotProcess.RunAsync(folder, settings, "restore", file, "--yes");
            (run.ExitCode, run.Errors).ShouldBe((0, ""));
            run.Output.ShouldContain("Restored. 1 messages that waited are held (outbox list, outbox replay); 0 deliveries under way were dropped; 1 people were erased again.");
        });

        (await AnswersAsync(bot)).ShouldBe(answers);
        (await AlertsAsync(bot)).ShouldBe(alerts);
        var held = (await bot.AllAsync<OutboxMessage>()).Single(m => m.State != OutboxState.Sent);
        (held.State, held.LastError).ShouldBe((OutboxState.Unknown, DatabaseRestore.HeldBecause));
        (await bot.AllAsync<Outreach>()).ShouldHaveSingleItem().State.ShouldBe(OutreachState.Sent);
        (await bot.AllAsync<Contact>()).ShouldNotContain(c => c.Name == "Sem Smit");
        (await bot.AllAsync<AuditEvent>()).ShouldContain(e => e.Deed == DatabaseRestore.Deed);
        (await bot.WithDbAsync(async db =>
        {
            var next = Waiting();
            db.Add(next);
            await db.SaveChangesAsync();
            return next.Id;
        })).ShouldBeGreaterThan(newest);

        // What was replaced is kept whole, and can be put back like any backup.
        var kept = bot.DataFolder.GetFiles("retentionbot.db.before-restore-*").ShouldHaveSingleItem();
        (await DatabaseFile.FaultAsync(kept.FullName, default)).ShouldBeNull();
        await using (var db = DatabaseFile.OpenDb(kept.FullName))
        {
            (await db.Alerts.SingleAsync()).Status.ShouldBe(AlertStatus.Acknowledged);
        }

        // The same in a folder where nothing was.
        using var fresh = new TestFolder();
        (await BotProcess.RunAsync(fresh, "restore", file, "--yes")).ExitCode.ShouldBe(0);
        Directory.GetFiles(fresh.Path).ShouldBe([fresh.File("retentionbot.db")]);
        await using var there = DatabaseFile.OpenDb(fresh.File("retentionbot.db"));
        (await AlertsAsync(there)).ShouldBe(alerts);
        foreach (var (question, answer) in Questions.Zip(answers))
        {
            (await BotProcess.RunAsync(fresh, "ask", question)).Output.ShouldContain(answer.Split('|')[1]);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_whole_backup_of_this_version_is_refused_and_nothing_is_changed()
    {
        using var folder = new TestFolder();
        await using var host = await BuiltHost.StartAsync(folder.Path);
        var whole = folder.File("whole.db");
        (await RunAsync(host.Services, BackupCommands.Backup, whole)).ExitCode.ShouldBe(0);
        folder.Write("empty.db", "");
        folder.Write("text.db", string.Join('\n', Enumerable.Repeat("This is no database.", 1000)));
        Sql(folder.File("other.db"), "CREATE TABLE songs (name TEXT)");
        Copy("newer.db", bytes => bytes);
        Sql(folder.File("newer.db"), "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '10.0.0')");
        Copy("cut.db", bytes => bytes[..(bytes.Length / 2)]);
        Copy("scratched.db", bytes => [.. bytes[..8192], .. Enumerable.Repeat((byte)0x5A, 40960), .. bytes[(8192 + 40960)..]]);
        await host.Get<RetentionDb>().Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        var before = await StateAsync();

        await ShouldRefuseAsync("absent.db", "is not there.");
        await ShouldRefuseAsync("empty.db", "is no database of RetentionBot.");
        await ShouldRefuseAsync("text.db", "is no database of RetentionBot.");
        await ShouldRefuseAsync("other.db", "is no database of RetentionBot.");
        await ShouldRefuseAsync("newer.db", "was written by a newer version of the bot.");
        await ShouldRefuseAsync("cut.db", "is damaged.");
        await ShouldRefuseAsync("scratched.db", "is damaged.");
        await ShouldRefuseAsync("retentionbot.db", "belongs to the database itself");

        void Copy(string name, Func<byte[], byte[]> change) => File.WriteAllBytes(folder.File(name), change(File.ReadAllBytes(whole)));

        async Task ShouldRefuseAsync(string name, string why)
        {
            var run = await RunAsync(host.Services, BackupCommands.Restore, folder.File(name), "--yes");
            (run.ExitCode, run.Output).ShouldBe((1, ""), name);
            run.Errors.ShouldStartWith($"{folder.File(name)} {why}", customMessage: name);
            run.Errors.ShouldContain("Nothing was changed.");
            (await StateAsync()).ShouldBe(before, name);
        }

        async Task<string> StateAsync()
        {
            await using var content = new FileStream(folder.File("retentionbot.db"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var names = Directory.GetFiles(folder.Path).Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
            return $"{Convert.ToHexString(await System.Security.Cryptography.SHA256.HashDataAsync(content))} {string.Join(' ', names)}";
        }
    }

    private static Task<BotRun> RunAsync(
        BotUnderTest bot, Func<Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>>, System.CommandLine.Command> verb, params string[] arguments) =>
        bot.InScopeAsync(services => RunAsync(services, verb, arguments));

    /// <summary>Runs a verb beside the bot, as another process would.</summary>
    private static async Task<BotRun> RunAsync(
        IServiceProvider services, Func<Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>>, System.CommandLine.Command> verb, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await verb((work, ct) => work(services, ct)).Parse(arguments).InvokeAsync(new() { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        return new BotRun(code, output.ToString(), errors.ToString());
    }

    /// <summary>What was asked, and value and words of the answer.</summary>
    private static async Task<List<string>> AnswersAsync(BotUnderTest bot)
    {
        var answers = new List<string>();
        await bot.InScopeAsync(services => services.GetRequiredService<FactCache>().RefreshAsync(default));
        foreach (var text in Questions)
        {
            using var response = await bot.Http.PostAsJsonAsync("/api/ask", new { text, lang = "en" });
            var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
            answers.Add($"{answer["answer"]!["value"]}|{answer["text"]}");
        }

        return answers;
    }

    private static Task<List<string>> AlertsAsync(BotUnderTest bot) => bot.WithDbAsync(AlertsAsync);

    private static async Task<List<string>> AlertsAsync(RetentionDb db) =>
        [.. (await db.Alerts.AsNoTracking().Where(a => a.ResolvedAt == null).OrderBy(a => a.Id).ToListAsync()).Select(a => $"{a.Id} {a.CustomerId} {a.Status} {a.AcknowledgedBy}")];

    private static async Task WriteAsync(BotUnderTest bot, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            await bot.WithDbAsync(db =>
            {
                db.Audit.Add(new AuditEvent { At = TimeProvider.System.GetUtcNow(), Deed = "test.note", By = "system", Note = i.ToString(CultureInfo.InvariantCulture) });
                return db.SaveChangesAsync();
            });
        }
    }

    private static Task<int> NotesAsync(BotUnderTest bot) => bot.WithDbAsync(db => db.Audit.CountAsync(e => e.Deed == "test.note"));

    private static List<int> Notes(string file)
    {
        using var db = DatabaseFile.OpenDb(file);
        return [.. db.Audit.Where(e => e.Deed == "test.note").OrderBy(e => e.Id).Select(e => e.Note!).AsEnumerable().Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
    }

    private static void Sql(string file, string command)
    {
        using var connection = DatabaseFile.Connect(file, SqliteOpenMode.ReadWriteCreate);
        connection.Open();
        using var run = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        run.CommandText = command;
#pragma warning restore CA2100
        run.ExecuteNonQuery();
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
