using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// Runs the rule <c>health</c> over scored days, in order, and tells the connected places what changed. Days run again decide the same: an alert is told once,
/// after the last day, as it stands then, so that a replay of months posts no bygone drops. An earlier score that weighs other parts, or by
/// another profile, counts as unknown, both for the crossing and for the fall: what a feed that came or went or a new setting did to the score is no news of the
/// customer.
/// </summary>
internal sealed partial class WatchHealth(
    RetentionDb db, AlertPublisher publisher, AlertLife life, AlertOwners owners, HealthProfiles profiles, TimeProvider clock, ILogger<WatchHealth> log)
{
    /// <summary>A previous score may be this old, over a day without scores.</summary>
    private const int LookBackDays = 7;

    private readonly HashSet<Guid> _brokeThrough = [];

    /// <returns>How many alerts were raised and are still open.</returns>
    public async Task<int> WatchAsync(Period days, CancellationToken ct)
    {
        // Later days were decided on what is now other ground, and a card must show the latest score: go on to the last scored day.
        var last = await db.HealthScores.MaxAsync(s => (DateOnly?)s.Day, ct);
        days = last >= days.To ? new Period(days.From, last.Value.AddDays(1)) : days;
        var scores = await LoadScoresAsync(days, ct);
        var paying = await PayingCustomers.LoadAsync(db, ct);
        var segments = await db.Customers.AsNoTracking().Select(c => new { c.Id, c.Segment }).ToDictionaryAsync(c => c.Id, c => c.Segment, ct);
        var latest = (await db.Alerts.Where(a => a.Rule == AlertRules.Health).ToListAsync(ct))
            .GroupBy(a => a.CustomerId)
            .ToDictionary(g => g.Key, g => g.OrderBy(a => a.RaisedOn).ThenBy(a => a.RaisedAt).Last());
        var touched = new Dictionary<Guid, (Alert Alert, bool IsNew)>();
        await owners.LoadAsync(ct);

        foreach (var (customer, byDay) in scores)
        {
            var profile = profiles.For(segments[customer]);
            for (var day = days.From; day < days.To; day = day.AddDays(1))
            {
                if (paying.IsToKeep(customer, day))
                {
                    Decide(customer, day, byDay, profile, paying, latest, touched);
                }
            }
        }

        foreach (var alert in latest.Values.Where(a => a.ResolvedAt is null && !paying.IsToKeep(a.CustomerId, days.LastDay)))
        {
            var now = clock.GetUtcNow();
            alert.Leave(days.LastDay, now);
            touched.TryAdd(alert.Id, (alert, false));
            life.Note(alert, AlertEventKind.Left);
        }

        await TellAsync(touched, ct);

        await db.SaveChangesAsync(ct);
        var raised = touched.Values.Count(t => t is { IsNew: true, Alert.ResolvedAt: null });
        LogWatched(days.Days, raised);
        return raised;
    }

    /// <summary>Every card is made true and every timer set, once, as the alert stands after the last day.</summary>
    private async Task TellAsync(Dictionary<Guid, (Alert Alert, bool IsNew)> touched, CancellationToken ct)
    {
        var ids = touched.Values.Select(t => t.Alert.CustomerId).ToHashSet();
        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        await publisher.TellAsync(touched.Values, ct);
        foreach (var (alert, _) in touched.Values)
        {
            var customer = customers[alert.CustomerId];
            await life.KeepTimersAsync(alert, customer.Segment, ct);
            if (_brokeThrough.Contains(alert.Id) && alert.Status != AlertStatus.Resolved)
            {
                await publisher.RemindAsync(alert, customer, "alert.broke-through", ct);
            }
        }
    }

    private void Decide(
        long customer,
        DateOnly day,
        Dictionary<DateOnly, HealthScore> byDay,
        HealthProfile profile,
        PayingCustomers paying,
        Dictionary<long, Alert> latest,
        Dictionary<Guid, (Alert Alert, bool IsNew)> touched)
    {
        var alert = latest.GetValueOrDefault(customer);
        if (alert is not null && day <= (alert.RearmedOn ?? alert.RaisedOn))
        {
            // This day was decided before; its outcome stands.
            return;
        }

        var today = byDay.GetValueOrDefault(day);
        if (today?.Value is not { } score)
        {
            return;
        }

        var weekAgo = byDay.GetValueOrDefault(day.AddDays(-7)) is { } before && before.IsComparableTo(today) ? before : null;
        var reading = new HealthReading(score, weekAgo?.Value, DriversBetween(today, weekAgo, profile), profile.BandOf(score));
        var now = clock.GetUtcNow();
        switch (HealthRule.Decide(score, Previous(byDay, today), weekAgo?.Value, Alert.StateAfter(alert), profile))
        {
            case HealthDecision.Raise:
                var (mrrMinor, currency) = paying.MrrOn(customer, day);
                alert = Alert.Raise(Guid.CreateVersion7(now), customer, day, now, reading, Previous(byDay, today), mrrMinor, currency, owners.Of(customer));
                db.Alerts.Add(alert);
                latest[customer] = alert;
                touched[alert.Id] = (alert, true);
                life.Note(alert, AlertEventKind.Raised);
                break;
            case HealthDecision.Resolve when alert!.Recover(day, now) == AlertOutcome.Done:
                Touch(AlertEventKind.Recovered);
                break;
            case HealthDecision.Rearm when alert!.Rearm(day) == AlertOutcome.Done:
                life.Note(alert, AlertEventKind.Rearmed);
                break;
            // Only the latest score is shown: days run again must not walk the card through bygone ones.
            case HealthDecision.Nothing when alert is not null && day == byDay.Keys.Max():
                switch (alert.UpdateScore(reading))
                {
                    case AlertOutcome.Done:
                        Touch(AlertEventKind.ScoreUpdated);
                        break;
                    case AlertOutcome.BrokeThrough:
                        _brokeThrough.Add(alert.Id);
                        Touch(AlertEventKind.BrokeThrough);
                        break;
                }

                break;
        }

        void Touch(AlertEventKind kind)
        {
            touched.TryAdd(alert!.Id, (alert, false));
            life.Note(alert, kind);
        }
    }

    private static HealthDrivers DriversBetween(HealthScore now, HealthScore? before, HealthProfile profile) =>
        before is null ? default : HealthDrivers.Between(HealthScoring.Score(now, profile), HealthScoring.Score(before, profile));

    /// <summary>The last known score before today's that weighs the same parts.</summary>
    private static int? Previous(Dictionary<DateOnly, HealthScore> byDay, HealthScore today)
    {
        for (var back = 1; back <= LookBackDays; back++)
        {
            if (byDay.GetValueOrDefault(today.Day.AddDays(-back)) is { Value: { } value } score && score.IsComparableTo(today))
            {
                return value;
            }
        }

        return null;
    }

    private async Task<Dictionary<long, Dictionary<DateOnly, HealthScore>>> LoadScoresAsync(Period days, CancellationToken ct)
    {
        var from = days.From.AddDays(-LookBackDays);
        var scores = await db.HealthScores.AsNoTracking().Where(s => s.Day >= from && s.Day < days.To && s.Value != null).ToListAsync(ct);
        return scores.GroupBy(s => s.CustomerId).ToDictionary(g => g.Key, g => g.ToDictionary(s => s.Day));
    }

    [LoggerMessage(LogLevel.Information, "Watched health over {Days} days; {Raised} alerts raised and open")]
    private partial void LogWatched(int days, int raised);
}
