namespace RetentionBot.Store.Entities;

/// <summary>How far a delivery came.</summary>
internal enum DeliveryState
{
    /// <summary>Committed, not yet handled to the end.</summary>
    Accepted = 1,

    /// <summary>Handled; its answer is stored.</summary>
    Done = 2,

    /// <summary>Given up after repeated failure; the person was told.</summary>
    Failed = 3,
}

/// <summary>An authenticated delivery. The row is committed before the handler runs and finished in the same save as what the handler did.</summary>
internal sealed class InboundDelivery
{
    public long Id { get; set; }

    public required string Key { get; init; }

    /// <summary>The room, so that what is left after a crash is worked off in order.</summary>
    public required string ConversationKey { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The turn as JSON; deleted once it is done.</summary>
    public string? Payload { get; set; }

    public DeliveryState State { get; set; } = DeliveryState.Accepted;

    /// <summary>The immediate answer as JSON, given again to repeats.</summary>
    public string? Answer { get; set; }

    /// <summary>How often it was taken up: when it came in, and each time it was found unfinished.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}
