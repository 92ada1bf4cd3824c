using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Privacy;

/// <summary>By what a person is found in all that is kept.</summary>
/// <param name="Contact">The person.</param>
/// <param name="Accounts">Their accounts on the channels.</param>
/// <param name="Invitations">What they were asked.</param>
/// <param name="Cases">The cases about their answers.</param>
/// <param name="Subjects">The names under which messages about these are remembered.</param>
internal sealed record PersonTraces(Contact Contact, IReadOnlyList<Identity> Accounts, IReadOnlyList<Guid> Invitations, IReadOnlyList<Guid> Cases, IReadOnlyList<string> Subjects)
{
    public string[] PersonKeys { get; } = [.. Accounts.Select(a => a.PersonKey)];

    public string[] UserIds { get; } = [.. Accounts.Select(a => a.UserId)];

    /// <summary>Keys of the conversations that are theirs alone, their mailbox among them.</summary>
    public string[] OwnPlaces { get; } = [.. Accounts.Select(a => a.PersonalConversationKey).OfType<string>(), SurveyMails.MailboxOf(Contact.Id).Key];

    /// <summary>The ids as they stand in the buttons of cards.</summary>
    public string[] Ids { get; } = [.. Invitations.Concat(Cases).Select(id => id.ToString("N"))];

    /// <summary>As what an audit names them.</summary>
    public string AuditSubject => string.Create(CultureInfo.InvariantCulture, $"contact:{Contact.Id}");

    public static async Task<PersonTraces> ReadAsync(RetentionDb db, long contactId, CancellationToken ct)
    {
        var contact = await db.Contacts.AsNoTracking().SingleAsync(c => c.Id == contactId, ct);
        var accounts = await db.Identities.AsNoTracking().Where(i => i.ContactId == contactId).OrderBy(i => i.Id).ToListAsync(ct);
        var invitations = await db.Invitations.Where(i => i.ContactId == contactId).Select(i => i.Id).ToListAsync(ct);
        var cases = await db.FeedbackCases.Where(c => c.ContactId == contactId).Select(c => c.Id).ToListAsync(ct);

        // Whatever a feature calls its messages, the id is in it.
        string[] ids = [.. invitations.Concat(cases).Select(id => id.ToString("N"))];
        var subjects = await db.PostedMessages.Select(p => p.Subject)
            .Union(db.Outbox.Where(m => m.Subject != null).Select(m => m.Subject!))
            .Where(s => ids.Any(id => s.Contains(id)))
            .ToListAsync(ct);
        return new PersonTraces(contact, accounts, invitations, cases, subjects);
    }

    /// <summary>The messages to the person, and those that show something of theirs.</summary>
    public IQueryable<OutboxMessage> MessagesIn(RetentionDb db)
    {
        var (places, keys, users, subjects, ids) = (OwnPlaces, PersonKeys, UserIds, Subjects, Ids);
        return db.Outbox.Where(m =>
            places.Contains(m.ConversationKey)
            || (m.RecipientKey != null && keys.Contains(m.RecipientKey))
            || (m.RecipientId != null && users.Contains(m.RecipientId))
            || (m.Subject != null && subjects.Contains(m.Subject))
            || ids.Any(id => m.Card!.Contains(id)));
    }

    /// <summary>What came in from the person, and answers that show something of theirs.</summary>
    public IQueryable<InboundDelivery> DeliveriesIn(RetentionDb db)
    {
        var (places, ids) = (OwnPlaces, Ids);
        string[] users = [.. UserIds.Select(id => $"\"{id}\"")];
        return db.Deliveries.Where(d =>
            (d.Payload != null || d.Answer != null)
            && (places.Contains(d.ConversationKey) || users.Any(u => d.Payload!.Contains(u)) || ids.Any(id => d.Payload!.Contains(id) || d.Answer!.Contains(id))));
    }

    /// <summary>The web chat's log of the person's own conversations.</summary>
    public async Task<List<DirectLineActivity>> ChatLogAsync(RetentionDb db, CancellationToken ct)
    {
        var places = OwnPlaces;
        var rooms = (await db.Conversations.AsNoTracking().Where(c => places.Contains(c.Key)).ToListAsync(ct)).ConvertAll(c => c.Reference.ConversationId);
        return await db.DirectLineActivities.Where(a => rooms.Contains(a.ConversationId)).OrderBy(a => a.Sequence).ToListAsync(ct);
    }
}
