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

    public bool Contains(DateOnly day) => From <= day && day < To;
}
