namespace RetentionBot.Store.Entities;

/// <summary>A customer about whom nothing new is told for a while.</summary>
internal sealed class AlertMute
{
    public long Id { get; init; }

    public required long CustomerId { get; init; }

    public required DateTimeOffset Until { get; set; }

    /// <summary>Display name of who said so.</summary>
    public required string By { get; set; }

    public required DateTimeOffset At { get; set; }
}
