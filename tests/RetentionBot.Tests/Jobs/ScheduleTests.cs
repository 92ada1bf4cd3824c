using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Jobs;

public sealed class ScheduleTests
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    private static readonly BotSetup WithSample = new()
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["RetentionBot:SampleCompany"] = "true" },
    };

    [Fact]
    public async Task Both_nightly_jobs_are_stored_with_their_next_time_in_the_workspaces_zone_and_survive_a_restart()
    {
        await using var bot = await BotUnderTest.StartAsync(WithSample);
        var before = await StoredAsync(bot);
        before.Keys.Order(StringComparer.Ordinal).ShouldBe(["grow-sample-nightly", "score-customers-nightly"]);
        TimeOfDay(before["score-customers-nightly"]).ShouldBe(new TimeOnly(3, 0));
        TimeOfDay(before["grow-sample-nightly"]).ShouldBe(new TimeOnly(0, 10));

        await bot.RestartAsync();
        (await StoredAsync(bot)).ShouldBe(before, ignoreOrder: true);
        var scheduler = await bot.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var trigger = (ICronTrigger)(await scheduler.GetTrigger(new TriggerKey("score-customers-nightly")))!;
        trigger.TimeZone.Id.ShouldBe("Europe/Amsterdam");
    }

    [Fact]
    public async Task A_job_that_an_older_version_stored_is_taken_over()
    {
        await using var bot = await BotUnderTest.StartAsync();
        (await ExecuteAsync(bot, "UPDATE QRTZ_JOB_DETAILS SET JOB_CLASS_NAME = 'RetentionBot.Jobs.ScoreCustomersJob, RetentionBot'")).ShouldBe(1);

        await bot.RestartAsync();

        (await ExecuteAsync(bot, "UPDATE QRTZ_JOB_DETAILS SET JOB_DATA = JOB_DATA WHERE JOB_CLASS_NAME = 'RetentionBot.Jobs.DailyJob, RetentionBot'")).ShouldBe(1);
        (await bot.Http.GetStringAsync("/healthz")).ShouldContain("\"status\":\"Healthy\"");
        TimeOfDay((await StoredAsync(bot))["score-customers-nightly"]).ShouldBe(new TimeOnly(3, 0));
    }

    [Theory]
    [InlineData("/healthz", "\"status\":\"Healthy\"")]
    [InlineData("/livez", "alive")]
    public async Task The_bot_says_that_it_is_well(string path, string words)
    {
        await using var bot = await BotUnderTest.StartAsync();
        (await bot.Http.GetStringAsync(path)).ShouldContain(words);
    }

    private static TimeOnly TimeOfDay(DateTimeOffset at) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Amsterdam).DateTime);

    private static async Task<int> ExecuteAsync(BotUnderTest bot, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={bot.DatabaseFile}");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The triggers as the scheduler's own tables have them.</summary>
    private static async Task<Dictionary<string, DateTimeOffset>> StoredAsync(BotUnderTest bot)
    {
        await using var connection = new SqliteConnection($"Data Source={bot.DatabaseFile};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT TRIGGER_NAME, NEXT_FIRE_TIME FROM QRTZ_TRIGGERS";
        await using var rows = await command.ExecuteReaderAsync();
        var stored = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            stored[rows.GetString(0)] = new DateTimeOffset(Convert.ToInt64(rows.GetValue(1), CultureInfo.InvariantCulture), TimeSpan.Zero);
        }

        return stored;
    }
}
