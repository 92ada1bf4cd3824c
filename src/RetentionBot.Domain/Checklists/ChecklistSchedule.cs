using System.Globalization;
using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Checklists;

/// <summary>How often a checklist comes.</summary>
public enum ChecklistCadence
{
    /// <summary>Every ISO week.</summary>
    Weekly = 1,

    Monthly = 2,

    Once = 3,
}

/// <summary>One turn of a checklist: a week, a month, or the one there is.</summary>
/// <param name="Key">The same for the same turn, however often it is looked at: <c>2026-W43</c>, <c>2026-10</c>, <c>once</c>.</param>
/// <param name="First">Its first day; of a list that comes once the day it is for.</param>
/// <param name="Day">The day it is meant for, before holidays are looked at.</param>
public readonly record struct ChecklistTurn(string Key, DateOnly First, DateOnly Day);

/// <summary>When a checklist comes: on which day of its week or month, at which local time, and on the next working day where that day is none.</summary>
/// <param name="Cadence">How often.</param>
/// <param name="OnDay">Weekly the ISO day of the week, 1 for Monday to 7; monthly the day of the month, of which a short month has its last. Not looked at for once.</param>
/// <param name="OnDate">The day of a list that comes once; null for the others.</param>
/// <param name="At">Local wall-clock time in the workspace's zone.</param>
public sealed record ChecklistSchedule(ChecklistCadence Cadence, int OnDay, DateOnly? OnDate, TimeOnly At)
{
    /// <summary>Mondays at nine.</summary>
    public static ChecklistSchedule Default { get; } = new(ChecklistCadence.Weekly, 1, null, new TimeOnly(9, 0));

    /// <summary>The turn a local day lies in.</summary>
    public ChecklistTurn TurnOf(DateOnly day)
    {
        switch (Cadence)
        {
            case ChecklistCadence.Weekly:
                var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
                var week = ISOWeek.GetWeekOfYear(monday.ToDateTime(TimeOnly.MinValue));
                var year = ISOWeek.GetYear(monday.ToDateTime(TimeOnly.MinValue));
                return new(string.Create(CultureInfo.InvariantCulture, $"{year}-W{week:00}"), monday, monday.AddDays(OnDay - 1));
            case ChecklistCadence.Monthly:
                var first = new DateOnly(day.Year, day.Month, 1);
                return new(
                    first.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    first,
                    first.AddDays(Math.Min(OnDay, DateTime.DaysInMonth(day.Year, day.Month)) - 1));
            default:
                var date = OnDate ?? throw new InvalidOperationException("A list that comes once has its day.");
                return new("once", date, date);
        }
    }

    /// <summary>The turn after one; null after the one there is.</summary>
    public ChecklistTurn? After(ChecklistTurn turn) => Cadence switch
    {
        ChecklistCadence.Weekly => TurnOf(turn.First.AddDays(7)),
        ChecklistCadence.Monthly => TurnOf(turn.First.AddMonths(1)),
        _ => null,
    };

    /// <summary>The instant a turn is posted at: its time on its day, or on the first working day after it.</summary>
    public DateTimeOffset PostAt(ChecklistTurn turn, WorkCalendar calendar) =>
        calendar.Workspace.ToInstant(calendar.Hours.WorkingDayFrom(turn.Day, calendar.Workspace).ToDateTime(At));

    /// <summary>
    /// What is to be posted now: the turn that has begun and whose time has come. One whose own week or month is over is not made up; the next one carries on what was
    /// left of it.
    /// </summary>
    /// <returns>Null when nothing is due.</returns>
    public ChecklistTurn? DueAt(DateTimeOffset now, WorkCalendar calendar)
    {
        var turn = TurnOf(calendar.Workspace.LocalDate(now));
        if (PostAt(turn, calendar) <= now)
        {
            return turn;
        }

        // Holidays may have moved the turn before into this one's days.
        return Before(turn) is { } before && calendar.Workspace.LocalDate(PostAt(before, calendar)) >= turn.First && PostAt(before, calendar) <= now ? before : null;
    }

    /// <summary>The instant of the first post after one.</summary>
    /// <returns>Null when none follows.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset at, WorkCalendar calendar)
    {
        var turn = TurnOf(calendar.Workspace.LocalDate(at));
        for (var next = Before(turn) ?? turn; ;)
        {
            if (PostAt(next, calendar) is var instant && instant > at)
            {
                return instant;
            }

            if (After(next) is not { } later)
            {
                return null;
            }

            next = later;
        }
    }

    private ChecklistTurn? Before(ChecklistTurn turn) => Cadence == ChecklistCadence.Once ? null : TurnOf(turn.First.AddDays(-1));
}
