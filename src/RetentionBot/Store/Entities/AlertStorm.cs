namespace RetentionBot.Store.Entities;

/// <summary>More alerts than a place can take in an hour: they stand in one summary there instead of each on a card.</summary>
internal sealed class AlertStorm
{
    public required Guid Id { get; init; }

    /// <summary>The place's <see cref="Conversation.Key"/>.</summary>
    public required string ConversationKey { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last alert came into it.</summary>
    public required DateTimeOffset LastAt { get; set; }
}

/// <summary>An alert that stands in a summary.</summary>
internal sealed class StormAlert
{
    public required Guid StormId { get; init; }

    public required Guid AlertId { get; init; }
}
