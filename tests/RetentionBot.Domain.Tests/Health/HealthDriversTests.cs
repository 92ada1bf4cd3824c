using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Tests.Health;

public sealed class HealthDriversTests
{
    [Fact]
    public void Drivers_are_unrounded_weighted_points_and_sum_to_the_change()
    {
        // Usage 0.40 x (50 - 80) = -12, adoption 0.35 x (62.5 - 50) = 4.375, support 0.25 x (90 - 100) = -2.5.
        var before = HealthScoring.Score(new HealthParts(80, 50, 100), HealthProfile.Default);
        var now = HealthScoring.Score(new HealthParts(50, 62.5m, 90), HealthProfile.Default);

        HealthDrivers.Between(now, before).ShouldBe(new HealthDrivers(-12m, 4.375m, -2.5m));
    }

    [Fact]
    public void A_part_missing_on_either_day_cannot_be_compared()
    {
        var before = HealthScoring.Score(new HealthParts(80, 50, null), HealthProfile.Default);
        var now = HealthScoring.Score(new HealthParts(50, 50, 90), HealthProfile.Default);

        HealthDrivers.Between(now, before).Support.ShouldBeNull();
    }
}
