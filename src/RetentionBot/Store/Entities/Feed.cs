namespace RetentionBot.Store.Entities;

/// <summary>A kind of source data and how far it reaches. No row: that feed was never connected.</summary>
internal sealed class Feed
{
    /// <summary>The import kind, e.g. <c>subscriptions</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The last local day the data speak of.</summary>
    public required DateOnly DataThrough { get; set; }

    public required DateTimeOffset LoadedAt { get; set; }
}

/// <summary>The version of the business data: another one after every change. Facts computed for one version hold until the next.</summary>
internal sealed class DataVersion
{
    public const int TheOnlyId = 1;

    public int Id { get; init; } = TheOnlyId;

    public long Value { get; set; }
}
