using System.Globalization;
using Quartz;

namespace RetentionBot.Jobs;

/// <summary>Something the bot does by itself.</summary>
/// <param name="Key">Lower case with hyphens; its name for people is the text <c>jobs.name.KEY</c>.</param>
/// <param name="Schedule">When.</param>
/// <param name="WorkAsync">What, with the services of a scope of its own. Done again in a fresh one when somebody else was quicker to save.</param>
internal sealed record Job(string Key, JobSchedule Schedule, Func<IServiceProvider, CancellationToken, Task> WorkAsync);

/// <summary>When a job runs by itself.</summary>
internal abstract record JobSchedule
{
    private JobSchedule()
    {
    }

    public static JobSchedule EachMinute { get; } = new Each(TimeSpan.FromMinutes(1));

    public static JobSchedule EachFiveMinutes { get; } = new Each(TimeSpan.FromMinutes(5));

    public static JobSchedule EachHour { get; } = new Each(TimeSpan.FromHours(1));

    /// <summary>The next time.</summary>
    /// <param name="now">The time it is.</param>
    /// <param name="startedAt">When it last began.</param>
    /// <param name="zone">The workspace's.</param>
    /// <returns>Null when it is not known: with the next start of the bot.</returns>
    public abstract DateTimeOffset? NextAfter(DateTimeOffset now, DateTimeOffset? startedAt, TimeZoneInfo zone);

    /// <summary>At the start, and then with this much time in between.</summary>
    public sealed record Each(TimeSpan Pause) : JobSchedule
    {
        public override DateTimeOffset? NextAfter(DateTimeOffset now, DateTimeOffset? startedAt, TimeZoneInfo zone) => startedAt + Pause is { } next && next > now ? next : now;
    }

    /// <summary>Every day at a time of the workspace's zone.</summary>
    public sealed record Daily(TimeOnly At) : JobSchedule
    {
        /// <summary>The same as Quartz writes it.</summary>
        public string Cron { get; } = string.Create(CultureInfo.InvariantCulture, $"{At.Second} {At.Minute} {At.Hour} * * ?");

        public override DateTimeOffset? NextAfter(DateTimeOffset now, DateTimeOffset? startedAt, TimeZoneInfo zone) =>
            new CronExpression(Cron, zone).GetNextValidTimeAfter(now);
    }

    /// <summary>Once after each start; tried again until it goes well.</summary>
    public sealed record AtStart : JobSchedule
    {
        public override DateTimeOffset? NextAfter(DateTimeOffset now, DateTimeOffset? startedAt, TimeZoneInfo zone) => null;
    }
}
