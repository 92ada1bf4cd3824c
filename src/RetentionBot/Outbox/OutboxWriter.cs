using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;

namespace RetentionBot.Outbox;

/// <summary>Adds messages to the change being made; they leave only if and after that change is saved.</summary>
internal sealed class OutboxWriter(RetentionDb db, IEnumerable<IChannel> channels, TimeProvider clock)
{
    /// <summary>A new message to a place.</summary>
    /// <param name="subject">Names what it shows, e.g. <c>alert:ID</c>, if it is to be rewritten when that changes.</param>
    /// <param name="requires">What the place must be connected for when the message leaves; <see cref="PlaceTopics.None"/> when it is no business data.</param>
    public void Post(
        ConversationRef to,
        MessageContent content,
        string? subject = null,
        string? replyToId = null,
        PlaceTopics requires = PlaceTopics.None,
        UnknownPolicy policy = UnknownPolicy.ResendOnce,
        OutboxPriority priority = OutboxPriority.Bulk) =>
        Add(to, SendKind.Post, content, priority, subject: subject, replyToId: replyToId, requires: requires, policy: policy);

    /// <summary>Answers a turn where it was said; what was asked without others seeing it is answered so.</summary>
    /// <param name="requires">What a room must be connected for when the answer leaves; the person's own conversation needs nothing.</param>
    public void Answer(InboundTurn turn, MessageContent content, PlaceTopics requires = PlaceTopics.None)
    {
        if (turn.IsPrivate && CanSayPrivately(turn.Conversation))
        {
            AddPrivate(turn, content);
        }
        else
        {
            var isRoom = turn.Conversation.Kind != ConversationKind.Personal;
            Post(turn.Conversation, content, replyToId: turn.MessageId, requires: isRoom ? requires : PlaceTopics.None, priority: OutboxPriority.Answer);
        }
    }

    /// <summary>A sentence for the acting person. It must not be confidential: where a room has no private messages it is a reply.</summary>
    public void Tell(InboundTurn turn, string sentence)
    {
        if (CanSayPrivately(turn.Conversation))
        {
            AddPrivate(turn, new MessageContent(sentence));
        }
        else
        {
            Post(turn.Conversation, new MessageContent(sentence), replyToId: turn.MessageId, priority: OutboxPriority.Answer);
        }
    }

    /// <summary>For the acting person's eyes only: where a room has no private messages it goes to their own conversation with the bot.</summary>
    public async Task TellPrivatelyAsync(InboundTurn turn, MessageContent content, CancellationToken ct)
    {
        if (turn.Conversation.Kind == ConversationKind.Personal)
        {
            Answer(turn, content);
        }
        else if (CanSayPrivately(turn.Conversation))
        {
            AddPrivate(turn, content);
        }
        else
        {
            var key = turn.From.Key;
            var identity = db.Identities.Local.FirstOrDefault(i => i.PersonKey == key) ?? await db.Identities.SingleAsync(i => i.PersonKey == key, ct);
            await ToPersonAsync(identity, content, OutboxPriority.Answer, ct);
        }
    }

    /// <summary>To one person, in their own conversation with the bot; the channel opens one when there was none yet.</summary>
    /// <param name="subject">As in <see cref="Post"/>.</param>
    public async Task ToPersonAsync(Identity identity, MessageContent content, OutboxPriority priority, CancellationToken ct, string? subject = null)
    {
        var key = identity.PersonalConversationKey;
        var known = key is null ? null : await db.Conversations.Where(c => c.Key == key).Select(c => c.Reference).FirstOrDefaultAsync(ct);
        var to = known ?? (identity.SeenIn ?? throw new InvalidOperationException("An identity is seen somewhere.")) with
        {
            ConversationId = identity.UserId,
            PersonId = identity.UserId,
            Kind = ConversationKind.Personal,
            ThreadId = null,
            Name = null,
        };
        Add(to, SendKind.Post, content, priority, subject: subject, recipientKey: identity.PersonKey);
    }

    /// <summary>Puts a sign under the message a turn brought; where the channel has none, the sentence says the same.</summary>
    public void React(InboundTurn turn, Reaction reaction)
    {
        if (turn.MessageId is { } message && Abilities(turn.Conversation).CanReact)
        {
            Add(
                turn.Conversation,
                SendKind.React,
                new MessageContent(reaction.Sentence),
                OutboxPriority.Answer,
                recipientId: turn.From.UserId,
                targetMessageId: message,
                sign: reaction.Sign);
        }
        else
        {
            Tell(turn, reaction.Sentence);
        }
    }

    /// <summary>Rewrites one message for now, such as with a form in place of the card; what is shown about a subject is rewritten by <see cref="RefreshAsync"/>.</summary>
    public void Rewrite(ConversationRef conversation, string messageId, MessageContent content, OutboxPriority priority = OutboxPriority.Answer) =>
        Add(conversation, SendKind.Update, content, priority, targetMessageId: messageId);

    /// <summary>As below, for one subject.</summary>
    public Task RefreshAsync(
        string subject, PlaceTopics requires, OutboxPriority priority, Func<string, MessageContent> contentIn, string? onlyIn, CancellationToken ct) =>
        RefreshAsync([subject], requires, priority, (_, language) => contentIn(language), onlyIn, ct);

    /// <summary>As below, for one subject that is shown otherwise where others read along.</summary>
    public Task RefreshByPlaceAsync(string subject, PlaceTopics requires, OutboxPriority priority, Func<Conversation, MessageContent> contentIn, CancellationToken ct) =>
        RewriteAsync([subject], requires, priority, (_, place) => contentIn(place), onlyIn: null, ct);

    /// <summary>Rewrites every message that shows one of some subjects, each in the language of its place. An update still waiting for the same message gives way when its turn comes.</summary>
    /// <remarks>
    /// A place that was disconnected, or that people from outside can read by now, keeps the message as it was. Its buttons may be out of date then: a press is
    /// judged by what is true, never by what the card shows.
    /// </remarks>
    /// <param name="subjects">As given to <see cref="Post"/>.</param>
    /// <param name="requires">As given to <see cref="Post"/>: what is new is shown only where the message itself could still be posted.</param>
    /// <param name="priority">How soon the change must be seen.</param>
    /// <param name="contentIn">What it must show, by subject and language.</param>
    /// <param name="onlyIn">The key of the one place to rewrite it in; null for all.</param>
    /// <param name="ct">Stops the look-up.</param>
    public Task RefreshAsync(
        IReadOnlyCollection<string> subjects,
        PlaceTopics requires,
        OutboxPriority priority,
        Func<string, string, MessageContent> contentIn,
        string? onlyIn,
        CancellationToken ct) =>
        RewriteAsync(subjects, requires, priority, (subject, place) => contentIn(subject, place.Language), onlyIn, ct);

    private async Task RewriteAsync(
        IReadOnlyCollection<string> subjects,
        PlaceTopics requires,
        OutboxPriority priority,
        Func<string, Conversation, MessageContent> contentIn,
        string? onlyIn,
        CancellationToken ct)
    {
        // In this order: a post that arrives in between is seen by the second look, not missed by both.
        var waiting = await db.Outbox
            .Where(m => m.State < OutboxState.Sent && m.Subject != null && subjects.Contains(m.Subject) && m.Kind == SendKind.Post && (onlyIn == null || m.ConversationKey == onlyIn))
            .Select(m => new { Subject = m.Subject!, m.ConversationKey })
            .ToListAsync(ct);
        var posted = await db.PostedMessages
            .Where(p => subjects.Contains(p.Subject) && (onlyIn == null || p.ConversationKey == onlyIn))
            .Select(p => new { p.Subject, p.ConversationKey })
            .ToListAsync(ct);
        var shown = posted.Concat(waiting).Distinct().ToList();
        var keys = shown.Select(s => s.ConversationKey).ToHashSet(StringComparer.Ordinal);
        var places = await db.Conversations.AsNoTracking().Where(c => keys.Contains(c.Key)).ToDictionaryAsync(c => c.Key, StringComparer.Ordinal, ct);
        foreach (var message in shown)
        {
            if (places.GetValueOrDefault(message.ConversationKey) is { } place)
            {
                // A colleague's own chat is connected for nothing and holds what they were told.
                var isOwnChat = place.Reference.Kind == ConversationKind.Personal;
                Add(
                    place.Reference, SendKind.Update, contentIn(message.Subject, place), priority, subject: message.Subject, requires: isOwnChat ? PlaceTopics.None : requires);
            }
        }
    }

    /// <returns>The subjects that a place shows, or will once what waits has left.</returns>
    public async Task<IEnumerable<string>> SubjectsInAsync(string conversationKey, CancellationToken ct)
    {
        // In this order, as above.
        var waiting = await db.Outbox
            .Where(m => m.State < OutboxState.Sent && m.ConversationKey == conversationKey && m.Kind == SendKind.Post && m.Subject != null)
            .Select(m => m.Subject!)
            .ToListAsync(ct);
        var posted = await db.PostedMessages.Where(p => p.ConversationKey == conversationKey).Select(p => p.Subject).ToListAsync(ct);
        return waiting.Concat(posted);
    }

    /// <returns>The subjects whose message in a place was last to be rewritten when it could not be.</returns>
    public async Task<IEnumerable<string>> MissedInAsync(string conversationKey, CancellationToken ct)
    {
        var updates = await db.Outbox
            .Where(m => m.ConversationKey == conversationKey && m.Kind == SendKind.Update && m.Subject != null)
            .GroupBy(m => m.Subject!)
            .Select(g => new { Subject = g.Key, Last = g.Max(m => m.Id) })
            .Join(db.Outbox, last => last.Last, m => m.Id, (last, m) => new { last.Subject, m.State })
            .ToListAsync(ct);
        return updates.Where(u => u.State is OutboxState.Dropped or OutboxState.Dead).Select(u => u.Subject);
    }

    private bool CanSayPrivately(ConversationRef conversation) =>
        conversation.Kind != ConversationKind.Personal && Abilities(conversation).CanSayPrivately;

    private ChannelAbilities Abilities(ConversationRef conversation) => channels.Single(c => c.ChannelId == conversation.ChannelId).Abilities;

    private void AddPrivate(InboundTurn turn, MessageContent content) =>
        Add(turn.Conversation, SendKind.Private, content, OutboxPriority.Answer, replyToId: turn.MessageId, recipientId: turn.From.UserId);

    private void Add(
        ConversationRef to,
        SendKind kind,
        MessageContent content,
        OutboxPriority priority,
        string? subject = null,
        string? replyToId = null,
        string? recipientId = null,
        string? recipientKey = null,
        string? targetMessageId = null,
        ReactionSign? sign = null,
        PlaceTopics requires = PlaceTopics.None,
        UnknownPolicy policy = UnknownPolicy.ResendOnce)
    {
        var now = clock.GetUtcNow();
        db.Outbox.Add(new OutboxMessage
        {
            ConversationKey = to.Key,
            Conversation = to,
            Kind = kind,
            Text = content.Text,
            Card = content.Card?.ToJsonString(),
            Priority = priority,
            Subject = subject,
            ReplyToId = replyToId,
            RecipientId = recipientId,
            RecipientKey = recipientKey,
            TargetMessageId = targetMessageId,
            Sign = sign,
            Requires = requires,
            Policy = policy,
            Cause = Cause.Current,
            CreatedAt = now,
            DueAt = now,
        });
    }
}
