using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Why there is no answer, and what can be asked instead, as buttons; of a question that can be read in several ways, those ways.</summary>
internal sealed class RefusalCard(Cards cards)
{
    private const int MostValues = 6;

    public MessageContent Show(KpiAnswer.Refusal answer)
    {
        var texts = answer.Texts;
        var buttons = AskButton.Of(answer.Offers, texts);
        string[] lines =
        [
            .. answer.DidYouMean.Count == 0 ? Array.Empty<string>() : [texts.Say("question.did-you-mean", ("names", string.Join(", ", answer.DidYouMean)))],
            .. answer.ThereAre.Select(t => $"{texts.Say($"kpi.dimensions.{t.Dimension}")}: {Names(t.Dimension, t.Values, texts)}"),
        ];
        var data = new
        {
            Text = CardText.Escape(answer.Why),
            Lines = lines.Select(line => new { Text = CardText.Escape(line) }),
            Prompt = buttons.Count == 0 || answer.Reading.Reason == UnknownReason.Ambiguous ? null : texts.Say("question.you-can-ask"),
            Buttons = buttons,
        };
        return cards.Show("kpi-refusal", texts, data, CardText.Escape(AnswerLine.Of(answer)));
    }

    private static string Names(string dimension, IReadOnlyList<string> values, Texts texts)
    {
        var names = string.Join(", ", values.Take(MostValues).Select(v => ValueWords.Of(dimension, v, texts)));
        return values.Count > MostValues ? $"{names}, {texts.Count("more", values.Count - MostValues)}" : names;
    }
}
