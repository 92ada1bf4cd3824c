namespace RetentionBot.Store.Entities;

/// <summary>One entry in the local web chat's log. An update of an activity is a new entry with the same activity id.</summary>
internal sealed class DirectLineActivity
{
    /// <summary>Ascending over all conversations: the watermark.</summary>
    public long Sequence { get; init; }

    public required string ConversationId { get; init; }

    public required string ActivityId { get; init; }

    public required string Json { get; init; }
}
