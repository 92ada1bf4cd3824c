using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Revenue;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>The numbers a chart is drawn from: as people read them, per cent as 5.0 and money in whole units. What has no value is not in it.</summary>
/// <param name="Title">What the numbers are; short, since Slack names the series by it.</param>
/// <param name="Points">In the order they are drawn.</param>
internal sealed record KpiChart(string Title, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>One point is no chart, and none says nothing.</summary>
    private const int Fewest = 2;

    /// <returns>Null when too few points have a value.</returns>
    public static KpiChart? Of(IEnumerable<(string Label, KpiResult Result)> points, Texts texts)
    {
        var known = points.Where(p => p.Result.Value is not null).ToList();
        return known.Count < Fewest ? null : new(Unit(known[0].Result, texts), [.. known.Select(p => new ChartPoint(p.Label, Height(p.Result)))]);
    }

    private static decimal Height(KpiResult result) => result.Unit switch
    {
        KpiUnits.Percent => Rounded(result.Value!.Value * 100, 1),
        KpiUnits.Money => Rounded(result.Value!.Value / Currencies.MinorPerMajor(result.Currency!), 2),
        KpiUnits.Points when result.Metric == MetricNames.Nps => Rounded(result.Value!.Value, 0),
        KpiUnits.Months or KpiUnits.Points => Rounded(result.Value!.Value, 1),
        KpiUnits.Minutes => Rounded(result.Value!.Value, 0),
        _ => Rounded(result.Value!.Value, 2),
    };

    private static string Unit(KpiResult result, Texts texts) => result.Unit == KpiUnits.Money ? result.Currency! : texts.Say($"kpi.unit.{result.Unit}");

    private static decimal Rounded(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}

/// <summary>A point of a chart as it is on the wire.</summary>
/// <param name="X">Its name.</param>
/// <param name="Y">Its height.</param>
internal sealed record ChartPoint(string X, decimal Y);
