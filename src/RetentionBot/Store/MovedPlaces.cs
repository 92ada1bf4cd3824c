using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store;

/// <summary>A room to which its service gave another id: what is kept under the old one is kept under the new one from then on.</summary>
internal static class MovedPlaces
{
    /// <summary>
    /// Takes along what the place was connected for and whose it is, the messages that stand in it and those that have yet to leave, its routes, lists and people. The
    /// caller saves.
    /// </summary>
    /// <returns>The place under its new id; null when nothing was known under the old one.</returns>
    public static async Task<Conversation?> MovePlaceAsync(this RetentionDb db, ConversationRef from, ConversationRef to, CancellationToken ct)
    {
        var (oldKey, newKey) = (from.Key, to.Key);
        if (oldKey == newKey || await db.Conversations.SingleOrDefaultAsync(c => c.Key == oldKey, ct) is not { } left)
        {
            return null;
        }

        var place = await db.Conversations.SingleOrDefaultAsync(c => c.Key == newKey, ct);
        if (place is null)
        {
            place = new Conversation
            {
                Key = newKey,
                ChannelId = left.ChannelId,
                Reference = left.Reference with { ConversationId = to.ConversationId },
                Language = left.Language,
                IsActive = left.IsActive,
                InactiveBecause = left.InactiveBecause,
            };
            db.Conversations.Add(place);
        }

        TakeOver(place, left);
        db.Conversations.Remove(left);
        await MoveMessagesAsync(db, oldKey, place, ct);
        await MoveChoicesAsync(db, oldKey, newKey, ct);
        await MovePeopleAsync(db, from, to, ct);
        return place;
    }

    /// <summary>The bot may have been spoken to there already: what was said of it since goes first.</summary>
    private static void TakeOver(Conversation place, Conversation left)
    {
        if (place.ConnectedAt is null)
        {
            (place.Topics, place.Language, place.ConnectedAt, place.ConnectedBy) = (left.Topics, left.Language, left.ConnectedAt, left.ConnectedBy);
        }

        place.CustomerId ??= left.CustomerId;
        place.GreetedAt ??= left.GreetedAt;
        place.OutsidersSince ??= left.OutsidersSince;
    }

    private static async Task MoveMessagesAsync(RetentionDb db, string oldKey, Conversation place, CancellationToken ct)
    {
        var newId = place.Reference.ConversationId;
        var standing = await db.PostedMessages.Where(p => p.ConversationKey == place.Key).Select(p => p.Subject).ToHashSetAsync(ct);
        foreach (var posted in await db.PostedMessages.Where(p => p.ConversationKey == oldKey).ToListAsync(ct))
        {
            if (standing.Contains(posted.Subject))
            {
                db.PostedMessages.Remove(posted);
                continue;
            }

            (posted.ConversationKey, posted.Conversation) = (place.Key, posted.Conversation with { ConversationId = newId });
        }

        // Those that have left are how the card behind a pressed message is found.
        foreach (var message in await db.Outbox.Where(m => m.ConversationKey == oldKey && (m.State < OutboxState.Sent || m.SentMessageId != null)).ToListAsync(ct))
        {
            (message.ConversationKey, message.Conversation) = (place.Key, message.Conversation with { ConversationId = newId });
        }
    }

    private static async Task MoveChoicesAsync(RetentionDb db, string oldKey, string newKey, CancellationToken ct)
    {
        foreach (var route in await db.AlertRoutes.Where(r => r.ConversationKey == oldKey).ToListAsync(ct))
        {
            route.ConversationKey = newKey;
        }

        foreach (var storm in await db.AlertStorms.Where(s => s.ConversationKey == oldKey).ToListAsync(ct))
        {
            storm.ConversationKey = newKey;
        }

        foreach (var plan in await db.ChecklistPlans.Where(p => p.PlaceKey == oldKey).ToListAsync(ct))
        {
            plan.PlaceKey = newKey;
        }
    }

    /// <summary>Where somebody was last seen is kept as a whole reference, which no query looks into.</summary>
    private static async Task MovePeopleAsync(RetentionDb db, ConversationRef from, ConversationRef to, CancellationToken ct)
    {
        var workspace = Workspaces.Of(from.Key);
        foreach (var person in await db.Identities.Where(i => i.SeenIn != null && i.PersonKey.StartsWith(workspace)).ToListAsync(ct))
        {
            if (person.SeenIn!.Key == from.Key)
            {
                person.SeenIn = person.SeenIn with { ConversationId = to.ConversationId };
            }
        }
    }
}
