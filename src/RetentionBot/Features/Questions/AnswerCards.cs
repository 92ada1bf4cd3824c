using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Shows any answer. The customers behind a count are said in a line.</summary>
internal sealed class AnswerCards(Cards cards)
{
    private readonly FigureCard _figure = new(cards);
    private readonly ComparisonCard _comparison = new(cards);
    private readonly BreakdownCard _breakdown = new(cards);
    private readonly TrendCard _trend = new(cards);
    private readonly DefinitionCard _definition = new(cards);
    private readonly RefusalCard _refusal = new(cards);

    public MessageContent Show(KpiAnswer answer)
    {
        var today = (answer.Basis ?? throw new ArgumentException("An answer that is shown says what it was computed from.", nameof(answer))).Today;
        return answer switch
        {
            KpiAnswer.Figure figure => _figure.Show(figure, today),
            KpiAnswer.Comparison comparison => _comparison.Show(comparison, today),
            KpiAnswer.Breakdown breakdown => _breakdown.Show(breakdown, today),
            KpiAnswer.Trend trend => _trend.Show(trend, today),
            KpiAnswer.Definition definition => _definition.Show(definition, today),
            KpiAnswer.Refusal refusal => _refusal.Show(refusal),
            _ => new MessageContent(CardText.Escape(AnswerLine.Of(answer))),
        };
    }
}
