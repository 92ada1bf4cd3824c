using RetentionBot.Domain.Alerts;

namespace RetentionBot.Features.Alerts;

/// <summary>The company's choices for alerts.</summary>
/// <param name="Chains">Who is told when nobody takes an alert on.</param>
/// <param name="MostCards">Cards a place takes in an hour; what is more stands in one summary.</param>
internal sealed record AlertSettings(IReadOnlyList<EscalationChain> Chains, int MostCards)
{
    private const string HighValue = "high-value";

    /// <summary>Segments of high value besides those whose name begins so.</summary>
    public IReadOnlyList<string> HighValueSegments { get; init; } = [];

    /// <summary>Whether a customer is worth most: an alert of theirs that is nobody's is told to the lead at once.</summary>
    public bool IsHighValue(string? segment) => segment is not null
        && (segment.StartsWith(HighValue, StringComparison.OrdinalIgnoreCase) || HighValueSegments.Contains(segment, StringComparer.OrdinalIgnoreCase));
}
