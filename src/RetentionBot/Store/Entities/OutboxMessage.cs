using RetentionBot.Channels.Turns;

namespace RetentionBot.Store.Entities;

/// <summary>How a row in the outbox stands.</summary>
internal enum OutboxState
{
    Pending = 1,

    /// <summary>Committed just before the call. A row found so after a restart may have been sent.</summary>
    Sending = 2,

    Sent = 3,

    /// <summary>Went out and no answer came; held for the admin.</summary>
    Unknown = 4,

    /// <summary>Will never succeed, or was tried until it was of no use any more; listed for the admin.</summary>
    Dead = 5,

    /// <summary>A newer update of the same message made it needless, or its place may not have it any more.</summary>
    Dropped = 6,
}

/// <summary>What to do with a post of which nobody knows whether it arrived.</summary>
internal enum UnknownPolicy
{
    /// <summary>Sent again once, marked and audited: alerts, checklists, answers.</summary>
    ResendOnce = 1,

    /// <summary>Held for the admin: surveys, mail.</summary>
    Hold = 2,
}

/// <summary>What may leave first. Within a room a message waits for earlier ones that are as urgent or more so, and for those of its own subject.</summary>
internal enum OutboxPriority
{
    /// <summary>An answer to somebody who is waiting for it.</summary>
    Answer = 1,

    /// <summary>What a person's deed changed: the card everybody sees.</summary>
    Deed = 2,

    /// <summary>What the bot says by itself: alerts, checklists, surveys, a score that moved.</summary>
    Bulk = 3,
}

/// <summary>One message that must leave. Committed with the change that caused it.</summary>
internal sealed class OutboxMessage
{
    public long Id { get; init; }

    /// <summary>The room's key: rows of one room leave in the order of their ids, but a more urgent one overtakes (<see cref="OutboxPriority"/>).</summary>
    public required string ConversationKey { get; set; }

    public required ConversationRef Conversation { get; set; }

    public required SendKind Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>The filled Adaptive Card as JSON, in the conversation's language; null for plain text.</summary>
    public string? Card { get; init; }

    /// <summary>Names what the message shows, e.g. <c>alert:ID</c>, so that it can be rewritten later; null when it never will be.</summary>
    public string? Subject { get; init; }

    public string? ReplyToId { get; init; }

    public string? RecipientId { get; init; }

    /// <summary>The person's key when the message is for one person whose conversation must still be opened; it is noted there once it is.</summary>
    public string? RecipientKey { get; init; }

    /// <summary>The message to rewrite or to put a sign under, when it is not found by <see cref="Subject"/>.</summary>
    public string? TargetMessageId { get; init; }

    /// <summary>The sign of a <see cref="SendKind.React"/>.</summary>
    public ReactionSign? Sign { get; init; }

    public OutboxPriority Priority { get; init; } = OutboxPriority.Bulk;

    public UnknownPolicy Policy { get; init; } = UnknownPolicy.ResendOnce;

    /// <summary>Set when the content is business data: the place's connection and audience are checked again before it leaves.</summary>
    public PlaceTopics Requires { get; init; }

    public OutboxState State { get; set; } = OutboxState.Pending;

    public int Attempts { get; set; }

    /// <summary>The message it became or rewrote, once it was sent and when the channel said so.</summary>
    public string? SentMessageId { get; set; }

    /// <summary>Whether it was sent again after an unknown outcome.</summary>
    public bool WasResent { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the admin last let it leave again: it grows old from then on.</summary>
    public DateTimeOffset? ReplayedAt { get; set; }

    public required DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What it was written because of, such as <c>turn-42</c>, as the log has it; null when that is not known.</summary>
    public string? Cause { get; init; }

    /// <summary>Why the last try failed: a code, no content.</summary>
    public string? LastError { get; set; }
}
