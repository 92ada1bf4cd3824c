using System.Globalization;

namespace RetentionBot.Domain.Calendar;

/// <summary>A stretch of local calendar days, half-open: <see cref="From"/> belongs to it, <see cref="To"/> is the first day after it.</summary>
/// <remarks>Dates are in the workspace's time zone; an instant is converted to its local date before it meets a period.</remarks>
public readonly record struct Period
{
    /// <exception cref="ArgumentException">The period would cover no day.</exception>
    public Period(DateOnly from, DateOnly to)
    {
        if (to <= from)
        {
            throw new ArgumentException($"A period ends after it begins; {from:O} to {to:O} covers no day.", nameof(to));
        }

        (From, To) = (from, to);
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    /// <summary>Number of days covered, at least 1.</summary>
    public int Days => To.DayNumber - From.DayNumber;

    /// <summary>The last day covered.</summary>
    public DateOnly LastDay => To.AddDays(-1);

    public static Period Month(int year, int month) => new(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));

    /// <summary>The calendar month a day lies in.</summary>
    public static Period MonthOf(DateOnly day) => Month(day.Year, day.Month);

    public static Period Day(DateOnly day) => new(day, day.AddDays(1));

    public static Period Year(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));

    /// <summary>Calendar quarter 1 to 4.</summary>
    public static Period Quarter(int year, int quarter) => Months(new DateOnly(year, (3 * quarter) - 2, 1), 3);

    /// <summary>The calendar quarter a day lies in.</summary>
    public static Period QuarterOf(DateOnly day) => Quarter(day.Year, ((day.Month - 1) / 3) + 1);

    /// <summary>Calendar half 1 or 2 of a year.</summary>
    public static Period HalfYear(int year, int half) => Months(new DateOnly(year, (6 * half) - 5, 1), 6);

    /// <summary>ISO week 1 to 53, Monday first, of an ISO year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">That year has no such week.</exception>
    public static Period Week(int isoYear, int week)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(week, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(week, ISOWeek.GetWeeksInYear(isoYear));
        var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(isoYear, week, DayOfWeek.Monday));
        return new(monday, monday.AddDays(7));
    }

    /// <summary>The ISO week a day lies in.</summary>
    public static Period WeekOf(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new(monday, monday.AddDays(7));
    }

    /// <summary>A number of whole months from a first of the month on.</summary>
    public static Period Months(DateOnly first, int count) => new(first, first.AddMonths(count));

    /// <summary>The period without the days after <paramref name="today"/>; null when it has not begun.</summary>
    public Period? UpTo(DateOnly today) => From > today ? null : To > today ? new(From, today.AddDays(1)) : this;

    public bool Contains(DateOnly day) => From <= day && day < To;
}
