using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Setup;

/// <summary>
/// <c>link @Lotte to lotte@example.com</c> / <c>verbind @Lotte met …</c>: a lead says which contact somebody from outside is, where no directory can be believed
/// about it.
/// </summary>
internal sealed class LinkPerson(RetentionDb db, ActorResolver actors, TimeProvider clock) : ITextCommand
{
    public bool Matches(string text) => FirstWords.Of(text).First is "link" or "verbind";

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return TurnResult.Say(texts.Say("places.leads-only"));
        }

        if (turn.Turn.Mentions is not [var person] || MailAddresses.LastIn(turn.Turn.Text) is not { } email)
        {
            return TurnResult.Say(texts.Say("people.usage"));
        }

        var identity = await actors.IdentityOfAsync(person, turn.Turn.Conversation, ct);
        var name = CardText.Escape(person.Name ?? identity.DisplayName ?? person.UserId);
        if (identity.StaffMemberId is not null)
        {
            return TurnResult.Say(texts.Say("people.colleague", ("name", name)));
        }

        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Email == email && c.RetiredAt == null, ct);
        if (contact is null)
        {
            return TurnResult.ShowPrivately(new MessageContent(texts.Say("people.no-such-contact")));
        }

        identity.ContactId = contact.Id;
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "person.link", By = turn.Actor.Key, Subject = $"contact:{contact.Id}", Note = identity.PersonKey });
        return TurnResult.Say(texts.Say("people.linked", ("name", name)));
    }
}
