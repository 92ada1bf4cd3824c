namespace RetentionBot.Domain.Health;

/// <summary>How many points of the score each part gained or lost between two days, unrounded; a loss is below zero.</summary>
/// <remarks>Null for a part that is not known on both days. With every part known on both, they sum to the difference of the unrounded scores.</remarks>
public readonly record struct HealthDrivers(decimal? Usage, decimal? Adoption, decimal? Support)
{
    /// <summary>Compares weighted points; the card compares with 7 days earlier. Both should be weighed by the same profile.</summary>
    public static HealthDrivers Between(HealthScoreResult now, HealthScoreResult before) => new(
        now.Points.Usage - before.Points.Usage,
        now.Points.Adoption - before.Points.Adoption,
        now.Points.Support - before.Points.Support);
}

/// <summary>A known score with the score 7 days before it, what moved it in between, and the band it is in.</summary>
public readonly record struct HealthReading(int Score, int? SevenDaysAgo, HealthDrivers Drivers, HealthBand Band = HealthBand.Unknown);
