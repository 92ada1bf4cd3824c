using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Kpis;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>One figure over time: a chart, and a table with every point. A point without value is a gap in the chart and said in words in the table.</summary>
internal sealed class TrendCard(Cards cards)
{
    /// <summary>More points would make the card larger than Teams takes.</summary>
    private const int MostPoints = 60;

    private const int MonthsInYear = 12;

    /// <summary>So many gaps are named.</summary>
    private const int MostNamed = 6;

    public MessageContent Show(KpiAnswer.Trend answer, DateOnly today)
    {
        var texts = answer.Texts;
        var points = Shown(answer);
        var chart = KpiChart.Of(points.Select(p => (Label(p, answer.Grain, points.Count, texts) + (IsProvisional(p) ? "*" : ""), p)), texts);
        var data = new
        {
            Title = $"{KpiWords.Name(answer.Query.Metric, texts)}, {ReadingWords.Per(answer.Grain, texts)}",
            Chart = chart,
            InWords = chart is null ? null : InWords(points, texts),
            Table = KpiTable.Of(KpiWords.Capital(texts.Say($"kpi.grain.{answer.Grain}")), [.. points.Select(p => (texts.Format.Period(p.Asked), p))], total: null, texts),
            Period = texts.Format.Days(answer.Query.Period),
            Filters = ValueWords.Filters(answer.Query, answer.Reading, texts),
            DataDate = KpiRemarks.DataDate(points[^1], today, texts),
            Remarks = Remarks(answer, points).Select(text => new { Text = text }),
            Definition = KpiWords.Definition(answer.Query.Metric, texts),
            Proof = KpiWords.Proof(answer),
            Buttons = AskButton.Of(NextQuestions.AfterTrend(answer)),
        };
        return cards.Show("kpi-trend", texts, data, CardText.Escape(AnswerLine.Of(answer)));
    }

    /// <summary>The points from the first with data on; of very many the last.</summary>
    public static IReadOnlyList<KpiResult> Shown(KpiAnswer.Trend answer)
    {
        var begun = answer.Points.SkipWhile(p => p.WhyNoValue == NoValueReason.NoData).ToList();
        return begun.Count == 0 ? [answer.Points[^1]] : [.. begun.TakeLast(MostPoints)];
    }

    /// <summary>Teams cuts what is longer than three narrow letters: where no month comes twice, months go by their number, and the table has the names.</summary>
    private static string Label(KpiResult point, string grain, int points, Texts texts) => grain == KpiPeriods.Month && points <= MonthsInYear
        ? texts.Format.Number(point.Asked.From.Month)
        : texts.Format.Short(point.Asked);

    private static IEnumerable<string> Remarks(KpiAnswer.Trend answer, IReadOnlyList<KpiResult> points)
    {
        var texts = answer.Texts;
        if (answer.Points[0].WhyNoValue == NoValueReason.NoData && points[0].WhyNoValue != NoValueReason.NoData)
        {
            yield return texts.Say("kpi.no-data-before", ("period", texts.Format.Period(points[0].Asked)));
        }

        if (points.Count == MostPoints)
        {
            yield return texts.Say("kpi.last-points", ("number", points.Count));
        }

        foreach (var gaps in points.Where(p => p.WhyNoValue is not null).GroupBy(p => p.WhyNoValue!.Value))
        {
            var periods = string.Join(", ", gaps.Take(MostNamed).Select(p => texts.Format.Period(p.Asked))) + (gaps.Count() > MostNamed ? " …" : "");
            yield return texts.Say("kpi.about", ("period", periods), ("remark", KpiWords.Why(gaps.Key, texts)));
        }

        if (points.LastOrDefault(IsProvisional) is { Measured: { } measured } last)
        {
            yield return texts.Say("kpi.provisional-point", ("period", texts.Format.Period(last.Asked)), ("day", measured.LastDay));
        }

        if (points.Any(p => p is { IsSmallNumber: true, Value: not null }))
        {
            yield return KpiWords.Few(answer.Query.Metric, texts);
        }

        if (points.FirstOrDefault(p => p.Value is not null) is { } any && KpiRemarks.LeftOut(answer, any) is { } leftOut)
        {
            yield return leftOut;
        }
    }

    private static bool IsProvisional(KpiResult point) => point is { IsPartial: true, Value: not null };

    /// <summary>What a chart shows at a glance.</summary>
    private static string InWords(IReadOnlyList<KpiResult> points, Texts texts)
    {
        var known = points.Where(p => p.Value is not null).ToList();
        var (most, least) = (known.MaxBy(p => p.Value)!, known.MinBy(p => p.Value)!);
        return texts.Say(
            "kpi.highest-lowest",
            ("highest", texts.Format.Period(most.Asked)), ("most", KpiWords.Value(most, texts)),
            ("lowest", texts.Format.Period(least.Asked)), ("least", KpiWords.Value(least, texts)));
    }
}
