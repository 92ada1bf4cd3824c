using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Health;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting.Metrics;

/// <summary>Alerts that are not resolved, of one kind.</summary>
internal sealed record OpenAlerts(string Rule, HealthBand Band, AlertStatus Status, int Count);

/// <summary>What the database tells about how the bot does, at an instant.</summary>
internal sealed record StoreFigures
{
    private static readonly OutboxState[] NotArrived = [OutboxState.Pending, OutboxState.Sending, OutboxState.Unknown, OutboxState.Dead];

    public required DateTimeOffset At { get; init; }

    /// <summary>Messages that have not arrived, by how they stand; none is 0.</summary>
    public required IReadOnlyDictionary<OutboxState, int> Outbox { get; init; }

    /// <summary>When the message was due that is due longest; null when none is.</summary>
    public required DateTimeOffset? OldestDue { get; init; }

    /// <summary>Deliveries that are not handled to the end.</summary>
    public required int Inbox { get; init; }

    public required DateTimeOffset? OldestDelivery { get; init; }

    public required DateTimeOffset? OldestTimer { get; init; }

    public required IReadOnlyList<OpenAlerts> OpenAlerts { get; init; }

    /// <summary>Alerts there ever were, by rule.</summary>
    public required IReadOnlyDictionary<string, int> Raised { get; init; }

    public required IReadOnlyDictionary<string, JobState> Jobs { get; init; }

    /// <summary>The last day of each kind of source data.</summary>
    public required IReadOnlyDictionary<string, DateOnly> Feeds { get; init; }

    /// <summary>A dozen short look-ups, all but those of alerts by an index. Whoever asks for metrics asks in the middle of a callback that cannot wait.</summary>
    public static StoreFigures Read(RetentionDb db, DateTimeOffset now)
    {
        var outbox = db.Outbox.Where(m => NotArrived.Contains(m.State)).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);
        var inbox = db.Deliveries.Where(d => d.State == DeliveryState.Accepted);
        return new StoreFigures
        {
            At = now,
            Outbox = NotArrived.ToDictionary(state => state, state => outbox.GetValueOrDefault(state)),
            OldestDue = db.Outbox.Where(m => m.State == OutboxState.Pending && m.DueAt <= now).Min(m => (DateTimeOffset?)m.DueAt),
            Inbox = inbox.Count(),
            OldestDelivery = inbox.Min(d => (DateTimeOffset?)d.ReceivedAt),
            OldestTimer = db.Timers.Where(t => t.DueAt <= now).Min(t => (DateTimeOffset?)t.DueAt),
            OpenAlerts = OpenOf(db),
            Raised = db.Alerts.GroupBy(a => a.Rule).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count, StringComparer.Ordinal),
            Jobs = db.Jobs.AsNoTracking().ToDictionary(j => j.Job, StringComparer.Ordinal),
            Feeds = db.Feeds.AsNoTracking().ToDictionary(f => f.Kind, f => f.DataThrough, StringComparer.Ordinal),
        };
    }

    private static List<OpenAlerts> OpenOf(RetentionDb db) =>
        db.Alerts.Where(a => a.ResolvedAt == null)
            .GroupBy(a => new { a.Rule, a.Band, IsSnoozed = a.SnoozedUntil != null, IsTaken = a.AcknowledgedAt != null })
            .Select(g => new { g.Key, Count = g.Count() })
            .AsEnumerable()
            .GroupBy(g => (g.Key.Rule, g.Key.Band, Status: g.Key.IsSnoozed ? AlertStatus.Snoozed : g.Key.IsTaken ? AlertStatus.Acknowledged : AlertStatus.Open))
            .Select(g => new OpenAlerts(g.Key.Rule, g.Key.Band, g.Key.Status, g.Sum(a => a.Count)))
            .ToList();
}
