using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Features.Feedback;

/// <summary>What is asked about a case: what was done, what it was about, whose it is to be.</summary>
internal sealed class FeedbackForms(Cards cards)
{
    /// <summary>The input's id.</summary>
    public const string Note = "note";

    /// <summary>The input's id.</summary>
    public const string Reason = "reason";

    /// <summary>The input's id.</summary>
    public const string Owner = "owner";

    /// <summary>Slack takes no more choices in a list.</summary>
    private const int Most = 100;

    public CardForm AskWhatWasDone(FeedbackFacts facts, Texts texts)
    {
        var title = texts.Say("feedback.form.act", ("customer", CardText.Escape(facts.Customer.Name)));
        return new CardForm(texts.Say("feedback.press.act"), cards.Show("feedback-act", texts, new { Id = IdOf(facts), Title = title }, title));
    }

    public CardForm AskReason(FeedbackFacts facts, Texts texts)
    {
        var title = texts.Say("feedback.form.close", ("customer", CardText.Escape(facts.Customer.Name)));
        var data = new
        {
            Id = IdOf(facts),
            Title = title,
            Reasons = Enum.GetValues<FeedbackReason>().Select(r => new { Value = r.ToString().ToLowerInvariant(), Title = FeedbackCard.ReasonIn(r, texts) }),
        };
        return new CardForm(texts.Say("feedback.press.close"), cards.Show("feedback-close", texts, data, title));
    }

    public CardForm AskOwner(FeedbackFacts facts, IReadOnlyList<StaffMember> whoMay, StaffMember? asker, Texts texts)
    {
        var title = texts.Say("feedback.form.assign", ("customer", CardText.Escape(facts.Customer.Name)));
        var data = new
        {
            Id = IdOf(facts),
            Title = title,
            Chosen = (whoMay.FirstOrDefault(s => s.Id == asker?.Id) ?? whoMay[0]).Id.ToString(CultureInfo.InvariantCulture),
            Choices = whoMay.Take(Most).Select(s => new { Value = s.Id.ToString(CultureInfo.InvariantCulture), Title = s.Name }),
        };
        return new CardForm(texts.Say("feedback.form.assign-name"), cards.Show("feedback-assign", texts, data, title));
    }

    private static string IdOf(FeedbackFacts facts) => facts.Case.Id.ToString("N");
}
