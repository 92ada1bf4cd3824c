using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Tests.Health;

public sealed class HealthRuleTests
{
    private static readonly HealthDecision Nothing = new HealthDecision.Nothing();
    private static readonly HealthDecision Resolve = new HealthDecision.Resolve();
    private static readonly HealthDecision Rearm = new HealthDecision.Rearm();

    [Fact]
    public void One_alert_per_crossing_until_recovery()
    {
        // Threshold 60, recovery at 65: 72 -> 58 fires, 55 is nothing new, 66 resolves, 59 fires anew.
        Decide(58, previous: 72, weekAgo: 72, HealthAlertState.None).ShouldBe(Raise(HealthRaiseReason.Crossing));
        Decide(55, previous: 58, weekAgo: 69, HealthAlertState.Open).ShouldBe(Nothing);
        Decide(66, previous: 55, weekAgo: 72, HealthAlertState.Open).ShouldBe(Resolve);
        Decide(59, previous: 66, weekAgo: 58, HealthAlertState.Armed).ShouldBe(Raise(HealthRaiseReason.Crossing));
    }

    [Fact]
    public void A_first_score_fires_nothing_however_low() => Decide(12, previous: null, weekAgo: null, HealthAlertState.None).ShouldBe(Nothing);

    [Fact]
    public void A_low_starter_that_stays_low_fires_nothing() => Decide(45, previous: 50, weekAgo: 55, HealthAlertState.None).ShouldBe(Nothing);

    [Theory]
    [InlineData(60, 60, 59, true)]
    [InlineData(61, 61, 60, false)]
    [InlineData(59, 59, 58, false)]
    public void Only_passing_the_threshold_downwards_is_a_crossing(int weekAgo, int previous, int today, bool fires) =>
        Decide(today, previous, weekAgo, HealthAlertState.None).ShouldBe(fires ? Raise(HealthRaiseReason.Crossing) : Nothing);

    [Theory]
    [InlineData(91, 76, true)]
    [InlineData(90, 76, false)]
    public void A_fall_of_fifteen_in_seven_days_fires_above_the_threshold(int weekAgo, int today, bool fires) =>
        Decide(today, previous: 80, weekAgo, HealthAlertState.None).ShouldBe(fires ? Raise(HealthRaiseReason.Fall) : Nothing);

    [Fact]
    public void Both_at_once_are_one_alert() =>
        Decide(58, previous: 70, weekAgo: 75, HealthAlertState.Armed).ShouldBe(Raise(HealthRaiseReason.Both));

    [Fact]
    public void A_fall_that_is_still_a_fall_does_not_resolve_above_the_threshold()
    {
        Decide(76, previous: 76, weekAgo: 92, HealthAlertState.Open).ShouldBe(Nothing);
        Decide(76, previous: 76, weekAgo: 90, HealthAlertState.Open).ShouldBe(Resolve);
    }

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    public void Recovery_begins_five_above_the_threshold(int today, bool hasRecovered)
    {
        Decide(today, previous: 62, weekAgo: 58, HealthAlertState.Open).ShouldBe(hasRecovered ? Resolve : Nothing);
        Decide(today, previous: 62, weekAgo: 58, HealthAlertState.AwaitingRecovery).ShouldBe(hasRecovered ? Rearm : Nothing);
    }

    [Fact]
    public void After_a_person_closed_it_a_new_crossing_stays_silent_until_recovery() =>
        Decide(59, previous: 63, weekAgo: 80, HealthAlertState.AwaitingRecovery).ShouldBe(Nothing);

    [Fact]
    public void An_unknown_score_a_week_ago_is_no_fall() => Decide(61, previous: 95, weekAgo: null, HealthAlertState.None).ShouldBe(Nothing);

    [Theory]
    [InlineData(HealthAlertState.None)]
    [InlineData(HealthAlertState.Open)]
    [InlineData(HealthAlertState.AwaitingRecovery)]
    [InlineData(HealthAlertState.Armed)]
    public void An_unknown_score_changes_nothing(HealthAlertState state) => Decide(null, previous: 90, weekAgo: 90, state).ShouldBe(Nothing);

    private static HealthDecision.Raise Raise(HealthRaiseReason reason) => new(reason);

    private static HealthDecision Decide(int? today, int? previous, int? weekAgo, HealthAlertState state) =>
        HealthRule.Decide(today, previous, weekAgo, state, HealthProfile.Default);
}
