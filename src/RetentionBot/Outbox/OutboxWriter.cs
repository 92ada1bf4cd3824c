using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>Adds messages to the change being made; they leave only if and after that change is saved.</summary>
internal sealed class OutboxWriter(RetentionDb db, TimeProvider clock)
{
    /// <summary>A new message.</summary>
    /// <param name="subject">Names what it shows, e.g. <c>alert:ID</c>, if it is to be rewritten when that changes.</param>
    /// <param name="requires">What the place must be connected for when the message leaves; <see cref="PlaceTopics.None"/> for an answer to the person there.</param>
    public void Post(
        ConversationRef to,
        MessageContent content,
        string? subject = null,
        string? replyToId = null,
        PlaceTopics requires = PlaceTopics.None,
        UnknownPolicy policy = UnknownPolicy.ResendOnce) =>
        Add(to, SendKind.Post, content, subject, replyToId, recipientId: null, requires, policy);

    /// <summary>A sentence for the acting person only; Teams has no such thing in a channel, so there it is a reply.</summary>
    public void Tell(InboundTurn turn, string sentence)
    {
        var isPrivate = turn.Conversation.Kind != ConversationKind.Personal && turn.Conversation.ChannelId != ChannelIds.Teams;
        Add(
            turn.Conversation,
            isPrivate ? SendKind.Private : SendKind.Post,
            new MessageContent(sentence),
            subject: null,
            turn.MessageId,
            isPrivate ? turn.From.UserId : null,
            PlaceTopics.None,
            UnknownPolicy.ResendOnce);
    }

    /// <summary>Rewrites every message that shows a subject, each in the language of its place. Updates still waiting for the same message are replaced.</summary>
    /// <remarks>
    /// A place that was disconnected, or that people from outside can read by now, keeps the message as it was. Its buttons may be out of date then: a press is
    /// judged by what is true, never by what the card shows.
    /// </remarks>
    /// <param name="subject">As given to <see cref="Post"/>.</param>
    /// <param name="requires">As given to <see cref="Post"/>: what is new is shown only where the message itself could still be posted.</param>
    /// <param name="contentIn">What it must show, by language.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task RefreshAsync(string subject, PlaceTopics requires, Func<string, MessageContent> contentIn, CancellationToken ct)
    {
        // In this order: a post that arrives in between is seen by the second look, not missed by both.
        var waiting = await db.Outbox.Where(m => m.Subject == subject && (m.State == OutboxState.Pending || m.State == OutboxState.Sending)).ToListAsync(ct);
        var posted = await db.PostedMessages.AsNoTracking().Where(p => p.Subject == subject).Select(p => p.ConversationKey).ToListAsync(ct);
        foreach (var update in waiting.Where(m => m is { Kind: SendKind.Update, State: OutboxState.Pending }))
        {
            (update.State, update.FinishedAt) = (OutboxState.Dropped, clock.GetUtcNow());
        }

        var keys = posted.Concat(waiting.Where(m => m.Kind == SendKind.Post).Select(m => m.ConversationKey)).Distinct(StringComparer.Ordinal).ToList();
        var places = await db.Conversations.AsNoTracking().Where(c => keys.Contains(c.Key)).ToListAsync(ct);
        foreach (var place in places)
        {
            Add(place.Reference, SendKind.Update, contentIn(place.Language), subject, null, null, requires, UnknownPolicy.ResendOnce);
        }
    }

    /// <returns>The subjects that a place shows, or will once what waits has left.</returns>
    public async Task<IEnumerable<string>> SubjectsInAsync(string conversationKey, CancellationToken ct)
    {
        // In this order, as above.
        var waiting = await db.Outbox
            .Where(m => m.ConversationKey == conversationKey && m.Kind == SendKind.Post && m.Subject != null)
            .Where(m => m.State == OutboxState.Pending || m.State == OutboxState.Sending)
            .Select(m => m.Subject!)
            .ToListAsync(ct);
        var posted = await db.PostedMessages.Where(p => p.ConversationKey == conversationKey).Select(p => p.Subject).ToListAsync(ct);
        return waiting.Concat(posted);
    }

    private void Add(
        ConversationRef to,
        SendKind kind,
        MessageContent content,
        string? subject,
        string? replyToId,
        string? recipientId,
        PlaceTopics requires,
        UnknownPolicy policy)
    {
        var now = clock.GetUtcNow();
        db.Outbox.Add(new OutboxMessage
        {
            ConversationKey = to.Key,
            Conversation = to,
            Kind = kind,
            Text = content.Text,
            Card = content.Card?.ToJsonString(),
            Subject = subject,
            ReplyToId = replyToId,
            RecipientId = recipientId,
            Policy = policy,
            Requires = requires,
            CreatedAt = now,
            DueAt = now,
        });
    }
}
