using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Tests.Alerts;

public sealed class AlertDeedsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 11, 20);

    private readonly Alert _alert = Alert.Raise(Guid.NewGuid(), 1, Day, At, Reading(58, HealthBand.Red), 72);

    [Fact]
    public void Who_took_it_on_says_what_they_will_do_and_nobody_else_can()
    {
        _alert.SetPromise("U1", AlertPromise.Call, Day).ShouldBe(AlertOutcome.NotAcknowledged);
        _alert.Acknowledge("Sanne", "U1", At);
        _alert.SetPromise("U2", AlertPromise.Call, Day).ShouldBe(AlertOutcome.AlreadyAcknowledged);
        _alert.SetPromise("U1", AlertPromise.Call, Day).ShouldBe(AlertOutcome.Done);
        _alert.SetPromise("U1", AlertPromise.Call, Day).ShouldBe(AlertOutcome.Unchanged);
        (_alert.Promise, _alert.PromisedFor).ShouldBe((AlertPromise.Call, Day));
    }

    [Fact]
    public void Given_back_it_is_open_again_and_nothing_is_promised()
    {
        _alert.Unacknowledge().ShouldBe(AlertOutcome.NotAcknowledged);
        _alert.Acknowledge("Sanne", "U1", At);
        _alert.SetPromise("U1", AlertPromise.Mail, Day);
        _alert.Unacknowledge().ShouldBe(AlertOutcome.Done);
        (_alert.Status, _alert.AcknowledgedBy, _alert.Promise).ShouldBe((AlertStatus.Open, null, null));
        _alert.Acknowledge("Joris", "U2", At).ShouldBe(AlertOutcome.Done);
    }

    [Fact]
    public void Handed_over_it_is_the_new_owners_to_take_on()
    {
        _alert.Acknowledge("Sanne", "U1", At);
        _alert.Assign(new AlertOwner(7, "Joris"), isOwners: false).ShouldBe(AlertOutcome.Done);
        (_alert.OwnerId, _alert.OwnerName, _alert.Status).ShouldBe((7, "Joris", AlertStatus.Open));
        _alert.Assign(new AlertOwner(7, "Joris"), isOwners: false).ShouldBe(AlertOutcome.Unchanged);
    }

    [Fact]
    public void A_worse_band_breaks_through_a_snooze_and_a_worse_score_in_the_same_band_does_not()
    {
        _alert.Snooze("Sanne", At.AddDays(3)).ShouldBe(AlertOutcome.Done);
        _alert.UpdateScore(Reading(45, HealthBand.Red)).ShouldBe(AlertOutcome.Done);
        _alert.Status.ShouldBe(AlertStatus.Snoozed);
        _alert.UpdateScore(Reading(35, HealthBand.Critical)).ShouldBe(AlertOutcome.BrokeThrough);
        _alert.Status.ShouldBe(AlertStatus.Open);
    }

    [Fact]
    public void A_snooze_ends_and_who_took_it_on_still_has_it()
    {
        _alert.Acknowledge("Sanne", "U1", At);
        _alert.Snooze("Sanne", At.AddHours(1));
        _alert.Status.ShouldBe(AlertStatus.Snoozed);
        _alert.Wake().ShouldBe(AlertOutcome.Done);
        _alert.Status.ShouldBe(AlertStatus.Acknowledged);
        _alert.Wake().ShouldBe(AlertOutcome.Unchanged);
    }

    [Fact]
    public void A_resolved_alert_takes_no_deed_any_more()
    {
        _alert.Snooze("Sanne", At.AddDays(1));
        _alert.Resolve("Sanne", "U1", "Called", AlertEnding.Lost, At).ShouldBe(AlertOutcome.Done);
        (_alert.Status, _alert.Ending, _alert.SnoozedUntil).ShouldBe((AlertStatus.Resolved, AlertEnding.Lost, null));
        var version = _alert.Version;
        AlertOutcome[] outcomes =
        [
            _alert.Acknowledge("Joris", "U2", At), _alert.Unacknowledge(), _alert.SetPromise("U1", AlertPromise.Call, Day), _alert.KeepPromise(),
            _alert.Assign(new AlertOwner(7, "Joris"), isOwners: false), _alert.Snooze("Joris", At.AddDays(2)), _alert.Wake(), _alert.Escalate(),
            _alert.Resolve("Joris", "U2", "Again", AlertEnding.Saved, At), _alert.UpdateScore(Reading(20, HealthBand.Critical)), _alert.UpdateFinding(new AlertFinding(1)),
        ];
        outcomes.ShouldAllBe(outcome => outcome == AlertOutcome.AlreadyResolved);
        _alert.Version.ShouldBe(version);
    }

    /// <summary>Any order of deeds and scores: who has it is one person or nobody, promises are theirs, and a resolved alert stays as it is.</summary>
    [Fact]
    public void Whatever_is_done_in_whatever_order_the_alert_stays_in_one_piece()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var alert = Alert.Raise(Guid.NewGuid(), 1, Day, At, Reading(58, HealthBand.Red), 72);
            for (var step = 0; step < 30; step++)
            {
                var (before, version) = (alert.Status, alert.Version);
                var outcome = Any(alert, random, At.AddMinutes(step));
                (alert.Version > version).ShouldBe(outcome is AlertOutcome.Done or AlertOutcome.BrokeThrough, $"seed {seed}");
                if (before == AlertStatus.Resolved)
                {
                    alert.Status.ShouldBe(AlertStatus.Resolved, $"seed {seed}");
                }

                (alert.AcknowledgedAt is null).ShouldBe(alert.AcknowledgedBy is null && alert.AcknowledgedByKey is null, $"seed {seed}");
                (alert.Promise is not null && alert.AcknowledgedAt is null).ShouldBeFalse($"seed {seed}");
                (alert.SnoozedUntil is not null && alert.ResolvedAt is not null).ShouldBeFalse($"seed {seed}");
                (alert.Promise is null).ShouldBe(alert.PromisedFor is null, $"seed {seed}");
            }
        }
    }

    private static AlertOutcome Any(Alert alert, Random random, DateTimeOffset now)
    {
        var who = $"U{random.Next(3)}";
        return random.Next(11) switch
        {
            0 => alert.Acknowledge(who, who, now),
            1 => alert.Unacknowledge(),
            2 => alert.SetPromise(who, (AlertPromise)random.Next(1, 5), Day.AddDays(random.Next(5))),
            3 => alert.KeepPromise(),
            4 => alert.Assign(new AlertOwner(random.Next(3), who), isOwners: false),
            5 => alert.Snooze(who, now.AddHours(random.Next(1, 99))),
            6 => alert.Wake(),
            7 => alert.UpdateScore(random.Next(2) == 0 ? Reading(random.Next(40, 60), HealthBand.Red) : Reading(random.Next(40), HealthBand.Critical)),
            8 => alert.Escalate(),
            9 => random.Next(6) == 0 ? alert.Recover(Day, now) : alert.Wake(),
            _ => random.Next(6) == 0 ? alert.Resolve(who, who, "Called", AlertEnding.Saved, now) : alert.Unacknowledge(),
        };
    }

    private static HealthReading Reading(int score, HealthBand band) => new(score, 72, default, band);
}
