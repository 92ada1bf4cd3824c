using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>
/// The difference of a figure between two periods: per cent figures in percentage points, counts and money as difference and per cent, scores in points. Taken of
/// the unrounded values and rounded once.
/// </summary>
internal static class ChangeWords
{
    /// <summary>The change since the period before, as a sentence; null when it was not looked for, as while the period runs.</summary>
    public static string? Since(KpiResult result, KpiResult? before, Texts texts) => before is null || result.Value is null ? null
        : Between(result, before, texts) is not { } change ? texts.Say("kpi.change-unknown", ("period", When(before, texts)))
        : IsNothing(change) && KpiWords.Value(result, texts) == KpiWords.Value(before, texts) ? texts.Say("kpi.unchanged", ("period", When(before, texts)), ("value", KpiWords.Value(before, texts)))
        : texts.Say("kpi.change", ("change", change), ("period", When(before, texts)), ("value", KpiWords.Value(before, texts)));

    /// <summary>The first less the other: "+1.2 percentage points", "-3 (-12.5%)"; null when one of them has no value or they are in different currencies.</summary>
    public static string? Between(KpiResult one, KpiResult other, Texts texts)
    {
        if (one.Value is not { } value || other.Value is not { } from || one.Currency != other.Currency)
        {
            return null;
        }

        var (change, format) = (value - from, texts.Format);
        return one.Unit switch
        {
            KpiUnits.Percent => texts.Say("kpi.change-percent", ("change", format.Change(change * 100, 1))),
            KpiUnits.Points => Points(format.Change(change, one.Metric == MetricNames.Nps ? 0 : 1), texts),
            KpiUnits.Money => format.MoneyChange(change, one.Currency!) + InPercent(change, from, texts),
            KpiUnits.Minutes => Minutes(format.Change(change, 0), texts),
            KpiUnits.Months => texts.Say("kpi.months", ("number", format.Change(change, 1))),
            KpiUnits.Customers or KpiUnits.Count => format.Change(change, 0) + InPercent(change, from, texts),
            _ => format.Change(change, 2),
        };
    }

    /// <summary>The period, or of a state its day.</summary>
    public static string When(KpiResult result, Texts texts) => MetricNames.IsStanding(result.Metric) && result.Measured is { } measured
        ? texts.Format.Date(measured.LastDay)
        : texts.Format.Period(result.Asked);

    private static string Points(string change, Texts texts) =>
        IsOne(change) ? texts.Say("kpi.change-points-one", ("change", change)) : texts.Say("kpi.change-points", ("change", change));

    private static string Minutes(string change, Texts texts) =>
        IsOne(change) ? texts.Say("kpi.change-minutes-one", ("change", change)) : texts.Say("kpi.change-minutes", ("change", change));

    /// <summary>Whether a change is nothing once it is rounded.</summary>
    private static bool IsNothing(string change) => !change.Any(c => c is >= '1' and <= '9');

    private static bool IsOne(string change) => change is "+1" or "-1";

    /// <summary>Of nothing and of less than nothing there is no share.</summary>
    private static string InPercent(decimal change, decimal from, Texts texts) => from > 0 ? $" ({texts.Format.PercentChange(change / from)})" : "";
}
