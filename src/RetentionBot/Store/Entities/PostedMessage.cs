using RetentionBot.Channels.Turns;

namespace RetentionBot.Store.Entities;

/// <summary>Where a message about a subject stands on a channel, so that it can be rewritten when the subject changes.</summary>
internal sealed class PostedMessage
{
    public long Id { get; init; }

    /// <summary>As <see cref="OutboxMessage.Subject"/>.</summary>
    public required string Subject { get; init; }

    public required string ConversationKey { get; set; }

    /// <summary>The conversation with the thread the message stands in.</summary>
    public required ConversationRef Conversation { get; set; }

    public required string MessageId { get; set; }

    public required DateTimeOffset PostedAt { get; set; }

    /// <summary>The thread under it; the conversation itself where there are no threads.</summary>
    public ConversationRef Thread => Conversation.Kind == ConversationKind.Channel ? Conversation with { ThreadId = Conversation.ThreadId ?? MessageId } : Conversation;
}
