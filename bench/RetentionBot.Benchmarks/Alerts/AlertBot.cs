using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Health;
using RetentionBot.Features.Turns;
using RetentionBot.Jobs;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Benchmarks.Alerts;

/// <summary>The part of the bot that scores, watches and writes alerts, on a database.</summary>
internal static class AlertBot
{
    private static readonly Workspace Amsterdam = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");

    public static ServiceProvider On(string database) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new At(AlertCompany.Now))
        .AddSingleton(Amsterdam)
        .AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), Amsterdam.Zone))
        .AddSingleton(new CustomerLinks(null))
        .AddSingleton(RuleSettings.Default)
        .AddStore($"Data Source={database}")
        .AddSingleton(new WorkCalendar(new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 0), new HashSet<DateOnly>()), Amsterdam))
        .AddSingleton(new AlertSettings([], MostCards: 10))
        .AddHealthScores(new HealthProfiles(HealthProfile.Default))
        .AddAlerts()
        .AddTimers()
        .AddScoped<Colleagues>()
        .AddScoped<OutboxWriter>()
        .AddSingleton<OutboxSignal>()
        .AddHealthRun()
        .BuildServiceProvider();

    /// <summary>One run over the scoring day: every score, the rule on it, and the other rules.</summary>
    public static async Task RunAsync(string database)
    {
        await using var bot = On(database);
        await bot.GetRequiredService<HealthRun>().RunAsync(Period.Day(AlertCompany.Day), CancellationToken.None);
        await bot.GetRequiredService<RulesRun>().RunAsync(WatchRules.All, CancellationToken.None);
    }

    /// <summary>A connection set up as the bot sets up its own.</summary>
    public static SqliteConnection Open(string database)
    {
        var sql = new SqliteConnection($"Data Source={database}");
        sql.Open();
        using var command = sql.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
        command.ExecuteNonQuery();
        return sql;
    }

    /// <summary>A clock that stands.</summary>
    public sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
