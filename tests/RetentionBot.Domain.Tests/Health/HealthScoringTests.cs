using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Tests.Health;

public sealed class HealthScoringTests
{
    private static readonly HealthProfile Evened = new() { UsageWeight = 0.4m, AdoptionWeight = 0.3m, SupportWeight = 0.3m, Version = "evened" };

    [Fact]
    public void Half_use_half_adoption_and_one_ticket_make_sixty()
    {
        // U = 6/12 = 50, A = 4/8 = 50, S = 100 - 10 = 90: 0.40 x 50 + 0.35 x 50 + 0.25 x 90 = 20 + 17.5 + 22.5 = 60.
        var health = HealthScoring.Score(new HealthInputs(6, 4, 1, 0, HealthFeeds.All), HealthProfile.Default);

        (health.Value, health.Coverage, health.Band).ShouldBe((60, 1m, HealthBand.Yellow));
        health.Parts.ShouldBe(new HealthParts(50, 50, 90));
        health.Points.ShouldBe(new HealthParts(20m, 17.5m, 22.5m));
    }

    [Fact]
    public void Another_profile_weighs_the_same_parts_to_seventy_seven()
    {
        // 0.4 x 80 + 0.3 x 60 + 0.3 x 90 = 32 + 18 + 27 = 77.
        var health = HealthScoring.Score(new HealthParts(80, 60, 90), Evened);

        (health.Value, health.ProfileVersion).ShouldBe((77, "evened"));
    }

    [Fact]
    public void A_missing_part_leaves_its_weight_to_the_others()
    {
        // (32 + 18) / 0.7 = 71.43, at 70 % coverage.
        var health = HealthScoring.Score(new HealthParts(80, 60, null), Evened);

        (health.Value, health.Coverage, health.Parts.Support).ShouldBe((71, 0.7m, null));
    }

    [Fact]
    public void Below_half_coverage_the_health_is_unknown_though_its_part_is_told()
    {
        // Usage alone carries 40 % of the weights.
        var health = HealthScoring.Score(new HealthInputs(12, 8, 0, 0, HealthFeeds.Usage), HealthProfile.Default);

        (health.Value, health.Band, health.Coverage, health.Parts.Usage).ShouldBe((null, HealthBand.Unknown, 0.4m, 100m));
    }

    [Fact]
    public void Exactly_half_coverage_is_enough()
    {
        var halves = HealthProfile.Default with { UsageWeight = 0.5m, AdoptionWeight = 0.25m };

        HealthScoring.Score(new HealthParts(80, null, null), halves).Value.ShouldBe(80);
    }

    [Fact]
    public void Nothing_known_is_no_score()
    {
        var health = HealthScoring.Score(new HealthInputs(12, 8, 0, 0, HealthFeeds.None), HealthProfile.Default);

        (health.Value, health.Coverage, health.Points).ShouldBe((null, 0m, default(HealthParts)));
    }

    [Fact]
    public void With_live_feeds_silence_is_no_use_and_no_trouble()
    {
        // U 0, A 0, S 100: 25.
        HealthScoring.Score(new HealthInputs(0, 0, 0, 0, HealthFeeds.All), HealthProfile.Default).Value.ShouldBe(25);
    }

    [Fact]
    public void More_than_the_target_is_not_more_than_full() =>
        HealthScoring.Score(new HealthInputs(28, 30, 0, 0, HealthFeeds.All), HealthProfile.Default).Value.ShouldBe(100);

    [Theory]
    [InlineData(2, 1, 55)]
    [InlineData(3, 3, 0)]
    public void Tickets_cost_support_ten_or_twenty_five_down_to_nothing(int open, int pressing, int support) =>
        HealthScoring.Score(new HealthInputs(0, 0, open, pressing, HealthFeeds.All), HealthProfile.Default).Parts.Support.ShouldBe(support);

    [Fact]
    public void A_half_is_rounded_up()
    {
        // 0.40 x 50 + 0.35 x 50 + 0.25 x 80 = 57.5.
        HealthScoring.Score(new HealthParts(50, 50, 80), HealthProfile.Default).Value.ShouldBe(58);
    }

    [Fact]
    public void A_half_made_of_thirds_is_rounded_up_too()
    {
        // Three equal weights: (31 + 31 + 2.5) / 3 = 21.5, though 10.33… + 10.33… + 0.83… falls short of it.
        var thirds = new HealthProfile { UsageWeight = 1, AdoptionWeight = 1, SupportWeight = 1 };

        HealthScoring.Score(new HealthParts(31, 31, 2.5m), thirds).Value.ShouldBe(22);
    }

    [Theory]
    [InlineData(80, HealthBand.Green)]
    [InlineData(79, HealthBand.Yellow)]
    [InlineData(60, HealthBand.Yellow)]
    [InlineData(59, HealthBand.Red)]
    [InlineData(40, HealthBand.Red)]
    [InlineData(39, HealthBand.Critical)]
    public void Bands_begin_at_their_limits(int score, HealthBand band) => HealthProfile.Default.BandOf(score).ShouldBe(band);
}
