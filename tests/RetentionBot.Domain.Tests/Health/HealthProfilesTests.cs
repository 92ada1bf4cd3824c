using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Tests.Health;

public sealed class HealthProfilesTests
{
    private static readonly HealthProfile Evened = new() { Name = "evened", UsageWeight = 0.4m, AdoptionWeight = 0.3m, SupportWeight = 0.3m };
    private static readonly HealthProfiles Profiles = new(HealthProfile.Default, new SegmentProfile(["Enterprise", "High value"], Evened));

    [Theory]
    [InlineData("Enterprise", "evened")]
    [InlineData(" high VALUE ", "evened")]
    [InlineData("Starter", "default")]
    [InlineData("", "default")]
    [InlineData(null, "default")]
    public void A_customer_is_weighed_by_the_profile_of_its_segment(string? segment, string name) => Profiles.For(segment).Name.ShouldBe(name);

    [Fact]
    public void The_same_parts_make_seventy_seven_in_one_segment_and_seventy_five_in_another()
    {
        // 0.4 x 80 + 0.3 x 60 + 0.3 x 90 = 77; by the default 0.40 x 80 + 0.35 x 60 + 0.25 x 90 = 32 + 21 + 22.5 = 75.5, rounded up.
        var parts = new HealthParts(80, 60, 90);

        HealthScoring.Score(parts, Profiles.For("Enterprise")).Value.ShouldBe(77);
        HealthScoring.Score(parts, Profiles.For("Starter")).Value.ShouldBe(76);

        // Support missing: (32 + 18) / 0.7 = 71.43 at 70 %.
        var partly = HealthScoring.Score(parts with { Support = null }, Profiles.For("Enterprise"));
        (partly.Value, partly.Coverage).ShouldBe((71, 0.7m));
    }

    [Fact]
    public void The_untouched_default_keeps_its_version() => Profiles.Usual.Version.ShouldBe("default-1");

    [Fact]
    public void A_number_written_otherwise_is_the_same_number()
    {
        HealthProfiles.Versioned(HealthProfile.Default with { UsageWeight = 0.4000m, MinimumCoverage = 0.50m }).Version.ShouldBe("default-1");
        HealthProfiles.Versioned(Evened with { UsageWeight = 0.40m }).Version.ShouldBe(HealthProfiles.Versioned(Evened).Version);
    }

    [Fact]
    public void Every_number_that_changes_makes_another_version()
    {
        var usual = HealthProfile.Default;
        HealthProfile[] changed =
        [
            usual with { UsageWeight = 0.41m }, usual with { AdoptionWeight = 0.36m }, usual with { SupportWeight = 0.26m }, usual with { TargetActiveDays = 13 },
            usual with { TargetFeatures = 9 }, usual with { Threshold = 61 }, usual with { Fall = 16 }, usual with { RecoveryMargin = 6 },
            usual with { MinimumCoverage = 0.6m }, usual with { GreenFrom = 81 }, usual with { YellowFrom = 61 }, usual with { RedFrom = 41 },
        ];

        var versions = changed.Select(p => HealthProfiles.Versioned(p).Version).ToList();

        versions.ShouldBeUnique();
        versions.ShouldNotContain("default-1");
        versions.ShouldAllBe(v => v.StartsWith("default-", StringComparison.Ordinal) && v.Length == "default-".Length + 8);
    }

    [Fact]
    public void Two_numbers_that_change_places_make_another_version() =>
        HealthProfiles.Versioned(Evened with { UsageWeight = 0.3m, AdoptionWeight = 0.4m }).Version.ShouldNotBe(HealthProfiles.Versioned(Evened).Version);

    [Fact]
    public void Scores_made_with_another_version_are_not_compared()
    {
        Score("default-1").IsComparableTo(Score("default-1")).ShouldBeTrue();
        Score("default-1").IsComparableTo(Score("default-0a1b2c3d")).ShouldBeFalse();

        static HealthScore Score(string version) => new() { CustomerId = 1, Day = new DateOnly(2026, 11, 1), Value = 50, Usage = 50, Coverage = 1, ProfileVersion = version };
    }
}
