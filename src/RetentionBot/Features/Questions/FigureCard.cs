using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>One figure with its proof: value, change, counts, period, data date, meaning.</summary>
internal sealed class FigureCard(Cards cards)
{
    public MessageContent Show(KpiAnswer.Figure answer, DateOnly today)
    {
        var (texts, result) = (answer.Texts, answer.Result);
        (string Name, string Value)[] facts =
        [
            .. ValueWords.Filters(answer.Query, answer.Reading, texts) is { } filters ? [(texts.Say("kpi.filters"), filters)] : Array.Empty<(string, string)>(),
            .. KpiRemarks.Details(result, texts),
            (texts.Say("kpi.data-date"), KpiRemarks.DataDate(result, today, texts)),
        ];
        var data = new
        {
            Title = KpiWords.Title(result, texts),
            Value = KpiWords.Value(result, texts),
            Change = ChangeWords.Since(result, answer.Before, texts),
            Counts = KpiWords.Counts(result, texts),
            Period = KpiWords.PeriodOf(result, texts),
            N = KpiWords.CountedOver(result),
            Facts = facts.Select(f => new { f.Name, f.Value }),
            Remarks = KpiRemarks.Of(answer, result).Select(text => new { Text = text }),
            Definition = KpiWords.Definition(result.Metric, texts),
            Proof = KpiWords.Proof(answer),
            Buttons = AskButton.Of(NextQuestions.AfterFigure(answer, today)),
        };
        return cards.Show("kpi-answer", texts, data, CardText.Escape(AnswerLine.Of(answer)));
    }
}
