using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;

namespace RetentionBot.Outbox;

/// <summary>What is known of where a row goes.</summary>
/// <param name="Place">The room; null when the bot has not been in it.</param>
/// <param name="Posted">For an update: the message that shows its subject there; null when there is none.</param>
/// <param name="Recipient">The person whose own conversation it goes to, when the row names one.</param>
internal sealed record OutboxTarget(Conversation? Place, PostedMessage? Posted, Identity? Recipient);

/// <summary>Sends one row: commits <see cref="OutboxState.Sending"/>, calls the channel, commits what became of it.</summary>
internal sealed class OutboxDelivery(
    RetentionDb db,
    SharedSaves saves,
    IEnumerable<IChannel> channels,
    OutboxSettlement settlement,
    PlaceAudience audience,
    SendEffects effects,
    StoreHealth store,
    BotMetrics metrics,
    TimeProvider clock)
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <returns>Whether the channel was asked to send it.</returns>
    public async Task<bool> SendAsync(long id, CancellationToken ct)
    {
        var (message, room) = await db.OutboxRowAsync(id, ct);
        if (message.State != OutboxState.Pending || message.DueAt > clock.GetUtcNow())
        {
            return false;
        }

        var channel = channels.FirstOrDefault(c => c.ChannelId == message.Conversation.ChannelId);
        var target = await TargetAsync(message, room, ct);
        if (!await MayLeaveAsync(message, target, channel, ct))
        {
            await saves.SaveAsync(db);
            return false;
        }

        message.State = OutboxState.Sending;
        await saves.SaveAsync(db);

        // From here to the note of what became of it nothing is cut short by the end of the process; the channel has its own time limit.
        var start = clock.GetTimestamp();
        var outcome = await channel!.SendAsync(ToSend(message, target), CancellationToken.None);
        metrics.Sent(channel.ChannelId, message.Kind, outcome, clock.GetElapsedTime(start));
        settlement.Settle(message, outcome);
        await WhenUsableAsync(() => effects.NoteAsync(message, target, outcome));
        await WhenUsableAsync(SaveAsync);
        return true;
    }

    /// <summary>
    /// Decides a row whose sending an error broke off, and saves: once it was marked as sending nobody knows whether it arrived; before that it has not left.
    /// </summary>
    /// <param name="id">The row's.</param>
    /// <param name="wasOut">Whether the store was the cause: a row that has not left then stays as it is.</param>
    /// <param name="ct">Ends it.</param>
    public async Task SettleBrokenOffAsync(long id, bool wasOut, CancellationToken ct)
    {
        const string Reason = "an error broke it off";
        var message = await db.Outbox.SingleAsync(m => m.Id == id, ct);
        switch (message.State)
        {
            case OutboxState.Sending:
                settlement.Settle(message, new SendOutcome.Unknown(Reason));
                break;
            case OutboxState.Pending when !wasOut:
                message.Attempts++;
                settlement.Settle(message, new SendOutcome.TryAgain(Reason));
                break;
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<OutboxTarget> TargetAsync(OutboxMessage message, Conversation? room, CancellationToken ct)
    {
        var recipient = message.RecipientKey is null ? null : await db.Identities.SingleOrDefaultAsync(i => i.PersonKey == message.RecipientKey, ct);
        var key = (message.Conversation.PersonId is null ? null : recipient?.PersonalConversationKey) ?? message.ConversationKey;
        var place = key == message.ConversationKey ? room : await db.PlaceAsync(key, ct);
        var posted = message is { Kind: SendKind.Update, Subject: not null }
            ? await db.PostedMessages.AsNoTracking().SingleOrDefaultAsync(p => p.Subject == message.Subject && p.ConversationKey == message.ConversationKey, ct)
            : null;
        return new OutboxTarget(place, posted, recipient);
    }

    /// <summary>Decides a row that may not leave now; the caller saves.</summary>
    private async Task<bool> MayLeaveAsync(OutboxMessage message, OutboxTarget target, IChannel? channel, CancellationToken ct)
    {
        if (target.Place is { } room && room.Key != message.ConversationKey)
        {
            // The person's conversation was opened since: the row's turn comes there.
            (message.ConversationKey, message.Conversation) = (room.Key, room.Reference);
            return false;
        }

        if ((WhyNot(message, target, channel) ?? await ReplacedAsync(message, ct)) is { } reason)
        {
            settlement.Drop(message, reason);
            return false;
        }

        message.Attempts++;
        switch (message.Requires == PlaceTopics.None ? Audience.InternalOnly : await audience.CheckAsync(target.Place!, ct))
        {
            case Audience.InternalOnly:
                return true;
            case Audience.WithOutsiders:
                settlement.Drop(message, "people from outside can read the place");
                return false;
            default:
                settlement.Settle(message, new SendOutcome.TryAgain("who can read the place could not be found out"));
                return false;
        }
    }

    /// <returns>Why the row may not leave any more; null when it may.</returns>
    private static string? WhyNot(OutboxMessage message, OutboxTarget target, IChannel? channel) =>
        channel is null ? "the channel is not configured"
        : target.Place is { IsActive: false } ? "the bot is no longer in the conversation"
        : message.Kind is SendKind.Update or SendKind.React && target.Posted is null && message.TargetMessageId is null ? "there is no message to change"
        : message.Requires != PlaceTopics.None && target.Place?.Topics.HasFlag(message.Requires) != true ? "the place is not connected for this"
        : null;

    /// <summary>An update is needless when a newer one, as urgent or more so, waits behind it. Decided here, so that who makes the newer one need not touch the older.</summary>
    private async Task<string?> ReplacedAsync(OutboxMessage message, CancellationToken ct) =>
        message is { Kind: SendKind.Update, Subject: not null }
        && await db.Outbox.AnyAsync(
            n => n.State < OutboxState.Sent && n.Subject == message.Subject && n.ConversationKey == message.ConversationKey
                && n.Id > message.Id && n.Kind == SendKind.Update && n.Priority <= message.Priority,
            ct)
            ? "a newer update takes its place"
            : null;

    private static OutgoingMessage ToSend(OutboxMessage message, OutboxTarget target)
    {
        // A newer service address than the one known when the row was written wins.
        var conversation = target.Posted?.Conversation ?? message.Conversation;
        if (target.Place?.Reference.ServiceUrl is { } serviceUrl)
        {
            conversation = conversation with { ServiceUrl = serviceUrl };
        }

        return new OutgoingMessage
        {
            Id = $"outbox-{message.Id}",
            Kind = message.Kind,
            Conversation = conversation,
            Content = new MessageContent(message.Text, message.Card is null ? null : JsonNode.Parse(message.Card)!.AsObject()),
            MessageId = target.Posted?.MessageId ?? message.TargetMessageId,
            ReplyToId = message.ReplyToId,
            RecipientId = message.RecipientId,
            Sign = message.Sign,
        };
    }

    /// <summary>What became of it is known now: a store that is out is waited for, also at the end of the process, or the row would have to be taken for one of which nobody knows.</summary>
    private async Task WhenUsableAsync(Func<Task> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception e) when (store.Takes(e))
            {
                await Task.Delay(Backoff.After(attempt, ShortestDelay, LongestDelay), clock, CancellationToken.None);
            }
        }
    }

    private async Task SaveAsync()
    {
        try
        {
            await saves.SaveAsync(db);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation() && NewPlace() is { } place)
        {
            // The person wrote meanwhile, so the conversation that was opened is known already.
            db.Entry(place).State = EntityState.Detached;
            await saves.SaveAsync(db);
        }
    }

    private Conversation? NewPlace() => db.ChangeTracker.Entries<Conversation>().FirstOrDefault(e => e.State == EntityState.Added)?.Entity;
}
