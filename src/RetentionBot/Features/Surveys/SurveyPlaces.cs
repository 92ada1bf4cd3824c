using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>Where a contact can be asked something in a chat.</summary>
internal sealed class SurveyPlaces(RetentionDb db)
{
    /// <summary>Whether nobody but the person and the bot reads a place.</summary>
    public static bool IsOwn(Conversation place) => place.Reference.Kind == ConversationKind.Personal;

    /// <summary>
    /// Their own conversation with the bot, the account seen last first; else the place that is their customer's, where an account of theirs was last seen. A place that is
    /// mapped to another customer, or to nobody, is none.
    /// </summary>
    /// <returns>The place, and which account of theirs is in it; null when there is none.</returns>
    public async Task<(Conversation Place, Identity Account)?> FindAsync(Contact contact, CancellationToken ct)
    {
        var accounts = await db.Identities.Where(i => i.ContactId == contact.Id).OrderByDescending(i => i.Id).ToListAsync(ct);
        var keys = accounts.Select(a => a.PersonalConversationKey).Concat(accounts.Select(a => a.SeenIn?.Room.Key)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var places = await db.Conversations.Where(c => keys.Contains(c.Key) && c.IsActive).ToDictionaryAsync(c => c.Key, StringComparer.Ordinal, ct);
        foreach (var account in accounts)
        {
            if (account.PersonalConversationKey is { } own && places.GetValueOrDefault(own) is { } chat)
            {
                return (chat, account);
            }
        }

        foreach (var account in accounts)
        {
            if (account.SeenIn is { } seen && places.GetValueOrDefault(seen.Room.Key) is { } room && !IsOwn(room) && room.CustomerId == contact.CustomerId)
            {
                return (room, account);
            }
        }

        return null;
    }

    /// <summary>All contacts for whom <see cref="FindAsync"/> finds a place.</summary>
    public async Task<HashSet<long>> ReachableAsync(CancellationToken ct)
    {
        var places = await db.Conversations.AsNoTracking().Where(c => c.IsActive).ToDictionaryAsync(c => c.Key, StringComparer.Ordinal, ct);
        var accounts = from account in db.Identities.AsNoTracking()
                       join contact in db.Contacts on account.ContactId equals contact.Id
                       select new { contact.Id, contact.CustomerId, Own = account.PersonalConversationKey, account.SeenIn };
        var reachable = new HashSet<long>();
        await foreach (var account in accounts.AsAsyncEnumerable().WithCancellation(ct))
        {
            if ((account.Own is { } own && places.ContainsKey(own))
                || (account.SeenIn is { } seen && places.GetValueOrDefault(seen.Room.Key) is { } room && !IsOwn(room) && room.CustomerId == account.CustomerId))
            {
                reachable.Add(account.Id);
            }
        }

        return reachable;
    }
}
