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
internal sealed class LinkPerson(RetentionDb db, IEnumerable<IChannel> channels, ActorResolver actors, TimeProvider clock) : ITextCommand
{
    public static bool Matches(string text) => FirstWords.Of(text).First is "link" or "verbind";

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

        var channel = channels.Single(c => c.ChannelId == person.ChannelId);
        var proof = await channel.ProveAsync(person, turn.Turn.Conversation, ct);
        var identity = await actors.IdentityOfAsync(person, turn.Turn.Conversation, ct);
        var name = CardText.Escape(person.Name ?? proof.Name ?? identity.DisplayName ?? person.UserId);
        if (proof.IsColleague || proof.Kind == PersonKind.Bot || identity.StaffMemberId is not null)
        {
            return TurnResult.Say(texts.Say("people.colleague", ("name", name)));
        }

        // One address can stand at several customers; then the place says which is meant.
        var contacts = await db.Contacts.Where(c => c.Email == email && c.RetiredAt == null).ToListAsync(ct);
        var here = contacts.FindAll(c => c.CustomerId == turn.Place.CustomerId);
        if ((here.Count > 0 ? here : contacts) is not [var contact])
        {
            return TurnResult.ShowPrivately(new MessageContent(texts.Say(contacts.Count == 0 ? "people.no-such-contact" : "people.several-contacts")));
        }

        identity.ContactId = contact.Id;
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "person.link", By = turn.Actor.Key, Subject = $"contact:{contact.Id}", Note = identity.PersonKey });
        return TurnResult.Say(texts.Say("people.linked", ("name", name)));
    }
}
