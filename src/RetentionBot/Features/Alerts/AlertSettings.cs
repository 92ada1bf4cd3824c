using RetentionBot.Domain.Alerts;

namespace RetentionBot.Features.Alerts;

/// <summary>The company's choices for alerts.</summary>
/// <param name="Chains">Who is told when nobody takes an alert on.</param>
/// <param name="MostCards">Cards a place takes in an hour; what is more stands in one summary.</param>
/// <param name="Digest">Whether colleagues get a digest as their working day begins.</param>
internal sealed record AlertSettings(IReadOnlyList<EscalationChain> Chains, int MostCards, bool Digest = true);
