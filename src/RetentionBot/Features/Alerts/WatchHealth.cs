using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Store;
using RetentionBot.Store.Bulk;

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

    private readonly Dictionary<long, Alert> _latest = [];
    private readonly Dictionary<Guid, (Alert Alert, bool IsNew)> _touched = [];
    private readonly HashSet<Guid> _brokeThrough = [];

    /// <returns>How many alerts were raised and are still open.</returns>
    public async Task<int> WatchAsync(Period days, CancellationToken ct)
    {
        // Later days were decided on what is now other ground, and a card must show the latest score: go on to the last scored day.
        var last = await db.HealthScores.MaxAsync(s => (DateOnly?)s.Day, ct);
        days = last >= days.To ? new Period(days.From, last.Value.AddDays(1)) : days;
        var paying = await PayingCustomers.LoadAsync(db, ct);
        await LoadLatestAsync(days.From, ct);
        await owners.LoadAsync(ct);

        using var reader = await ScoreReader.OpenAsync(db, ct);
        await foreach (var slice in CustomerSlice.ReadAsync(db, ct))
        {
            var scores = reader.Read(slice, new Period(days.From.AddDays(-LookBackDays), days.To));
            for (var at = 0; at < slice.Count; at++)
            {
                var customer = new Watched(slice.IdOf(at), at, profiles.For(slice.SegmentOf(at)), scores, reader, paying);
                for (var day = days.From; day < days.To; day = day.AddDays(1))
                {
                    if (paying.IsToKeep(customer.Id, day))
                    {
                        Decide(customer, day);
                    }
                }
            }
        }

        foreach (var alert in _latest.Values.Where(a => a.ResolvedAt is null && !paying.IsToKeep(a.CustomerId, days.LastDay)))
        {
            var now = clock.GetUtcNow();
            alert.Leave(days.LastDay, now);
            _touched.TryAdd(alert.Id, (alert, false));
            life.Note(alert, AlertEventKind.Left);
        }

        await TellAsync(ct);

        await db.SaveChangesAsync(ct);
        var raised = _touched.Values.Count(t => t is { IsNew: true, Alert.ResolvedAt: null });
        LogWatched(days.Days, raised);
        return raised;
    }

    /// <summary>The alerts that decide on days from one on: those the rule is not done with, and the latest that it was done with since. Before that the rule may fire in any case.</summary>
    private async Task LoadLatestAsync(DateOnly from, CancellationToken ct)
    {
        var alerts = await db.Alerts.Where(a => a.Rule == AlertRules.Health && (a.RearmedOn == null || a.RearmedOn >= from)).ToListAsync(ct);
        foreach (var alert in alerts.OrderBy(a => a.RaisedOn).ThenBy(a => a.RaisedAt))
        {
            _latest[alert.CustomerId] = alert;
        }
    }

    /// <summary>Every card is made true and every timer set, once, as the alert stands after the last day.</summary>
    private async Task TellAsync(CancellationToken ct)
    {
        var ids = _touched.Values.Select(t => t.Alert.CustomerId).ToHashSet();
        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        await publisher.TellAsync(_touched.Values, ct);
        await life.KeepTimersAsync([.. _touched.Values.Select(t => (t.Alert, customers[t.Alert.CustomerId].Segment))], ct);
        foreach (var (alert, _) in _touched.Values.Where(t => _brokeThrough.Contains(t.Alert.Id) && t.Alert.Status != AlertStatus.Resolved))
        {
            await publisher.RemindAsync(alert, customers[alert.CustomerId], "alert.broke-through", ct);
        }
    }

    private void Decide(Watched customer, DateOnly day)
    {
        var alert = _latest.GetValueOrDefault(customer.Id);
        if (alert is not null && day <= (alert.RearmedOn ?? alert.RaisedOn))
        {
            // This day was decided before; its outcome stands.
            return;
        }

        if (customer.ScoreOn(day) is not { } score)
        {
            return;
        }

        var now = clock.GetUtcNow();
        switch (HealthRule.Decide(score, customer.Previous(day), customer.WeekBefore(day), Alert.StateAfter(alert), customer.Profile))
        {
            case HealthDecision.Raise:
                var (mrrMinor, currency) = customer.MrrOn(day);
                alert = Alert.Raise(
                    Guid.CreateVersion7(now), customer.Id, day, now, customer.ReadingOn(day, score), customer.Previous(day), mrrMinor, currency, owners.Of(customer.Id));
                db.Alerts.Add(alert);
                _latest[customer.Id] = alert;
                _touched[alert.Id] = (alert, true);
                life.Note(alert, AlertEventKind.Raised);
                break;
            case HealthDecision.Resolve when alert!.Recover(day, now) == AlertOutcome.Done:
                Touch(AlertEventKind.Recovered);
                break;
            case HealthDecision.Rearm when alert!.Rearm(day) == AlertOutcome.Done:
                life.Note(alert, AlertEventKind.Rearmed);
                break;
            // Only the latest score is shown: days run again must not walk the card through bygone ones.
            case HealthDecision.Nothing when alert is not null && day == customer.LastDay:
                switch (alert.UpdateScore(customer.ReadingOn(day, score)))
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
            _touched.TryAdd(alert!.Id, (alert, false));
            life.Note(alert, kind);
        }
    }

    /// <summary>A customer and its scores.</summary>
    /// <param name="Id">Whose they are.</param>
    /// <param name="At">Where it stands in its slice.</param>
    /// <param name="Profile">What weighs them.</param>
    /// <param name="Scores">Of the slice.</param>
    /// <param name="Reader">Tells their parts.</param>
    /// <param name="Paying">Tells what is paid.</param>
    private readonly record struct Watched(long Id, int At, HealthProfile Profile, SliceScores Scores, ScoreReader Reader, PayingCustomers Paying)
    {
        /// <summary>The last day with a known score.</summary>
        public DateOnly? LastDay => Scores.LastOf(At);

        public int? ScoreOn(DateOnly day) => Scores.On(At, day);

        public int? WeekBefore(DateOnly day) => Scores.Comparable(At, day.AddDays(-7), day);

        /// <summary>The last known score before a day's that weighs the same parts.</summary>
        public int? Previous(DateOnly day)
        {
            for (var back = 1; back <= LookBackDays; back++)
            {
                if (Scores.Comparable(At, day.AddDays(-back), day) is { } value)
                {
                    return value;
                }
            }

            return null;
        }

        public HealthReading ReadingOn(DateOnly day, int score)
        {
            var drivers = WeekBefore(day) is null ? default : HealthDrivers.Between(Weighed(day), Weighed(day.AddDays(-7)));
            return new HealthReading(score, WeekBefore(day), drivers, Profile.BandOf(score));
        }

        public (long? Minor, string? Currency) MrrOn(DateOnly day) => Paying.MrrOn(Id, day);

        private HealthScoreResult Weighed(DateOnly day) => HealthScoring.Score(Reader.PartsOf(Id, day), Profile);
    }

    [LoggerMessage(LogLevel.Information, "Watched health over {Days} days; {Raised} alerts raised and open")]
    private partial void LogWatched(int days, int raised);
}
