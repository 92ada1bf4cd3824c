using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>One figure for two periods side by side, and the difference.</summary>
internal sealed class ComparisonCard(Cards cards)
{
    public MessageContent Show(KpiAnswer.Comparison answer, DateOnly today)
    {
        var texts = answer.Texts;
        var name = KpiWords.Name(answer.Query.Metric, texts);
        var data = new
        {
            Title = texts.Say("kpi.comparison", ("name", name)),
            Sides = new[] { answer.Result, answer.Other }.Select(r => new
            {
                Period = ChangeWords.When(r, texts),
                Value = KpiWords.Value(r, texts),
                Counts = KpiWords.Counts(r, texts),
            }),
            Difference = KpiWords.Capital(Difference(answer)),
            Filters = ValueWords.Filters(answer.Query, answer.Reading, texts),
            DataDate = KpiRemarks.DataDate(answer.Result, today, texts),
            Remarks = Remarks(answer).Select(text => new { Text = text }),
            Definition = KpiWords.Definition(answer.Query.Metric, texts),
            Proof = KpiWords.Proof(answer),
            Buttons = AskButton.Of(NextQuestions.AfterComparison(answer, today)),
        };
        return cards.Show("kpi-comparison", texts, data, CardText.Escape(AnswerLine.Of(answer)));
    }

    /// <summary>The difference as a sentence; that there is none when one of the two has no value.</summary>
    public static string Difference(KpiAnswer.Comparison answer) => ChangeWords.Between(answer.Result, answer.Other, answer.Texts) is { } change
        ? answer.Texts.Say("kpi.difference", ("period", ChangeWords.When(answer.Result, answer.Texts)), ("other", ChangeWords.When(answer.Other, answer.Texts)), ("change", change))
        : answer.Texts.Say("kpi.no-difference");

    /// <summary>That the periods are not equally long when they are not; null when they are, or the figure is a state on a day.</summary>
    public static string? Lengths(KpiAnswer.Comparison answer) =>
        MetricNames.IsStanding(answer.Query.Metric) || answer.Result.Measured is not { } one || answer.Other.Measured is not { } other || KpiRemarks.AreAsLong(one, other)
            ? null
            : answer.Texts.Say("kpi.lengths", ("days", answer.Texts.Count("days", one.Days)), ("other", answer.Texts.Count("days", other.Days)));

    /// <summary>What is to be known of each period, under its name.</summary>
    private static IEnumerable<string> Remarks(KpiAnswer.Comparison answer)
    {
        return [.. Of(answer.Result), .. Of(answer.Other), .. new[] { Lengths(answer), KpiRemarks.LeftOut(answer, answer.Result) }.OfType<string>()];

        IEnumerable<string> Of(KpiResult result) =>
            KpiWords.Remarks(result, answer.Texts).Select(remark => answer.Texts.Say("kpi.about", ("period", ChangeWords.When(result, answer.Texts)), ("remark", remark)));
    }
}
