using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Checklists;

/// <summary>How far a list is, and what it lacks to be a plan at all.</summary>
/// <param name="Done">Checks that are ticked.</param>
/// <param name="All">Checks there are.</param>
/// <param name="WithoutOwner">Positions of those that are nobody's.</param>
/// <param name="WithoutDeadline">Positions of those without a last day.</param>
public sealed record ChecklistState(int Done, int All, IReadOnlyList<int> WithoutOwner, IReadOnlyList<int> WithoutDeadline)
{
    /// <summary>Whether every check has an owner and a deadline.</summary>
    public bool IsPlan => WithoutOwner.Count + WithoutDeadline.Count == 0;

    public bool IsComplete => Done == All;

    public static ChecklistState Of(IEnumerable<ChecklistItem> items)
    {
        var all = items.ToList();
        return new(
            all.Count(i => i.IsDone),
            all.Count,
            [.. all.Where(i => i.OwnerName is null).Select(i => i.Position)],
            [.. all.Where(i => i.DueOn is null).Select(i => i.Position)]);
    }
}

/// <summary>When somebody is told that a check is late.</summary>
public static class ChecklistReminders
{
    /// <summary>Working days after the owner was to be reminded, until the leads are told.</summary>
    public const int DaysUntilLead = 2;

    /// <summary>When the owner is reminded: once, as their first working day after the deadline begins.</summary>
    /// <param name="dueOn">The last day for the check.</param>
    /// <param name="zone">The owner's IANA zone; null for the workspace's.</param>
    public static DateTimeOffset RemindAt(DateOnly dueOn, WorkCalendar calendar, string? zone) => calendar.WorkingDayFrom(dueOn.AddDays(1), zone);

    /// <summary>When the leads are told: so many working days after the owner's reminder was due, in the lead's zone.</summary>
    public static DateTimeOffset EscalateAt(DateOnly dueOn, WorkCalendar calendar, string? zone)
    {
        var at = RemindAt(dueOn, calendar, zone);
        for (var i = 0; i < DaysUntilLead; i++)
        {
            at = calendar.NextWorkingDay(at, zone);
        }

        return at;
    }
}
