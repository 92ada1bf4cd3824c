using System.Globalization;
using RetentionBot.Domain.Health;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Health</c>: how the health score is made.</summary>
internal sealed class HealthOptions
{
    /// <summary>For everybody whose segment is in none of <see cref="Profiles"/>.</summary>
    public HealthProfileOptions Default { get; init; } = new();

    /// <summary>For some segments each.</summary>
    public IReadOnlyList<HealthProfileOptions> Profiles { get; init; } = [];

    /// <summary>The profiles as the scores use them; only after <see cref="Faults"/> found nothing.</summary>
    public HealthProfiles ToProfiles()
    {
        var usual = Default.Over(HealthProfile.Default);
        return new HealthProfiles(usual, Profiles.Select(p => new SegmentProfile(p.Segments, p.Over(usual with { Name = p.Name! }))));
    }

    /// <summary>What is wrong, each in a sentence that says what to do.</summary>
    public IEnumerable<string> Faults()
    {
        const string section = "RetentionBot:Health";
        var usual = Default.Over(HealthProfile.Default);
        foreach (var fault in HealthProfileOptions.Faults($"{section}:Default", usual))
        {
            yield return fault;
        }

        if (Default.Segments.Count > 0 || Default.Name is not (null or HealthProfile.DefaultName))
        {
            yield return $"{section}:Default is for all customers without a profile of their own; give it no Name and no Segments.";
        }

        for (var i = 0; i < Profiles.Count; i++)
        {
            var (profile, where) = (Profiles[i], string.Create(CultureInfo.InvariantCulture, $"{section}:Profiles:{i}"));
            foreach (var fault in profile.NameFaults(where).Concat(HealthProfileOptions.Faults(where, profile.Over(usual))))
            {
                yield return fault;
            }
        }

        foreach (var name in Twice(Profiles.Select(p => p.Name ?? "")))
        {
            yield return $"{section}:Profiles has two profiles called '{name}'; give each a Name of its own.";
        }

        foreach (var segment in Twice(Profiles.SelectMany(p => p.Segments).Select(s => s.Trim())))
        {
            yield return $"{section}:Profiles names the segment '{segment}' twice; name each segment in one profile.";
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> words) =>
        words.Where(w => w.Length > 0).GroupBy(w => w, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()).Select(g => g.Key);
}

/// <summary>One profile; what it leaves out is as in the default profile.</summary>
internal sealed class HealthProfileOptions
{
    private const decimal HeaviestWeight = 100;
    private const int LongestName = 20;
    private const int MostFeatures = 1000;

    /// <summary>Stands on cards and in the version of the scores: letters, digits and hyphens.</summary>
    public string? Name { get; init; }

    /// <summary>The segments it is for, as the customer feed names them.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    public decimal? UsageWeight { get; init; }

    public decimal? AdoptionWeight { get; init; }

    public decimal? SupportWeight { get; init; }

    public int? TargetActiveDays { get; init; }

    public int? TargetFeatures { get; init; }

    public int? Threshold { get; init; }

    public int? Fall { get; init; }

    public int? RecoveryMargin { get; init; }

    public decimal? MinimumCoverage { get; init; }

    public int? GreenFrom { get; init; }

    public int? YellowFrom { get; init; }

    public int? RedFrom { get; init; }

    /// <summary>Another profile with what is set here.</summary>
    public HealthProfile Over(HealthProfile other) => other with
    {
        UsageWeight = UsageWeight ?? other.UsageWeight,
        AdoptionWeight = AdoptionWeight ?? other.AdoptionWeight,
        SupportWeight = SupportWeight ?? other.SupportWeight,
        TargetActiveDays = TargetActiveDays ?? other.TargetActiveDays,
        TargetFeatures = TargetFeatures ?? other.TargetFeatures,
        Threshold = Threshold ?? other.Threshold,
        Fall = Fall ?? other.Fall,
        RecoveryMargin = RecoveryMargin ?? other.RecoveryMargin,
        MinimumCoverage = MinimumCoverage ?? other.MinimumCoverage,
        GreenFrom = GreenFrom ?? other.GreenFrom,
        YellowFrom = YellowFrom ?? other.YellowFrom,
        RedFrom = RedFrom ?? other.RedFrom,
    };

    /// <param name="where">The setting's name.</param>
    public IEnumerable<string> NameFaults(string where)
    {
        if (Name is not { Length: > 0 and <= LongestName } name || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || name == HealthProfile.DefaultName)
        {
            yield return $"{where}:Name must be a name of at most {LongestName} letters, digits and hyphens other than default, for example enterprise.";
        }

        if (Segments.Count == 0 || Segments.Any(string.IsNullOrWhiteSpace))
        {
            yield return $"{where}:Segments must list the segments the profile is for, for example [\"Enterprise\"].";
        }
    }

    /// <param name="where">The setting's name.</param>
    /// <param name="profile">One over the default one: limits hang together, wherever each is set.</param>
    public static IEnumerable<string> Faults(string where, HealthProfile profile)
    {
        decimal[] weights = [profile.UsageWeight, profile.AdoptionWeight, profile.SupportWeight];
        if (weights.Any(w => w is < 0 or > HeaviestWeight) || weights.Sum() == 0)
        {
            yield return $"{where}: UsageWeight, AdoptionWeight and SupportWeight are from 0 to {HeaviestWeight:0} and not all 0, for example 0.40, 0.35 and 0.25.";
        }

        if (profile.TargetActiveDays is < 1 or > 28)
        {
            yield return $"{where}:TargetActiveDays is a number of days out of 28, from 1 to 28, for example 12.";
        }

        if (profile.TargetFeatures is < 1 or > MostFeatures)
        {
            yield return $"{where}:TargetFeatures is a number of features from 1 to {MostFeatures}, for example 8.";
        }

        if (profile.Threshold is < 1 or > 100)
        {
            yield return $"{where}:Threshold is a score from 1 to 100, for example 60.";
        }

        if (profile.Fall is < 1 or > 100)
        {
            yield return $"{where}:Fall is a number of points from 1 to 100, for example 15.";
        }

        if (profile.RecoveryMargin < 0 || profile.RecoveryMargin > 100 - profile.Threshold)
        {
            yield return $"{where}:RecoveryMargin is 0 or more, and at most what Threshold leaves to 100, or nobody ever recovers; for example 5.";
        }

        if (profile.MinimumCoverage is < 0 or > 1)
        {
            yield return $"{where}:MinimumCoverage is a share from 0 to 1, for example 0.5.";
        }

        if (profile.RedFrom < 1 || profile.YellowFrom <= profile.RedFrom || profile.GreenFrom <= profile.YellowFrom || profile.GreenFrom > 100)
        {
            yield return $"{where}: RedFrom, YellowFrom and GreenFrom are scores from 1 to 100, each above the one before, for example 40, 60 and 80.";
        }
    }
}
