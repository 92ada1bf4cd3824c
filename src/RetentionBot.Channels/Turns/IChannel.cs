using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Turns;

/// <summary>What a send does.</summary>
public enum SendKind
{
    /// <summary>A new message.</summary>
    Post,

    /// <summary>Rewrites an earlier message of the bot; harmless when repeated.</summary>
    Update,

    /// <summary>For one person's eyes; a channel without such a thing sends it as a post in a personal conversation and refuses it elsewhere.</summary>
    Private,
}

/// <summary>One send, as the outbox hands it to a channel.</summary>
public sealed record OutgoingMessage
{
    /// <summary>Stable across retries of the same row; for logs and for clients that can tell repeats.</summary>
    public required string Id { get; init; }

    public required SendKind Kind { get; init; }

    /// <summary>Where to. With a <see cref="ConversationRef.ThreadId"/> a post goes into that thread, without one it starts a new one.</summary>
    public required ConversationRef Conversation { get; init; }

    public required MessageContent Content { get; init; }

    /// <summary>The message to rewrite; set for updates.</summary>
    public string? MessageId { get; init; }

    /// <summary>The message this answers, where the channel has such a link.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>The account that may see it; set for private messages.</summary>
    public string? RecipientId { get; init; }
}

/// <summary>Four answers to a send. A closed set, so a <c>switch</c> over it is complete.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <param name="MessageId">Id of the new message; null when the channel gave none (then it can never be updated).</param>
    /// <param name="ThreadId">The thread the message started or joined, where it differs from the one asked for.</param>
    public sealed record Sent(string? MessageId, string? ThreadId = null) : SendOutcome;

    /// <summary>Nothing was posted; worth another try.</summary>
    public sealed record TryAgain(string Reason, TimeSpan? After = null) : SendOutcome;

    /// <summary>Will never succeed.</summary>
    /// <param name="IsConversationGone">The whole conversation takes nothing any more, until the bot hears from it again.</param>
    public sealed record Refused(string Reason, bool IsConversationGone = false) : SendOutcome;

    /// <summary>The request went out and no answer came: it may have been posted.</summary>
    public sealed record Unknown(string Reason) : SendOutcome;
}

/// <summary>A service the bot speaks on. One implementation per channel; safe for concurrent use.</summary>
public interface IChannel
{
    /// <summary>One of <see cref="ChannelIds"/>.</summary>
    string ChannelId { get; }

    /// <summary>Sends once; never retries by itself except where the channel's rules ask for it (one fresh token after a 401). Does not throw for what the wire answers.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct);

    /// <summary>What the channel can prove about a person, e.g. by asking its roster. Cached for minutes. Never throws for a failed look-up.</summary>
    Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct);

    /// <summary>Who can read a conversation. Cached for minutes. Never throws for a failed look-up: <see cref="Audience.Unknown"/>.</summary>
    Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct);
}
