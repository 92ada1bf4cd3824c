using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// Runs the rule <c>health</c> over scored days, in order, and tells the connected places what changed. Days run again decide the same: an alert is told once,
/// after the last day, as it stands then, so that a replay of months posts no bygone drops. An earlier score that weighs other parts counts as unknown, both for
/// the crossing and for the fall: what a feed that came or went did to the score is no news of the customer.
/// </summary>
internal sealed partial class WatchHealth(RetentionDb db, AlertPublisher publisher, HealthProfile profile, TimeProvider clock, ILogger<WatchHealth> log)
{
    /// <summary>A previous score may be this old, over a day without scores.</summary>
    private const int LookBackDays = 7;

    /// <returns>How many alerts were raised and are still open.</returns>
    public async Task<int> WatchAsync(Period days, CancellationToken ct)
    {
        // Later days were decided on what is now other ground, and a card must show the latest score: go on to the last scored day.
        var last = await db.HealthScores.MaxAsync(s => (DateOnly?)s.Day, ct);
        days = last >= days.To ? new Period(days.From, last.Value.AddDays(1)) : days;
        var scores = await LoadScoresAsync(days, ct);
        var stretches = await db.Subscriptions.AsNoTracking()
            .Where(s => s.RetiredAt == null && !s.IsTrial && s.MrrMinor > 0)
            .Select(s => new PaidStretch(s.CustomerId, s.StartsOn, s.EndsOn, s.MrrMinor, s.Currency))
            .ToListAsync(ct);
        var paid = stretches.ToLookup(s => s.CustomerId);
        var retired = await db.Customers.AsNoTracking().Where(c => c.RetiredAt != null).Select(c => c.Id).ToHashSetAsync(ct);
        var latest = (await db.Alerts.Where(a => a.Rule == AlertRules.Health).ToListAsync(ct))
            .GroupBy(a => a.CustomerId)
            .ToDictionary(g => g.Key, g => g.OrderBy(a => a.RaisedOn).ThenBy(a => a.RaisedAt).Last());
        var touched = new Dictionary<Guid, (Alert Alert, bool IsNew)>();

        foreach (var (customer, byDay) in scores)
        {
            for (var day = days.From; day < days.To; day = day.AddDays(1))
            {
                if (IsToKeep(customer, day))
                {
                    Decide(customer, day, byDay, paid[customer], latest, touched);
                }
            }
        }

        foreach (var alert in latest.Values.Where(a => a.ResolvedAt is null && !IsToKeep(a.CustomerId, days.LastDay)))
        {
            var now = clock.GetUtcNow();
            alert.Leave(days.LastDay, now);
            touched.TryAdd(alert.Id, (alert, false));
            Note(alert, AlertEventKind.Left, now);
        }

        foreach (var (alert, isNew) in touched.Values)
        {
            await publisher.TellAsync(alert, isNew, ct);
        }

        await db.SaveChangesAsync(ct);
        var raised = touched.Values.Count(t => t is { IsNew: true, Alert.ResolvedAt: null });
        LogWatched(days.Days, raised);
        return raised;

        // A customer who does not pay is nobody's to keep; without subscription data everybody counts.
        bool IsToKeep(long customer, DateOnly day) => !retired.Contains(customer) && (stretches.Count == 0 || paid[customer].Any(s => s.Covers(day)));
    }

    private void Decide(
        long customer,
        DateOnly day,
        Dictionary<DateOnly, HealthScore> byDay,
        IEnumerable<PaidStretch> stretches,
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
        var reading = new HealthReading(score, weekAgo?.Value, DriversBetween(today, weekAgo), profile.BandOf(score));
        var now = clock.GetUtcNow();
        switch (HealthRule.Decide(score, Previous(byDay, today), weekAgo?.Value, Alert.StateAfter(alert), profile))
        {
            case HealthDecision.Raise:
                var (mrrMinor, currency) = MrrOn(day, stretches);
                alert = Alert.Raise(Guid.CreateVersion7(now), customer, day, now, reading, Previous(byDay, today), mrrMinor, currency);
                db.Alerts.Add(alert);
                latest[customer] = alert;
                touched[alert.Id] = (alert, true);
                Note(alert, AlertEventKind.Raised, now);
                break;
            case HealthDecision.Resolve when alert!.Recover(day, now) == AlertOutcome.Done:
                Touch(AlertEventKind.Recovered);
                break;
            case HealthDecision.Rearm when alert!.Rearm(day) == AlertOutcome.Done:
                Note(alert, AlertEventKind.Rearmed, now);
                break;
            // Only the latest score is shown: days run again must not walk the card through bygone ones.
            case HealthDecision.Nothing when alert is not null && day == byDay.Keys.Max() && alert.UpdateScore(reading) == AlertOutcome.Done:
                Touch(AlertEventKind.ScoreUpdated);
                break;
        }

        void Touch(AlertEventKind kind)
        {
            touched.TryAdd(alert!.Id, (alert, false));
            Note(alert, kind, now);
        }
    }

    private HealthDrivers DriversBetween(HealthScore now, HealthScore? before) =>
        before is null ? default : HealthDrivers.Between(Result(now), Result(before));

    private HealthScoreResult Result(HealthScore score) => HealthScoring.Score(new HealthParts(score.Usage, score.Adoption, score.Support), profile);

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

    /// <summary>What is paid per month on a day: not known when nothing is, and when it is paid in several currencies, which cannot be added.</summary>
    private static (long? Minor, string? Currency) MrrOn(DateOnly day, IEnumerable<PaidStretch> stretches)
    {
        var byCurrency = stretches.Where(s => s.Covers(day)).GroupBy(s => s.Currency, StringComparer.Ordinal).ToList();
        return byCurrency is [var only] ? (only.Sum(s => s.MrrMinor), only.Key) : (null, null);
    }

    private async Task<Dictionary<long, Dictionary<DateOnly, HealthScore>>> LoadScoresAsync(Period days, CancellationToken ct)
    {
        var from = days.From.AddDays(-LookBackDays);
        var scores = await db.HealthScores.AsNoTracking().Where(s => s.Day >= from && s.Day < days.To && s.Value != null).ToListAsync(ct);
        return scores.GroupBy(s => s.CustomerId).ToDictionary(g => g.Key, g => g.ToDictionary(s => s.Day));
    }

    private void Note(Alert alert, AlertEventKind kind, DateTimeOffset at) =>
        db.AlertEvents.Add(new AlertEvent { Id = Guid.CreateVersion7(at), AlertId = alert.Id, At = at, Kind = kind });

    private sealed record PaidStretch(long CustomerId, DateOnly StartsOn, DateOnly? EndsOn, long MrrMinor, string Currency)
    {
        public bool Covers(DateOnly day) => StartsOn <= day && (EndsOn is null || day < EndsOn);
    }

    [LoggerMessage(LogLevel.Information, "Watched health over {Days} days; {Raised} alerts raised and open")]
    private partial void LogWatched(int days, int raised);
}
