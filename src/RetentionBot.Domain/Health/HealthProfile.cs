namespace RetentionBot.Domain.Health;

/// <summary>How healthy a score is; the limits are the profile's.</summary>
public enum HealthBand
{
    /// <summary>Too little is known for a score.</summary>
    Unknown,
    Critical,
    Red,
    Yellow,
    Green,
}

/// <summary>A workspace's choices for the health score of all customers or of some segments. Scores keep the version they were made with.</summary>
/// <remarks>Weights count in proportion to each other and need not sum to 1; targets are above zero.</remarks>
public sealed record HealthProfile
{
    /// <summary>The name of the profile of all who have no other.</summary>
    public const string DefaultName = "default";

    /// <summary>The version of that profile as long as nobody has changed a number of it.</summary>
    public const string DefaultVersion = "default-1";

    public static HealthProfile Default { get; } = new();

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>Stored with each score; see <see cref="HealthProfiles.Versioned"/>.</summary>
    public string Version { get; init; } = DefaultVersion;

    public decimal UsageWeight { get; init; } = 0.40m;

    public decimal AdoptionWeight { get; init; } = 0.35m;

    public decimal SupportWeight { get; init; } = 0.25m;

    /// <summary>Active days in 28 that make usage 100.</summary>
    public int TargetActiveDays { get; init; } = 12;

    /// <summary>Distinct features in 28 days that make adoption 100.</summary>
    public int TargetFeatures { get; init; } = 8;

    /// <summary>The lowest score that raises no alarm.</summary>
    public int Threshold { get; init; } = 60;

    /// <summary>A loss of this many points in 7 days is a fall worth telling, wherever it ends.</summary>
    public int Fall { get; init; } = 15;

    /// <summary>Points above the threshold at which a customer counts as recovered, so that a score wavering around it stays one alert.</summary>
    public int RecoveryMargin { get; init; } = 5;

    /// <summary>Share of the weights that must be known for a score, 0 to 1.</summary>
    public decimal MinimumCoverage { get; init; } = 0.5m;

    public int GreenFrom { get; init; } = 80;

    public int YellowFrom { get; init; } = 60;

    public int RedFrom { get; init; } = 40;

    public HealthBand BandOf(int? score) => score switch
    {
        null => HealthBand.Unknown,
        { } value when value >= GreenFrom => HealthBand.Green,
        { } value when value >= YellowFrom => HealthBand.Yellow,
        { } value when value >= RedFrom => HealthBand.Red,
        _ => HealthBand.Critical,
    };
}
