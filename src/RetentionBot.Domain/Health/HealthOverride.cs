namespace RetentionBot.Domain.Health;

/// <summary>A score a colleague set by hand for a while; shown beside the computed one, which goes on being computed and watched.</summary>
public sealed class HealthOverride
{
    /// <summary>Signs a reason may have.</summary>
    public const int LongestReason = 300;

    public long Id { get; init; }

    public required long CustomerId { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Value { get; init; }

    public required string Reason { get; init; }

    /// <summary>Display name of who set it.</summary>
    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    /// <summary>The last day it holds.</summary>
    public required DateOnly Through { get; init; }

    /// <summary>When somebody took it back before that, or set another; null while nobody did.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
