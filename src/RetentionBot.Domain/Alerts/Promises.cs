using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Alerts;

/// <summary>Until when a promise holds when nobody says otherwise, and when it is looked at.</summary>
public static class Promises
{
    /// <summary>Days a promise may take.</summary>
    public const int LongestDays = 90;

    private const int WaitDays = 7;

    /// <summary>The last day of a promise made now: the next working day; who waits, waits a week.</summary>
    public static DateOnly UsualDay(AlertPromise promise, DateTimeOffset now, WorkingHours hours, Workspace workspace) =>
        hours.WorkingDayFrom(workspace.LocalDate(now).AddDays(promise == AlertPromise.Wait ? WaitDays : 1), workspace);

    /// <summary>When it is looked at: as the first working day after the last one begins.</summary>
    public static DateTimeOffset LookAt(DateOnly until, WorkingHours hours, Workspace workspace) => hours.NextFrom(workspace.StartOf(until.AddDays(1)), workspace);
}
