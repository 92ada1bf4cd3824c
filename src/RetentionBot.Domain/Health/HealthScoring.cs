namespace RetentionBot.Domain.Health;

/// <summary>A customer's health on one day.</summary>
/// <param name="Value">0 to 100; null when too little is known.</param>
/// <param name="Parts">Each part on its own, 0 to 100, unrounded.</param>
/// <param name="Points">What each part brings to the score after weighing, unrounded; together the unrounded score.</param>
/// <param name="Coverage">Share of the weights that is known, 0 to 1.</param>
/// <param name="Band">The band of the value.</param>
/// <param name="ProfileVersion">The profile it was made with.</param>
public sealed record HealthScoreResult(int? Value, HealthParts Parts, HealthParts Points, decimal Coverage, HealthBand Band, string ProfileVersion);

/// <summary>The health score: usage, adoption and support, weighed by a profile.</summary>
public static class HealthScoring
{
    /// <summary>A feed older than this on the scoring day counts as missing.</summary>
    public const int StaleAfterDays = 3;

    private const decimal Full = 100;
    private const decimal OpenTicketCost = 10;
    private const decimal PressingTicketCost = 25;

    /// <summary>Usage and adoption are reached over target, at most 100; support is 100 less 10 per open and 25 per pressing ticket, at least 0.</summary>
    public static HealthScoreResult Score(HealthInputs inputs, HealthProfile profile) => Score(PartsOf(inputs, profile), profile);

    /// <summary>Weighs parts that are known already, as when an earlier day's are weighed by today's profile.</summary>
    /// <returns>Missing parts leave their weight to the others; below the profile's coverage there is no value.</returns>
    public static HealthScoreResult Score(HealthParts parts, HealthProfile profile)
    {
        var known = Known(parts.Usage, profile.UsageWeight) + Known(parts.Adoption, profile.AdoptionWeight) + Known(parts.Support, profile.SupportWeight);
        if (known == 0)
        {
            return new HealthScoreResult(null, parts, default, 0, HealthBand.Unknown, profile.Version);
        }

        var coverage = known / (profile.UsageWeight + profile.AdoptionWeight + profile.SupportWeight);
        var points = new HealthParts(
            parts.Usage * profile.UsageWeight / known,
            parts.Adoption * profile.AdoptionWeight / known,
            parts.Support * profile.SupportWeight / known);
        int? value = coverage < profile.MinimumCoverage ? null : Rounded((points.Usage ?? 0) + (points.Adoption ?? 0) + (points.Support ?? 0));
        return new HealthScoreResult(value, parts, points, coverage, profile.BandOf(value), profile.Version);
    }

    /// <summary>Weighs the parts of a score that was kept.</summary>
    public static HealthScoreResult Score(HealthScore kept, HealthProfile profile) => Score(new HealthParts(kept.Usage, kept.Adoption, kept.Support), profile);

    private static HealthParts PartsOf(HealthInputs inputs, HealthProfile profile) => new(
        inputs.Live.HasFlag(HealthFeeds.Usage) ? Math.Min(Full, Full * inputs.ActiveDays / profile.TargetActiveDays) : null,
        inputs.Live.HasFlag(HealthFeeds.Features) ? Math.Min(Full, Full * inputs.Features / profile.TargetFeatures) : null,
        inputs.Live.HasFlag(HealthFeeds.Support)
            ? Math.Max(0, Full - (OpenTicketCost * inputs.OpenTickets) - (PressingTicketCost * inputs.PressingTickets))
            : null);

    private static decimal Known(decimal? part, decimal weight) => part is null ? 0 : weight;

    // Thirds do not fit in a decimal: a half that came out a hair short is mended before it is rounded up.
    private static int Rounded(decimal score) => (int)Math.Round(Math.Round(score, 20), MidpointRounding.AwayFromZero);
}
