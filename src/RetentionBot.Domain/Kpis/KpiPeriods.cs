using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>Periods beside a period: the one it is compared with, and the parts of a trend.</summary>
public static class KpiPeriods
{
    public const string Week = "week";
    public const string Month = "month";
    public const string Quarter = "quarter";

    /// <summary>The grains of a trend.</summary>
    public static IReadOnlyList<string> Grains { get; } = [Week, Month, Quarter];

    /// <summary>The period before: as many whole months before whole months, else as many days.</summary>
    public static Period Before(Period period) =>
        period is { From.Day: 1, To.Day: 1 }
            ? new Period(period.From.AddMonths(-MonthsIn(period)), period.From)
            : new Period(period.From.AddDays(-period.Days), period.From);

    /// <summary>A period in its weeks, months or quarters, from early to late; the first and the last are cut where the period begins and ends.</summary>
    /// <param name="grain">One of <see cref="Grains"/>.</param>
    public static IReadOnlyList<Period> Split(Period period, string grain)
    {
        var parts = new List<Period>();
        for (var from = period.From; from < period.To;)
        {
            var whole = grain switch
            {
                Week => Period.WeekOf(from),
                Month => Period.MonthOf(from),
                Quarter => Period.QuarterOf(from),
                _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, "No such grain."),
            };
            var to = whole.To < period.To ? whole.To : period.To;
            parts.Add(new Period(from, to));
            from = to;
        }

        return parts;
    }

    private static int MonthsIn(Period period) => ((period.To.Year - period.From.Year) * 12) + period.To.Month - period.From.Month;
}
