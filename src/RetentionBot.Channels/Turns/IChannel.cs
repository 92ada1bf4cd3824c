using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Turns;

/// <summary>What a send does.</summary>
public enum SendKind
{
    /// <summary>A new message.</summary>
    Post,

    /// <summary>Rewrites an earlier message of the bot; harmless when repeated.</summary>
    Update,

    /// <summary>For one person's eyes; a channel without such a thing (<see cref="ChannelAbilities"/>) posts it in a personal conversation and refuses it elsewhere.</summary>
    Private,

    /// <summary>The bot's sign under somebody's message; only for a channel that has such a thing.</summary>
    React,
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

    /// <summary>The message to rewrite or to put a sign under; set for updates and signs.</summary>
    public string? MessageId { get; init; }

    /// <summary>The message this answers, where the channel has such a link.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>The account that may see it; set for private messages.</summary>
    public string? RecipientId { get; init; }

    /// <summary>The sign; set for <see cref="SendKind.React"/>, where the content is the sentence that says the same.</summary>
    public ReactionSign? Sign { get; init; }
}

/// <summary>What else must wait when a send has to be tried again.</summary>
public enum PauseScope
{
    /// <summary>Nothing: it is this message's own trouble.</summary>
    Message,

    /// <summary>Everything to the same conversation.</summary>
    Conversation,

    /// <summary>Everything of the same kind (<see cref="SendKind"/>) to the same tenant or workspace.</summary>
    KindInWorkspace,

    /// <summary>Everything to the same tenant or workspace.</summary>
    Workspace,
}

/// <summary>What a refusal says to be gone for good, until the bot hears from it again.</summary>
public enum Loss
{
    /// <summary>Nothing else: only this message is refused.</summary>
    None,

    /// <summary>The message that was to be rewritten.</summary>
    Message,

    /// <summary>The conversation takes nothing any more.</summary>
    Conversation,

    /// <summary>The whole tenant or workspace takes nothing any more.</summary>
    Workspace,
}

/// <summary>Four answers to a send. A closed set, so a <c>switch</c> over it is complete.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <param name="MessageId">Id of the new message; null when the channel gave none (then it can never be updated).</param>
    /// <param name="ThreadId">The thread the message started or joined, where it differs from the one asked for.</param>
    public sealed record Sent(string? MessageId, string? ThreadId = null) : SendOutcome
    {
        /// <summary>The conversation the channel opened for a <see cref="ConversationRef.PersonId"/>.</summary>
        public string? ConversationId { get; init; }

        /// <summary>The service address that worked, where it is another one than given: to be used from now on.</summary>
        public string? ServiceUrl { get; init; }
    }

    /// <summary>Nothing was posted; worth another try.</summary>
    /// <param name="After">The least wait, as the service asked for; null leaves it to the growing waits.</param>
    public sealed record TryAgain(string Reason, TimeSpan? After = null, PauseScope Pauses = PauseScope.Message) : SendOutcome;

    /// <summary>Will never succeed.</summary>
    public sealed record Refused(string Reason, Loss Loss = Loss.None) : SendOutcome;

    /// <summary>The request went out and no answer came: it may have been posted.</summary>
    public sealed record Unknown(string Reason) : SendOutcome;
}

/// <summary>What a channel has of its own. What it lacks is done in the nearest way it has.</summary>
/// <param name="CanSayPrivately">A message in a room that one person alone sees.</param>
/// <param name="CanReact">A sign of the bot under somebody's message.</param>
/// <param name="OpensForms">A form in a window of its own, which opens only while its press is being answered. Elsewhere a form takes the place of the card.</param>
public sealed record ChannelAbilities(bool CanSayPrivately, bool CanReact, bool OpensForms);

/// <summary>A service the bot speaks on. One implementation per channel; safe for concurrent use.</summary>
public interface IChannel
{
    /// <summary>One of <see cref="ChannelIds"/>.</summary>
    string ChannelId { get; }

    ChannelAbilities Abilities { get; }

    /// <summary>Sends once; never retries by itself except where the channel's rules ask for it (one fresh token after a 401). Does not throw for what the wire answers.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct);

    /// <summary>What the channel can prove about a person, e.g. by asking its roster. Cached for minutes. Never throws for a failed look-up.</summary>
    Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct);

    /// <summary>Who can read a conversation. Cached for minutes. Never throws for a failed look-up: <see cref="Audience.Unknown"/>.</summary>
    Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct);

    /// <summary>Forgets what is remembered about who is in a conversation: something changed there.</summary>
    void ForgetAudience(ConversationRef conversation);
}
