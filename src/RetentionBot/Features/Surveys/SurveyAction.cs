using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>A press on a survey's card by the one it was put to.</summary>
internal sealed record SurveyPress(CardAction Action, TurnContext Turn, SurveyInvitation Invitation, Contact Contact)
{
    /// <summary>Null where nobody reads along; else the person as the card names them.</summary>
    public Addressee? InFrontOf => SurveyAction.InFrontOf(Contact, Turn.Place);

    /// <summary>The language of the one who is asked.</summary>
    public Texts Texts => SurveyAction.LanguageOf(Contact, Turn.Place);

    /// <summary>What the client sent under a name, trimmed; null for nothing.</summary>
    public string? Sent(string name) => Action.Data.GetValueOrDefault(name)?.Trim() is { Length: > 0 } sent ? sent : null;
}

/// <summary>What all presses on a survey's card have in common: only the one it was put to may, and only until it closes.</summary>
internal sealed class SurveyDesk(RetentionDb db, OutboxWriter outbox, SurveyCard card, SurveyTexts texts, TimeProvider clock)
{
    public SurveyCard Card => card;

    public DateTimeOffset Now => clock.GetUtcNow();

    public SurveyWords WordsFor(SurveyPress press) => texts.In(press.Texts);

    /// <summary>What the button carries comes from the client, so it may have been made up.</summary>
    public async Task<(SurveyPress? Press, TurnResult? Refusal)> TakeAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var invitation = Guid.TryParse(action.Data.GetValueOrDefault("invitation"), out var id) ? await db.Invitations.FindAsync([id], ct) : null;
        if (invitation is null)
        {
            return (null, Refuse(id, "survey.gone", turn));
        }

        return turn.Actor.Contact is { } contact && contact.Id == invitation.ContactId
            ? (new SurveyPress(action, turn, invitation, contact), null)
            : (null, Refuse(id, "survey.not-yours", turn));
    }

    /// <summary>Rewrites every message that shows the invitation, each as it may be seen there. The caller saves.</summary>
    /// <param name="hasStopped">Whether the question gives way without an answer.</param>
    public Task RewriteAsync(SurveyPress press, bool hasStopped, CancellationToken ct) => outbox.RefreshByPlaceAsync(
        SurveyCard.SubjectOf(press.Invitation), PlaceTopics.None, OutboxPriority.Deed, place => ShownIn(place, press, hasStopped), ct);

    /// <summary>The card as it stands in a place now.</summary>
    public MessageContent ShownIn(Conversation place, SurveyPress press, bool hasStopped)
    {
        var language = SurveyAction.LanguageOf(press.Contact, place);
        return hasStopped && press.Invitation.AnsweredAt is null
            ? card.Stopped(language, isInFrontOfOthers: !SurveyPlaces.IsOwn(place))
            : card.Show(press.Invitation, language, SurveyAction.InFrontOf(press.Contact, place));
    }

    private TurnResult Refuse(Guid invitation, string reason, TurnContext turn)
    {
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "survey.refuse", By = turn.Actor.Key, Subject = $"survey:{invitation:N}" });
        return TurnResult.Tell(turn.Texts.Say(reason));
    }
}

/// <summary>One thing the asked person does with a survey's card.</summary>
internal abstract class SurveyAction(SurveyDesk desk) : ICardActionHandler
{
    protected SurveyDesk Desk => desk;

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var (press, refusal) = await desk.TakeAsync(action, turn, ct);
        return press is null ? refusal! : await ActAsync(press, ct);
    }

    /// <summary>The person as a card names them where others read along; nobody is called anew by a card that is rewritten.</summary>
    public static Addressee? InFrontOf(Contact contact, Conversation place) => SurveyPlaces.IsOwn(place) ? null : new Addressee(contact.Name, AccountId: null);

    /// <summary>The language a contact is asked in.</summary>
    public static Texts LanguageOf(Contact contact, Conversation place) => Texts.For(contact.Language ?? place.Language);

    protected abstract Task<TurnResult> ActAsync(SurveyPress press, CancellationToken ct);

    /// <summary>A sentence instead of a change, once the survey has closed.</summary>
    protected TurnResult? RefuseIfClosed(SurveyPress press) =>
        press.Invitation.IsOpenAt(desk.Now) ? null : TurnResult.Tell(desk.WordsFor(press).Say("survey.say.closed"));
}
