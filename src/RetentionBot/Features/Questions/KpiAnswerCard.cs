using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Kpis;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Shows a figure with its proof: value, counts, definition, period, data date.</summary>
internal sealed class KpiAnswerCard(Cards cards)
{
    public MessageContent Show(KpiAnswer.Figure answer)
    {
        var (texts, result) = (answer.Texts, answer.Result);
        var data = new
        {
            Title = texts.Say("kpi.title", ("name", KpiWords.Name(result.Metric, texts)), ("period", texts.Format.Period(result.Asked))),
            Value = KpiWords.Value(result, texts),
            Counts = KpiWords.Counts(result, texts),
            Period = KpiWords.PeriodOf(result, texts),
            N = result.Currency is null ? CountedOver(result) : null,
            result.DataThrough,
            Definition = KpiWords.Definition(result.Metric, texts),
            Proof = answer.ProofCode is { } code ? texts.Say("kpi.proof.code", ("code", code)) : null,
            Remarks = Remarks(answer, result).Select(text => new { Text = text }),
        };
        return cards.Show("kpi-answer", texts, data, AnswerLine.Of(answer));
    }

    /// <summary>How many the figure was counted over; of a count, the count itself. Null when nothing was counted.</summary>
    private static decimal? CountedOver(KpiResult result) => result switch
    {
        { NpsGroups: { } groups } => groups.Answers,
        { Denominator: { } n, Value: not null } => n,
        _ => result.Numerator,
    };

    private static IEnumerable<string> Remarks(KpiAnswer answer, KpiResult result) => answer.Reading.PeriodWasSaid
        ? KpiWords.Remarks(result, answer.Texts)
        : [answer.Texts.Say("kpi.period-not-said", ("period", answer.Texts.Format.Period(result.Asked))), .. KpiWords.Remarks(result, answer.Texts)];
}
