using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Kpis;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>One figure by group: a chart, and a table with each group's value and size, and all together.</summary>
internal sealed class BreakdownCard(Cards cards)
{
    /// <summary>More groups than this are no chart any more; the largest are shown.</summary>
    public const int MostGroups = 15;

    private const int LongestName = 60;

    public MessageContent Show(KpiAnswer.Breakdown answer, DateOnly today)
    {
        var (texts, total, dimension) = (answer.Texts, answer.Parts.Total, answer.Parts.GroupBy);
        var groups = Shown(answer);
        var more = LeftOut(answer);
        var chart = KpiChart.Of(groups, texts);
        var table = groups.Count == 0 ? null : KpiTable.Of(KpiWords.Capital(texts.Say($"kpi.dimension.{dimension}")), groups, total, texts);
        var data = new
        {
            Title = $"{KpiWords.Title(total, texts)}, {ReadingWords.By(dimension, texts)}",
            Chart = chart,
            InWords = chart is null ? null : CardText.Escape(InWords(groups, texts)),
            Table = table,
            More = more > 0 ? texts.Count("more-groups", more) : null,
            Counts = table is null ? KpiWords.Counts(total, texts) : null,
            Period = KpiWords.PeriodOf(total, texts),
            Filters = ValueWords.Filters(answer.Query, answer.Reading, texts),
            DataDate = KpiRemarks.DataDate(total, today, texts),
            Remarks = Remarks(answer, groups).Select(text => new { Text = text }),
            Proof = KpiWords.Proof(answer),
            Buttons = AskButton.Of(NextQuestions.AfterBreakdown(answer, today)),
        };
        return cards.Show("kpi-breakdown", texts, data, CardText.Escape(AnswerLine.Of(answer)));
    }

    private static IEnumerable<string> Remarks(KpiAnswer.Breakdown answer, IReadOnlyList<(string Name, KpiResult Result)> groups) =>
        KpiRemarks.Of(answer, answer.Parts.Total)
            .Concat(groups.Any(g => g.Result is { IsSmallNumber: true, Value: not null }) ? [KpiWords.Few(answer.Query.Metric, answer.Texts)] : [])
            .Concat(answer.Parts.Other is not null ? [answer.Texts.Say("kpi.small-groups")] : [])
            .Distinct(StringComparer.Ordinal);

    /// <summary>How many groups are more than there is room for; those that are too small to be shown by themselves are none of them.</summary>
    public static int LeftOut(KpiAnswer.Breakdown answer) => Math.Max(0, answer.Parts.Groups.Count - MostGroups);

    /// <summary>The groups that are shown, by their names in words: all of them, or of many the largest, in their order; after them the small ones as one.</summary>
    public static IReadOnlyList<(string Name, KpiResult Result)> Shown(KpiAnswer.Breakdown answer)
    {
        var groups = answer.Parts.Groups;
        var largest = groups.Count <= MostGroups
            ? [.. Enumerable.Range(0, groups.Count)]
            : Enumerable.Range(0, groups.Count)
                .OrderByDescending(i => KpiTable.Weight(groups[i].Result) ?? groups[i].Result.Value ?? decimal.MinValue)
                .Take(MostGroups).Order().ToList();
        return
        [
            .. largest.Select(i => (KpiWords.Cut(ValueWords.Of(answer.Parts.GroupBy, groups[i].Name, answer.Texts), LongestName), groups[i].Result)),
            .. answer.Parts.Other is { } other ? [(answer.Texts.Say("kpi.other-groups"), other)] : Array.Empty<(string, KpiResult)>(),
        ];
    }

    /// <summary>What a chart shows at a glance.</summary>
    private static string InWords(IReadOnlyList<(string Name, KpiResult Result)> groups, Texts texts)
    {
        var known = groups.Where(g => g.Result.Value is not null).OrderByDescending(g => g.Result.Value).ToList();
        return texts.Say(
            "kpi.highest-lowest",
            ("highest", known[0].Name), ("most", KpiWords.Value(known[0].Result, texts)), ("lowest", known[^1].Name), ("least", KpiWords.Value(known[^1].Result, texts)));
    }
}
