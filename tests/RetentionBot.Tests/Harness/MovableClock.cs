namespace RetentionBot.Tests.Harness;

/// <summary>The real time, moved by as much as a test wants. Timers run as they do.</summary>
internal sealed class MovableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    /// <summary>Moves to the next time it is a day of the week at an hour in Amsterdam, at least a day ahead.</summary>
    public void GoTo(DayOfWeek day, int hour)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var local = TimeZoneInfo.ConvertTime(System.GetUtcNow(), zone).Date.AddDays(1);
        while (local.DayOfWeek != day)
        {
            local = local.AddDays(1);
        }

        local = local.AddHours(hour);
        Ahead = new DateTimeOffset(local, zone.GetUtcOffset(local)) - System.GetUtcNow();
    }
}
