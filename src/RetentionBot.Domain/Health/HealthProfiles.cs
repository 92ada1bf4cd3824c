using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.Domain.Health;

/// <summary>A profile with the segments whose customers it is for.</summary>
public sealed record SegmentProfile(IReadOnlyList<string> Segments, HealthProfile Profile);

/// <summary>All profiles of a workspace: which one weighs a customer is decided by the segment the customer is in now.</summary>
/// <remarks>A segment is in one profile at most, which whoever builds this has seen to; case and outer spaces do not matter.</remarks>
public sealed class HealthProfiles
{
    private const int HashLength = 8;

    private readonly Dictionary<string, HealthProfile> _bySegment = new(StringComparer.OrdinalIgnoreCase);

    public HealthProfiles(HealthProfile usual, params IEnumerable<SegmentProfile> others)
    {
        Usual = Versioned(usual);
        foreach (var (segments, profile) in others)
        {
            var versioned = Versioned(profile);
            foreach (var segment in segments)
            {
                _bySegment[segment.Trim()] = versioned;
            }
        }
    }

    /// <summary>The profile of everybody whose segment has none, or who is in no segment.</summary>
    public HealthProfile Usual { get; }

    /// <summary>The profile that weighs a customer of a segment.</summary>
    public HealthProfile For(string? segment) => segment is null ? Usual : _bySegment.GetValueOrDefault(segment.Trim(), Usual);

    /// <summary>
    /// The profile with a version that tells its numbers: its name and a hash of them, so that it is another one exactly when a number is. The default profile
    /// with the numbers it came with stays <see cref="HealthProfile.DefaultVersion"/>.
    /// </summary>
    public static HealthProfile Versioned(HealthProfile profile)
    {
        var numbers = Numbers(profile);
        return profile with
        {
            Version = profile.Name == HealthProfile.DefaultName && numbers == Numbers(HealthProfile.Default)
                ? HealthProfile.DefaultVersion
                : $"{profile.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(numbers)))[..HashLength]}",
        };
    }

    /// <summary>Every number in one line; 0.40 and 0.4 are one number.</summary>
    private static string Numbers(HealthProfile profile) => string.Join(
        ';',
        new[]
        {
            profile.UsageWeight, profile.AdoptionWeight, profile.SupportWeight, profile.TargetActiveDays, profile.TargetFeatures, profile.Threshold, profile.Fall,
            profile.RecoveryMargin, profile.MinimumCoverage, profile.GreenFrom, profile.YellowFrom, profile.RedFrom,
        }.Select(number => number.ToString("G29", CultureInfo.InvariantCulture)));
}
