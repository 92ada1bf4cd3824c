using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>Sends one row: commits <see cref="OutboxState.Sending"/>, calls the channel, commits what became of it.</summary>
internal sealed partial class OutboxDelivery(RetentionDb db, IEnumerable<IChannel> channels, TimeProvider clock, ILogger<OutboxDelivery> log)
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    public async Task SendAsync(long id, CancellationToken ct)
    {
        var message = await db.Outbox.SingleAsync(m => m.Id == id, ct);
        if (message.State != OutboxState.Pending)
        {
            return;
        }

        var channel = channels.FirstOrDefault(c => c.ChannelId == message.Conversation.ChannelId);
        var place = await db.Conversations.SingleOrDefaultAsync(c => c.Key == message.ConversationKey, ct);
        var posted = message.Kind == SendKind.Update
            ? await db.PostedMessages.AsNoTracking().SingleOrDefaultAsync(p => p.Subject == message.Subject && p.ConversationKey == message.ConversationKey, ct)
            : null;
        if (WhyNot(message, channel, place, posted) is { } reason)
        {
            LogDropped(message.Id, reason);
            (message.State, message.LastError, message.FinishedAt) = (OutboxState.Dropped, reason, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
            return;
        }

        message.Attempts++;
        if (message.Requires != PlaceTopics.None)
        {
            var audience = await channel!.AudienceAsync(place!.Reference, ct);
            if (audience != Audience.InternalOnly)
            {
                // Not knowing may pass; people from outside will not.
                Settle(message, audience == Audience.Unknown
                    ? new SendOutcome.TryAgain("who can read the place could not be found out")
                    : new SendOutcome.Refused("people from outside can read the place"));
                await db.SaveChangesAsync(ct);
                return;
            }
        }

        message.State = OutboxState.Sending;
        await db.SaveChangesAsync(ct);

        // From here to the note of what became of it nothing is cut short by the end of the process; the channel has its own time limit.
        var outcome = await channel!.SendAsync(ToSend(message, posted, place), CancellationToken.None);
        Settle(message, outcome);
        await RememberAsync(message, place, outcome);
        await SaveWhenFreeAsync(message, ct);
    }

    /// <summary>
    /// Decides a row whose sending an error broke off, and saves: once it was marked as sending nobody knows whether it arrived; before that it has not left.
    /// </summary>
    public async Task SettleBrokenOffAsync(long id, CancellationToken ct)
    {
        const string Reason = "an error broke it off";
        var message = await db.Outbox.SingleAsync(m => m.Id == id, ct);
        switch (message.State)
        {
            case OutboxState.Sending:
                Settle(message, new SendOutcome.Unknown(Reason));
                break;
            case OutboxState.Pending:
                message.Attempts++;
                Settle(message, new SendOutcome.TryAgain(Reason));
                break;
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Decides a row by its outcome; the caller saves.</summary>
    public void Settle(OutboxMessage message, SendOutcome outcome)
    {
        var now = clock.GetUtcNow();
        switch (outcome)
        {
            case SendOutcome.Sent:
                (message.State, message.LastError, message.FinishedAt) = (OutboxState.Sent, null, now);
                message.SentMessageId = ((SendOutcome.Sent)outcome).MessageId;
                break;
            case SendOutcome.TryAgain again:
                TryAgain(message, again.Reason, again.After, now);
                break;
            case SendOutcome.Refused refused:
                GiveUp(message, refused.Reason, now);
                break;
            case SendOutcome.Unknown unknown when message.Kind == SendKind.Update:
                TryAgain(message, unknown.Reason, after: null, now);
                break;
            case SendOutcome.Unknown unknown when message is { Policy: UnknownPolicy.ResendOnce, WasResent: false }:
                (message.State, message.LastError, message.DueAt, message.WasResent) = (OutboxState.Pending, unknown.Reason, now, true);
                Audit("outbox.resend", message, unknown.Reason, now);
                break;
            case SendOutcome.Unknown unknown:
                (message.State, message.LastError, message.FinishedAt) = (OutboxState.Unknown, unknown.Reason, now);
                Audit("outbox.hold", message, unknown.Reason, now);
                break;
            default:
                throw new InvalidOperationException($"No such outcome: {outcome.GetType().Name}.");
        }
    }

    /// <returns>Why the row may not leave any more; null when it may.</returns>
    private static string? WhyNot(OutboxMessage message, IChannel? channel, Conversation? place, PostedMessage? posted) =>
        channel is null ? "the channel is not configured"
        : place is { IsActive: false } ? "the bot is no longer in the conversation"
        : message.Kind == SendKind.Update && posted is null ? "there is no message to update"
        : message.Requires != PlaceTopics.None && place?.Topics.HasFlag(message.Requires) != true ? "the place is not connected for this"
        : null;

    private static OutgoingMessage ToSend(OutboxMessage message, PostedMessage? posted, Conversation? place)
    {
        // A newer service address than the one known when the row was written wins.
        var conversation = (posted?.Conversation ?? message.Conversation);
        if (place?.Reference.ServiceUrl is { } serviceUrl)
        {
            conversation = conversation with { ServiceUrl = serviceUrl };
        }

        return new OutgoingMessage
        {
            Id = $"outbox-{message.Id}",
            Kind = message.Kind,
            Conversation = conversation,
            Content = new MessageContent(message.Text, message.Card is null ? null : JsonNode.Parse(message.Card)!.AsObject()),
            MessageId = posted?.MessageId,
            ReplyToId = message.ReplyToId,
            RecipientId = message.RecipientId,
        };
    }

    private async Task RememberAsync(OutboxMessage message, Conversation? place, SendOutcome outcome)
    {
        if (outcome is SendOutcome.Refused { Loss: Loss.Conversation } && place is not null)
        {
            place.IsActive = false;
            LogConversationGone(place.Id);
        }

        if (outcome is not SendOutcome.Sent { MessageId: { } messageId } sent || message is not { Kind: SendKind.Post, Subject: { } subject })
        {
            return;
        }

        var conversation = sent.ThreadId is null ? message.Conversation : message.Conversation with { ThreadId = sent.ThreadId };
        var posted = await db.PostedMessages.SingleOrDefaultAsync(p => p.Subject == subject && p.ConversationKey == message.ConversationKey, CancellationToken.None);
        if (posted is null)
        {
            db.PostedMessages.Add(new PostedMessage
            {
                Subject = subject,
                ConversationKey = message.ConversationKey,
                Conversation = conversation,
                MessageId = messageId,
                PostedAt = clock.GetUtcNow(),
            });
        }
        else
        {
            (posted.Conversation, posted.MessageId, posted.PostedAt) = (conversation, messageId, clock.GetUtcNow());
        }
    }

    /// <summary>What became of it is known now: a busy store is waited for, or the row would have to be taken for one of which nobody knows.</summary>
    private async Task SaveWhenFreeAsync(OutboxMessage message, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (Exception e) when (e.IsBusy())
            {
                LogStoreBusy(e, message.Id, attempt);
                await Task.Delay(Backoff.After(attempt, ShortestDelay, LongestDelay), clock, ct);
            }
        }
    }

    private void TryAgain(OutboxMessage message, string reason, TimeSpan? after, DateTimeOffset now)
    {
        if (now - message.CreatedAt >= LongestAge(message))
        {
            GiveUp(message, reason, now);
            return;
        }

        var delay = after ?? Backoff.After(message.Attempts, ShortestDelay, LongestDelay);
        (message.State, message.LastError, message.DueAt) = (OutboxState.Pending, reason, now + delay);
        LogTryAgain(message.Id, reason, delay);
    }

    /// <returns>How long a message is of use: an outage may last as long, however many tries that takes.</returns>
    private static TimeSpan LongestAge(OutboxMessage message) => message switch
    {
        { Kind: SendKind.Update } or { Policy: UnknownPolicy.Hold } => TimeSpan.FromHours(24),
        { Requires: not PlaceTopics.None } => TimeSpan.FromHours(12),

        // An answer: whoever asked has gone on since.
        _ => TimeSpan.FromMinutes(10),
    };

    private void GiveUp(OutboxMessage message, string reason, DateTimeOffset now)
    {
        (message.State, message.LastError, message.FinishedAt) = (OutboxState.Dead, reason, now);
        Audit("outbox.dead", message, reason, now);
        LogDead(message.Id, reason);
    }

    private void Audit(string deed, OutboxMessage message, string reason, DateTimeOffset now) =>
        db.Audit.Add(new AuditEvent { At = now, Deed = deed, By = "system", Subject = $"outbox:{message.Id}", Note = reason });

    [LoggerMessage(LogLevel.Information, "Outbox message {MessageId} is dropped: {Reason}")]
    private partial void LogDropped(long messageId, string reason);

    [LoggerMessage(LogLevel.Warning, "Outbox message {MessageId} is tried again in {Delay}: {Reason}")]
    private partial void LogTryAgain(long messageId, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "What became of outbox message {MessageId} could not be noted yet (attempt {Attempt})")]
    private partial void LogStoreBusy(Exception e, long messageId, int attempt);

    [LoggerMessage(LogLevel.Error, "Outbox message {MessageId} is given up: {Reason}")]
    private partial void LogDead(long messageId, string reason);

    [LoggerMessage(LogLevel.Warning, "Conversation {ConversationId} takes no more messages until the bot hears from it again")]
    private partial void LogConversationGone(long conversationId);
}
