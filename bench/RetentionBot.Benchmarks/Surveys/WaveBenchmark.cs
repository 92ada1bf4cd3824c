using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Benchmarks.Alerts;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Benchmarks.Surveys;

/// <summary>How long it takes to plan a wave for very many people and to put all their questions into the outbox, and how much memory the process needs for it.</summary>
internal static class WaveBenchmark
{
    private static readonly Workspace Amsterdam = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");

    /// <summary>A Monday at eight in the morning in Amsterdam.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 7, 0, 0, TimeSpan.Zero);

    /// <param name="database">Where the company is made; what is there is written over.</param>
    /// <param name="people">Contacts, each with a chat of their own with the bot.</param>
    /// <returns>The exit code: 0 when everybody was asked once.</returns>
    public static async Task<int> RunAsync(string database, int people)
    {
        await using var bot = Bot(database);
        var wave = await MakeAsync(bot, database, people);
        Say($"before: the process had {Peak():N0} MB at most");
        var watch = Stopwatch.StartNew();
        await StepAsync(bot, wave);
        Say($"{people:N0} people planned in {watch.Elapsed.TotalSeconds:N1} s; the process had {Peak():N0} MB at most");
        watch.Restart();
        while (await StepAsync(bot, wave))
        {
        }

        Say($"asked, with the questions in the outbox, in {watch.Elapsed.TotalSeconds:N1} s; the process had {Peak():N0} MB at most");
        await using var scope = bot.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var (asked, queued) = (await db.Invitations.Select(i => i.ContactId).Distinct().CountAsync(), await db.Outbox.CountAsync());
        if ((asked, queued) != (people, people))
        {
            await Console.Error.WriteLineAsync($"{asked} people were asked with {queued} messages, and not {people}.");
            return 1;
        }

        return 0;
    }

    private static async Task<bool> StepAsync(ServiceProvider bot, long wave)
    {
        await using var scope = bot.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunWaves>().StepAsync(wave, CancellationToken.None);
    }

    private static async Task<long> MakeAsync(ServiceProvider bot, string database, int people)
    {
        File.Delete(database);
        await using var scope = bot.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        await db.Database.MigrateAsync();
        using (var sql = AlertBot.Open(database))
        using (var transaction = sql.BeginTransaction())
        {
            Fill(sql, people);
            transaction.Commit();
        }

        var wave = new SurveyWave { Kind = SurveyKind.Nps, Round = "2026-Q4", PlannedBy = "bench", PlannedAt = Now };
        wave.Approve("bench", Now);
        db.Waves.Add(wave);
        await db.SaveChangesAsync();
        return wave.Id;
    }

    private static void Fill(SqliteConnection sql, int people)
    {
        var reference = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = "ID", Kind = ConversationKind.Personal };
        var json = System.Text.Json.JsonSerializer.Serialize(reference, System.Text.Json.JsonSerializerOptions.Web);
        foreach (var statement in (string[])
            [
                "INSERT INTO customers (id, source_key, fingerprint, name) VALUES ($1, 'c' || $1, '', 'Customer ' || $1)",
                "INSERT INTO contacts (id, source_key, fingerprint, customer_id, name, email) VALUES ($1, 'p' || $1, '', $1, 'Person ' || $1, 'p' || $1 || '@example.com')",
                "INSERT INTO conversations (key, channel_id, reference, topics, language, is_active) VALUES (replace($3, 'ID', 'D' || $1), 'slack', replace($2, 'ID', 'D' || $1), 0, 'en', 1)",
                "INSERT INTO identities (person_key, user_id, contact_id, seen_in, personal_conversation_key) VALUES ('slack|T1|U' || $1, 'U' || $1, $1, replace($2, 'ID', 'D' || $1), replace($3, 'ID', 'D' || $1))",
            ])
        {
            using var command = sql.CreateCommand();
            command.CommandText = statement;
            command.Parameters.AddWithValue("$1", 0L);
            command.Parameters.AddWithValue("$2", json);
            command.Parameters.AddWithValue("$3", reference.Key);
            for (long id = 1; id <= people; id++)
            {
                command.Parameters[0].Value = id;
                command.ExecuteNonQuery();
            }
        }
    }

    private static ServiceProvider Bot(string database) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new AlertBot.At(Now))
        .AddSingleton(Amsterdam)
        .AddSingleton(new WorkCalendar(new WorkingHours(new TimeOnly(0, 0), new TimeOnly(23, 59), new HashSet<DateOnly>()), Amsterdam))
        .AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), Amsterdam.Zone))
        .AddStore($"Data Source={database}")
        .AddSingleton(new PublicAddress(null))
        .AddSingleton<IMailSwitch, NoMail>()
        .AddSurveys(SurveyTexts.Ours, SurveySettings.Default)
        .AddScoped<OutboxWriter>()
        .AddSingleton<OutboxSignal>()
        .BuildServiceProvider();

    private static double Peak() => Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class NoMail : IMailSwitch
    {
        public bool IsOn => false;
    }
}
