using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;

namespace RetentionBot.Outbox;

/// <summary>Decides a row by what became of its sending; the caller saves.</summary>
internal sealed partial class OutboxSettlement(RetentionDb db, OutboxTraffic traffic, BotMetrics metrics, TimeProvider clock, ILogger<OutboxSettlement> log)
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    public void Settle(OutboxMessage message, SendOutcome outcome)
    {
        var now = clock.GetUtcNow();
        switch (outcome)
        {
            case SendOutcome.Sent:
                Finish(message, OutboxState.Sent, reason: null, now);
                NoteSent(message, now);
                break;
            case SendOutcome.TryAgain again:
                TryAgain(message, again, now);
                break;
            case SendOutcome.Refused refused:
                GiveUp(message, refused.Reason, now);
                break;
            case SendOutcome.Unknown unknown when message.Kind is SendKind.Update or SendKind.React:
                // Done twice it comes to the same.
                TryAgain(message, new SendOutcome.TryAgain(unknown.Reason), now);
                break;
            case SendOutcome.Unknown unknown when message is { Policy: UnknownPolicy.ResendOnce, WasResent: false }:
                (message.State, message.LastError, message.DueAt, message.WasResent) = (OutboxState.Pending, unknown.Reason, now, true);
                Audit("outbox.resend", message, unknown.Reason, now);
                break;
            case SendOutcome.Unknown unknown:
                Finish(message, OutboxState.Unknown, unknown.Reason, now);
                Audit("outbox.hold", message, unknown.Reason, now);
                break;
            default:
                throw new InvalidOperationException($"No such outcome: {outcome.GetType().Name}.");
        }
    }

    /// <summary>A row that may not leave any more, through no fault of its own.</summary>
    public void Drop(OutboxMessage message, string reason)
    {
        Finish(message, OutboxState.Dropped, reason, clock.GetUtcNow());
        LogDropped(message.Id, reason);
    }

    private void TryAgain(OutboxMessage message, SendOutcome.TryAgain again, DateTimeOffset now)
    {
        var delay = again.After is { } asked ? Backoff.NoLessThan(asked) : Backoff.After(message.Attempts, ShortestDelay, LongestDelay);
        if (again.Pauses != PauseScope.Message)
        {
            traffic.Pause(message.ConversationKey, message.Kind, again.Pauses, now + delay, again.Reason);
            metrics.Throttled(message.Conversation.ChannelId, again.Pauses);
        }

        if (now - (message.ReplayedAt ?? message.CreatedAt) >= LongestAge(message))
        {
            GiveUp(message, again.Reason, now);
            return;
        }

        (message.State, message.LastError, message.DueAt) = (OutboxState.Pending, again.Reason, now + delay);
        LogTryAgain(message.Id, again.Reason, delay);
    }

    /// <returns>How long a message is of use: an outage may last as long, however many tries that takes.</returns>
    private static TimeSpan LongestAge(OutboxMessage message) => message switch
    {
        // Whoever asked has gone on since.
        { Priority: OutboxPriority.Answer } => TimeSpan.FromMinutes(10),
        { Kind: SendKind.Update } or { Policy: UnknownPolicy.Hold } => TimeSpan.FromHours(24),
        _ => TimeSpan.FromHours(12),
    };

    private void GiveUp(OutboxMessage message, string reason, DateTimeOffset now)
    {
        Finish(message, OutboxState.Dead, reason, now);
        Audit("outbox.dead", message, reason, now);
        LogDead(message.Id, reason);
    }

    private void Finish(OutboxMessage message, OutboxState state, string? reason, DateTimeOffset now)
    {
        (message.State, message.LastError, message.FinishedAt) = (state, reason, now);
        metrics.Finished(message.Conversation.ChannelId, BotMetrics.Word(state));
    }

    private void NoteSent(OutboxMessage message, DateTimeOffset now)
    {
        var took = now - (message.ReplayedAt ?? message.CreatedAt);
        metrics.Delivered(message.Conversation.ChannelId, BotMetrics.Word(message.Priority), took);
        LogSent(message.Id, message.Kind, message.Conversation.ChannelId, took, message.Attempts);
    }

    private void Audit(string deed, OutboxMessage message, string reason, DateTimeOffset now) =>
        db.Audit.Add(new AuditEvent { At = now, Deed = deed, By = "system", Subject = $"outbox:{message.Id}", Note = reason });

    [LoggerMessage(LogLevel.Information, "Outbox message {MessageId} ({Kind} on {Channel}) is sent after {Took}, at try {Attempt}")]
    private partial void LogSent(long messageId, SendKind kind, string channel, TimeSpan took, int attempt);

    [LoggerMessage(LogLevel.Information, "Outbox message {MessageId} is dropped: {Reason}")]
    private partial void LogDropped(long messageId, string reason);

    [LoggerMessage(LogLevel.Warning, "Outbox message {MessageId} is tried again in {Delay}: {Reason}")]
    private partial void LogTryAgain(long messageId, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "Outbox message {MessageId} is given up: {Reason}")]
    private partial void LogDead(long messageId, string reason);
}
