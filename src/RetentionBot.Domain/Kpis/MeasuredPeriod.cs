using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>The part of an asked period that there are data for. Sums are taken over nothing else, so none can run past its data.</summary>
public sealed record MeasuredPeriod
{
    private MeasuredPeriod(Period asked, Period measured, DateOnly dataThrough, bool isPartial) =>
        (Asked, Measured, DataThrough, IsPartial) = (asked, measured, dataThrough, isPartial);

    public Period Asked { get; }

    /// <summary>From the first asked day to the last one with data; its last day is the closing day.</summary>
    public Period Measured { get; }

    /// <summary>The last day with data at all, never after today.</summary>
    public DateOnly DataThrough { get; }

    /// <summary>Whether the answer is provisional: the asked period has not ended, or the data do not reach its end.</summary>
    public bool IsPartial { get; }

    /// <returns>Null when no day of the period has data yet.</returns>
    public static MeasuredPeriod? Cut(Period asked, DateOnly dataThrough, DateOnly today)
    {
        var known = dataThrough < today ? dataThrough : today;
        var closing = asked.LastDay < known ? asked.LastDay : known;
        return closing < asked.From
            ? null
            : new MeasuredPeriod(asked, new Period(asked.From, closing.AddDays(1)), known, closing < asked.LastDay || today <= asked.LastDay);
    }

    /// <summary>The state on the last day with data, for a period that begins after it.</summary>
    internal static MeasuredPeriod AsOf(Period asked, DateOnly dataThrough) =>
        new(asked, new Period(dataThrough, dataThrough.AddDays(1)), dataThrough, isPartial: true);
}
