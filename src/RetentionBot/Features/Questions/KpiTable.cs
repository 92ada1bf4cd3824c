using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Figures as rows of a card's table: name, value, and out of how many where that says more than the value does. Its words are escaped.</summary>
internal sealed class KpiTable
{
    private readonly Texts _texts;
    private readonly bool _hasBasis;

    private KpiTable(Texts texts, bool hasBasis) => (_texts, _hasBasis) = (texts, hasBasis);

    public IReadOnlyList<TableColumn> Columns => _hasBasis ? [new(2, "left"), new(2, "right"), new(1, "right")] : [new(2, "left"), new(2, "right")];

    public IReadOnlyList<TableRow> Rows { get; private set; } = [];

    /// <param name="what">What the rows are: a plan, a month.</param>
    /// <param name="rows">With their names, not escaped.</param>
    /// <param name="total">The row below them; null for none.</param>
    /// <param name="texts">In which language.</param>
    public static KpiTable Of(string what, IReadOnlyList<(string Name, KpiResult Result)> rows, KpiResult? total, Texts texts)
    {
        var sample = total ?? rows[0].Result;
        var table = new KpiTable(texts, HasBasis(sample.Metric));
        table.Rows =
        [
            table.Row(what, KpiWords.Name(sample.Metric, texts), texts.Say(KpiWords.IsOfMoney(sample.Metric) ? "kpi.detail.opening_mrr" : "kpi.n")),
            .. rows.Select(r => table.Row(CardText.Escape(r.Name), Marked(r.Result, texts), table.Basis(r.Result))),
            .. total is null ? Array.Empty<TableRow>() : [table.Row(Bold(texts.Say("kpi.total")), Bold(Marked(total, texts)), Bold(table.Basis(total)))],
        ];
        return table;
    }

    /// <summary>How much stands behind a result: answers, customers, or the MRR it is a part of; null when nothing is counted out of.</summary>
    public static decimal? Weight(KpiResult result) => result.NpsGroups?.Answers ?? result.Denominator;

    /// <summary>The value with what must be known of it in words: provisional, or counted over few.</summary>
    public static string Marked(KpiResult result, Texts texts)
    {
        var mark = result switch
        {
            { Value: null } => null,
            { IsPartial: true } when !KpiWords.IsOfOneDay(result) => texts.Say("kpi.provisional-mark"),
            { IsSmallNumber: true } => texts.Say("kpi.few-mark"),
            _ => null,
        };
        return mark is null ? KpiWords.Value(result, texts) : texts.Say("kpi.marked", ("value", KpiWords.Value(result, texts)), ("mark", mark));
    }

    private static bool HasBasis(string metric) => metric
        is not (MetricNames.Mrr or MetricNames.CustomersActive or MetricNames.NewCustomers or MetricNames.Cltv or MetricNames.Clv);

    private TableRow Row(string name, string value, string basis) => new(_hasBasis ? [new(name), new(value), new(basis)] : [new(name), new(value)]);

    private string Basis(KpiResult result) => result switch
    {
        { WhyNoValue: NoValueReason.NoData or NoValueReason.NotConnected or NoValueReason.FuturePeriod } => _texts.Say("kpi.group-unknown"),
        { Currency: { } currency } when KpiWords.IsOfMoney(result.Metric) => _texts.Format.Money(result.Denominator ?? 0, currency),
        _ => _texts.Format.Number((long)(Weight(result) ?? 0)),
    };

    private static string Bold(string words) => $"**{words}**";
}

/// <param name="Width">Its share of the table.</param>
/// <param name="Align">left or right.</param>
internal sealed record TableColumn(int Width, string Align);

internal sealed record TableRow(IReadOnlyList<TableCell> Cells);

internal sealed record TableCell(string Text);
