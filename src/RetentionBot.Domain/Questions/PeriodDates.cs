using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>A calendar period somebody named, before it is known whether its end has come.</summary>
/// <param name="Next">Index of the first token after it.</param>
/// <param name="Period">Null when no calendar has it.</param>
internal sealed record Named(int Next, Period? Period, PeriodUnit Unit)
{
    public UnknownReason? Problem { get; init; }

    /// <summary>What it may mean, when that is more than one thing; the period is then null.</summary>
    public IReadOnlyList<Period> Alternatives { get; init; } = [];

    public bool YearSaid { get; init; }

    public bool AtEnd { get; init; }

    public bool IsLastYear { get; init; }

    /// <summary>Said by its own name ("May", "3 March") instead of from today ("last month").</summary>
    public bool Absolute { get; init; }

    /// <summary>The same name in another year; null when it is not one that recurs.</summary>
    public Func<int, Period?>? OfYear { get; init; }

    public Named InYear(int year) => OfYear is null ? this : (this with { Period = OfYear(year), YearSaid = true, Problem = null }).Checked();

    public Named Checked() => Period is null ? this with { Problem = UnknownReason.ImpossiblePeriod } : this;

    public static Named Impossible(int next, PeriodUnit unit) => new(next, null, unit) { Problem = UnknownReason.ImpossiblePeriod };
}

/// <summary>Calendar arithmetic behind the period forms; a missing year means the latest one that has already begun.</summary>
internal static class PeriodDates
{
    public static Period? Date(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? Period.Day(new(year, month, day)) : null;

    public static Period? Week(int year, int week) =>
        week >= 1 && week <= System.Globalization.ISOWeek.GetWeeksInYear(year) ? Period.Week(year, week) : null;

    public static Period? Quarter(int year, int quarter) => quarter is >= 1 and <= 4 ? Period.Quarter(year, quarter) : null;

    public static Period? Half(int year, int half) => half is 1 or 2 ? Period.HalfYear(year, half) : null;

    /// <summary>The period of the given year, or of this or last year, whichever began last.</summary>
    public static Period? Latest(Func<int, Period?> ofYear, int? year, DateOnly today)
    {
        if (year is int said)
        {
            return ofYear(said);
        }

        // The last days of December may lie in the first ISO week of the next year.
        Period?[] candidates = [ofYear(today.Year + 1), ofYear(today.Year), ofYear(today.Year - 1)];
        var thisYear = candidates[1];
        return candidates[0] is { } ahead && ahead.From <= today ? ahead
            : thisYear is { } now && now.From <= today ? now
            : candidates[2];
    }

    /// <summary>The calendar unit a day lies in.</summary>
    public static Period Around(PeriodUnit unit, DateOnly day) => unit switch
    {
        PeriodUnit.Week => Period.WeekOf(day),
        PeriodUnit.Month => Period.MonthOf(day),
        PeriodUnit.Quarter => Period.QuarterOf(day),
        PeriodUnit.Half => Period.HalfYear(day.Year, day.Month > 6 ? 2 : 1),
        PeriodUnit.Year => Period.Year(day.Year),
        _ => Period.Day(day),
    };

    /// <summary>The whole unit before the one a day lies in.</summary>
    public static Period Before(PeriodUnit unit, DateOnly day) => Around(unit, Around(unit, day).From.AddDays(-1));

    /// <summary>The given number of complete units before the running one; days end with yesterday.</summary>
    public static Period LastN(PeriodUnit unit, int count, DateOnly today)
    {
        var end = Around(unit, today).From;
        return unit switch
        {
            PeriodUnit.Day => new(end.AddDays(-count), end),
            PeriodUnit.Week => new(end.AddDays(-7 * count), end),
            PeriodUnit.Quarter => new(end.AddMonths(-3 * count), end),
            _ => new(end.AddMonths(-count), end),
        };
    }

    /// <summary>The same stretch one year back; an ISO week keeps its number.</summary>
    public static Period? YearBack(Period period, PeriodUnit unit)
    {
        if (unit == PeriodUnit.Week)
        {
            var monday = period.From.ToDateTime(default);
            var week = Week(System.Globalization.ISOWeek.GetYear(monday) - 1, System.Globalization.ISOWeek.GetWeekOfYear(monday));
            return week is { } w ? new Period(w.From, w.From.AddDays(period.Days)) : null;
        }

        var (from, to) = (period.From.AddYears(-1), period.LastDay.AddYears(-1).AddDays(1));
        var wholeMonths = period.From.Day == 1 && period.To.Day == 1;
        return new(from, wholeMonths ? period.To.AddYears(-1) : to);
    }
}
