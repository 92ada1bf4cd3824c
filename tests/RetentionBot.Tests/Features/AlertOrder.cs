using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using static RetentionBot.Domain.Alerts.AlertEventKind;

namespace RetentionBot.Tests.Features;

/// <summary>What is true of all alerts at any time, whatever has happened.</summary>
internal static class AlertOrder
{
    /// <summary>
    /// One is open per customer, rule and subject, and the next came after the end of the one before. Each was raised once and posted once at most. Once it was closed
    /// nobody was told of it, nothing happened to it but late presses, and it has no timers. No timer failed.
    /// </summary>
    public static async Task ShouldHoldAsync(HealthHost host, string when)
    {
        var alerts = await host.AlertsAsync();
        alerts.Where(a => a.ResolvedAt is null).GroupBy(a => (a.CustomerId, a.Rule, a.Subject)).ShouldAllBe(g => g.Count() == 1, when);
        foreach (var lives in alerts.GroupBy(a => (a.CustomerId, a.Rule, a.Subject)))
        {
            var inOrder = lives.OrderBy(a => a.RaisedAt).ThenBy(a => a.RaisedOn).ThenBy(a => a.ResolvedAt ?? DateTimeOffset.MaxValue).ToList();
            inOrder.Zip(inOrder.Skip(1)).ShouldAllBe(pair => pair.First.ResolvedAt <= pair.Second.RaisedAt && pair.First.RearmedOn != null, when);
        }

        var messages = await host.WithAsync<RetentionDb, List<OutboxMessage>>(db => db.Outbox.AsNoTracking().Where(m => m.Kind == SendKind.Post).ToListAsync());
        var posts = messages.Where(m => m.RecipientKey is null && AlertCard.IdOf(m.Subject ?? "") is not null).GroupBy(m => m.Subject!).ToList();
        posts.ShouldAllBe(g => g.Count() == 1, when);

        var closedAt = alerts.Where(a => a.ResolvedAt is not null).ToDictionary(AlertCard.SubjectOf, a => a.ResolvedAt!.Value);
        messages.Where(m => m.Subject is { } subject && closedAt.TryGetValue(subject, out var at) && m.CreatedAt > at).ShouldBeEmpty(when);

        var events = await host.WithAsync<RetentionDb, List<AlertEvent>>(db => db.AlertEvents.AsNoTracking().ToListAsync());
        events.Where(e => e.Kind == Raised).GroupBy(e => e.AlertId).Select(g => g.Count()).ShouldBe(Enumerable.Repeat(1, alerts.Count), when);
        var closed = alerts.Where(a => a.ResolvedAt is not null).ToDictionary(a => a.Id, a => a.ResolvedAt!.Value);
        events.Where(e => e.Kind is not (LatePress or Rearmed) && closed.TryGetValue(e.AlertId, out var at) && e.At > at).ShouldBeEmpty(when);

        var timers = (await host.TimersAsync()).FindAll(t => AlertCard.IdOf(t.Subject.Split('|')[0]) is not null);
        var open = alerts.Where(a => a.ResolvedAt is null).Select(AlertCard.SubjectOf).ToHashSet(StringComparer.Ordinal);
        timers.Select(t => t.Subject.Split('|')[0]).ShouldBeSubsetOf(open, when);
        timers.ShouldAllBe(t => t.Attempts == 0, when);
    }
}
