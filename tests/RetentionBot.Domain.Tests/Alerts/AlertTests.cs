using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Tests.Alerts;

public sealed class AlertTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly On = new(2026, 3, 3);
    private static readonly HealthReading FiftyEight = new(58, 72, new HealthDrivers(-12m, 0.5m, -2.5m));

    private readonly Alert _alert = Alert.Raise(Guid.NewGuid(), 901, On, At, FiftyEight, previousScore: 71, mrrMinor: 1_250_00, currency: "EUR");

    [Fact]
    public void A_raised_alert_tells_the_score_what_moved_it_and_what_is_at_stake()
    {
        (_alert.Rule, _alert.Subject, _alert.CustomerId, _alert.RaisedOn, _alert.RaisedAt).ShouldBe(("health", "", 901, On, At));
        (_alert.Score, _alert.PreviousScore, _alert.ScoreSevenDaysAgo).ShouldBe((58, 71, 72));
        (_alert.UsagePoints, _alert.AdoptionPoints, _alert.SupportPoints).ShouldBe((-12m, 0.5m, -2.5m));
        (_alert.MrrMinor, _alert.Currency).ShouldBe((1_250_00, "EUR"));
        (_alert.Status, _alert.Version).ShouldBe((AlertStatus.Open, 0));
    }

    [Fact]
    public void The_first_to_acknowledge_stands()
    {
        _alert.Acknowledge("Sanne", "U1", At.AddMinutes(5)).ShouldBe(AlertOutcome.Done);
        _alert.Acknowledge("Joris", "U2", At.AddMinutes(6)).ShouldBe(AlertOutcome.AlreadyAcknowledged);

        (_alert.AcknowledgedBy, _alert.AcknowledgedByKey, _alert.AcknowledgedAt).ShouldBe(("Sanne", "U1", At.AddMinutes(5)));
        (_alert.Status, _alert.Version).ShouldBe((AlertStatus.Acknowledged, 1));
    }

    [Fact]
    public void A_person_resolves_an_alert_nobody_had_taken_on()
    {
        _alert.Resolve("Sanne", "U1", "Called", AlertEnding.Saved, At).ShouldBe(AlertOutcome.Done);

        (_alert.Status, _alert.ResolvedBy, _alert.ResolvedByKey, _alert.ResolvedAt, _alert.ResolvedBecause)
            .ShouldBe((AlertStatus.Resolved, "Sanne", "U1", At, AlertResolution.Person));
        _alert.AcknowledgedBy.ShouldBeNull();
    }

    [Fact]
    public void A_press_on_a_resolved_alert_changes_nothing_and_says_so()
    {
        _alert.Resolve("Sanne", "U1", "Called", AlertEnding.Saved, At);

        _alert.Acknowledge("Joris", "U2", At.AddMinutes(1)).ShouldBe(AlertOutcome.AlreadyResolved);
        _alert.Resolve("Joris", "U2", "Called", AlertEnding.Saved, At.AddMinutes(1)).ShouldBe(AlertOutcome.AlreadyResolved);
        _alert.Recover(On.AddDays(1), At.AddDays(1)).ShouldBe(AlertOutcome.AlreadyResolved);
        _alert.UpdateScore(FiftyEight with { Score = 40 }).ShouldBe(AlertOutcome.AlreadyResolved);

        (_alert.ResolvedBy, _alert.ResolvedAt, _alert.ResolvedBecause, _alert.AcknowledgedBy, _alert.Score, _alert.RearmedOn, _alert.Version)
            .ShouldBe(("Sanne", At, AlertResolution.Person, null, 58, null, 1));
    }

    [Fact]
    public void Recovery_resolves_without_a_person_and_arms_the_rule_again()
    {
        _alert.Acknowledge("Sanne", "U1", At);
        _alert.Recover(On.AddDays(9), At.AddDays(9)).ShouldBe(AlertOutcome.Done);

        (_alert.ResolvedBy, _alert.ResolvedBecause, _alert.RearmedOn).ShouldBe((null, AlertResolution.Recovered, On.AddDays(9)));
        _alert.AcknowledgedBy.ShouldBe("Sanne");
        Alert.StateAfter(_alert).ShouldBe(HealthAlertState.Armed);
    }

    [Fact]
    public void A_customer_who_leaves_resolves_it_and_may_raise_the_next_on_coming_back()
    {
        _alert.Leave(On.AddDays(9), At.AddDays(9)).ShouldBe(AlertOutcome.Done);
        _alert.Leave(On.AddDays(10), At.AddDays(10)).ShouldBe(AlertOutcome.AlreadyResolved);

        (_alert.Status, _alert.ResolvedBy, _alert.ResolvedBecause, _alert.ResolvedAt).ShouldBe((AlertStatus.Resolved, null, AlertResolution.Left, At.AddDays(9)));
        Alert.StateAfter(_alert).ShouldBe(HealthAlertState.Armed);
    }

    [Fact]
    public void A_person_closes_it_and_recovery_arms_it_once()
    {
        _alert.Rearm(On).ShouldBe(AlertOutcome.StillOpen);
        _alert.Resolve("Sanne", "U1", "Called", AlertEnding.Saved, At);
        Alert.StateAfter(_alert).ShouldBe(HealthAlertState.AwaitingRecovery);

        _alert.Rearm(On.AddDays(3)).ShouldBe(AlertOutcome.Done);
        _alert.Rearm(On.AddDays(4)).ShouldBe(AlertOutcome.AlreadyRearmed);

        _alert.RearmedOn.ShouldBe(On.AddDays(3));
        Alert.StateAfter(_alert).ShouldBe(HealthAlertState.Armed);
    }

    [Fact]
    public void A_newer_score_is_shown_and_the_one_before_the_alert_kept()
    {
        _alert.UpdateScore(new HealthReading(55, 70, new HealthDrivers(-13m, null, -2m))).ShouldBe(AlertOutcome.Done);

        (_alert.Score, _alert.PreviousScore, _alert.ScoreSevenDaysAgo).ShouldBe((55, 71, 70));
        (_alert.UsagePoints, _alert.AdoptionPoints, _alert.SupportPoints).ShouldBe((-13m, null, -2m));
        _alert.Version.ShouldBe(1);
    }

    [Fact]
    public void The_same_score_again_is_no_change()
    {
        _alert.UpdateScore(FiftyEight).ShouldBe(AlertOutcome.Unchanged);
        _alert.Version.ShouldBe(0);
    }

    [Fact]
    public void Without_an_alert_there_is_no_standing_and_with_one_it_is_open()
    {
        Alert.StateAfter(null).ShouldBe(HealthAlertState.None);
        Alert.StateAfter(_alert).ShouldBe(HealthAlertState.Open);
    }

    [Fact]
    public void The_rule_and_the_alert_live_one_life_together()
    {
        // 72 -> 58 fires, 55 edits, a person closes it, 59 stays silent, 66 arms, 59 fires anew.
        HealthDecision Decide(int today, int previous, Alert? latest) =>
            HealthRule.Decide(today, previous, previous, Alert.StateAfter(latest), HealthProfile.Default);

        Decide(58, 72, null).ShouldBeOfType<HealthDecision.Raise>();
        Decide(55, 58, _alert).ShouldBeOfType<HealthDecision.Nothing>();
        _alert.Resolve("Sanne", "U1", "Called", AlertEnding.Saved, At);
        Decide(59, 61, _alert).ShouldBeOfType<HealthDecision.Nothing>();
        Decide(66, 59, _alert).ShouldBeOfType<HealthDecision.Rearm>();
        _alert.Rearm(On.AddDays(3));
        Decide(59, 66, _alert).ShouldBeOfType<HealthDecision.Raise>();
    }
}
