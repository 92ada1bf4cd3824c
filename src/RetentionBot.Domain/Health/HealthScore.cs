namespace RetentionBot.Domain.Health;

/// <summary>A customer's health on one day, as computed then; kept with the profile's version so that it can be told why it was so.</summary>
public sealed class HealthScore
{
    public long Id { get; init; }

    public required long CustomerId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>0–100; null when too little was known.</summary>
    public int? Value { get; set; }

    /// <summary>Usage frequency, 0–100; null when its feed is missing.</summary>
    public decimal? Usage { get; set; }

    /// <summary>Feature adoption, 0–100; null when its feed is missing.</summary>
    public decimal? Adoption { get; set; }

    /// <summary>Support interactions, 0–100; null when its feed is missing.</summary>
    public decimal? Support { get; set; }

    /// <summary>Share of the weights that was known, 0 to 1.</summary>
    public required decimal Coverage { get; set; }

    public required string ProfileVersion { get; set; }

    /// <summary>
    /// Whether two days' scores weigh the same parts in the same way. Otherwise their difference tells that a feed came or went, or that somebody changed the
    /// profile, and nothing about the customer.
    /// </summary>
    public bool IsComparableTo(HealthScore other) =>
        ProfileVersion == other.ProfileVersion
        && Usage.HasValue == other.Usage.HasValue && Adoption.HasValue == other.Adoption.HasValue && Support.HasValue == other.Support.HasValue;
}
