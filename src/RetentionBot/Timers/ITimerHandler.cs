using RetentionBot.Store.Entities;

namespace RetentionBot.Timers;

/// <summary>Does what a timer was set for; registered under the timer's kind as a keyed service.</summary>
internal interface ITimerHandler
{
    /// <summary>Changes what there is to change; the sweeper saves, and the timer is gone with that save.</summary>
    /// <returns>When to look again, for a timer that must wait longer; null when it is done.</returns>
    Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct);
}
