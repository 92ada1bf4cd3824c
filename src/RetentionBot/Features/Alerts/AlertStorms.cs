using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// Keeps a place readable when very much happens at once: above so many cards an hour new alerts stand in one live summary there, and each has its card in the
/// summary's thread, where the place has threads. After a quiet hour alerts have cards of their own again.
/// </summary>
internal sealed class AlertStorms(RetentionDb db, OutboxWriter outbox, TimerBook timers, StormCard card, AlertSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>A summary that old is rewritten no more.</summary>
    private static readonly TimeSpan Lively = TimeSpan.FromDays(2);

    /// <summary>Takes new alerts into the place's summary when there are too many for cards. The caller saves.</summary>
    /// <returns>False when each is to have a card.</returns>
    public async Task<bool> TakeAsync(Conversation place, IReadOnlyList<Alert> alerts, CancellationToken ct)
    {
        var (now, key) = (clock.GetUtcNow(), place.Key);
        var since = now - Window;
        var storm = await db.AlertStorms.Where(s => s.ConversationKey == key && s.LastAt > since).OrderByDescending(s => s.LastAt).FirstOrDefaultAsync(ct);
        if (storm is null)
        {
            var recent = await db.Outbox.CountAsync(
                m => m.ConversationKey == key && m.Kind == SendKind.Post && m.CreatedAt > since && m.Subject != null && m.Subject.StartsWith(AlertCard.SubjectBeginning), ct);
            if (recent + alerts.Count <= settings.MostCards)
            {
                return false;
            }
        }

        var isNew = storm is null;
        storm ??= db.AlertStorms.Add(new AlertStorm { Id = Guid.CreateVersion7(now), ConversationKey = key, StartedAt = now, LastAt = now }).Entity;
        storm.LastAt = now;
        var known = await db.StormAlerts.Where(s => s.StormId == storm.Id).Select(s => s.AlertId).ToListAsync(ct);
        db.StormAlerts.AddRange(alerts.Where(a => !known.Contains(a.Id)).Select(a => new StormAlert { StormId = storm.Id, AlertId = a.Id }));
        var all = await RowsAsync(known, ct);
        var added = await WithCustomersAsync([.. alerts.Where(a => !known.Contains(a.Id))], ct);
        var rows = all.Concat(added).ToList();
        if (isNew)
        {
            outbox.Post(place.Reference, card.Show(rows, Texts.For(place.Language)), SubjectOf(storm), requires: PlaceTopics.Alerts);
        }
        else
        {
            await ShowAsync(storm, rows, ct);
        }

        await timers.SetAsync(StormThreadTimer.Kind, SubjectOf(storm), now, data: null, ct);
        return true;
    }

    /// <summary>Rewrites the summaries that alerts stand in, each once. The caller saves.</summary>
    public async Task RefreshAsync(IReadOnlyCollection<Alert> alerts, CancellationToken ct)
    {
        var (since, changed) = (clock.GetUtcNow() - Lively, alerts.Select(a => a.Id).ToList());
        var storms = await db.StormAlerts.Where(s => changed.Contains(s.AlertId))
            .Join(db.AlertStorms.Where(s => s.LastAt > since), s => s.StormId, s => s.Id, (_, s) => s)
            .Distinct()
            .ToListAsync(ct);
        foreach (var storm in storms)
        {
            var ids = await db.StormAlerts.Where(s => s.StormId == storm.Id).Select(s => s.AlertId).ToListAsync(ct);
            await ShowAsync(storm, await RowsAsync(ids, ct), ct);
        }
    }

    public static string SubjectOf(AlertStorm storm) => $"storm:{storm.Id:N}";

    private Task ShowAsync(AlertStorm storm, IReadOnlyList<(Alert, Customer)> rows, CancellationToken ct) => outbox.RefreshAsync(
        SubjectOf(storm), PlaceTopics.Alerts, OutboxPriority.Bulk, language => card.Show(rows, Texts.For(language)), onlyIn: null, ct);

    /// <summary>Tracked, so that what this very change does to one of them is seen.</summary>
    private async Task<List<(Alert Alert, Customer Customer)>> RowsAsync(List<Guid> ids, CancellationToken ct) =>
        await WithCustomersAsync(await db.Alerts.Where(a => ids.Contains(a.Id)).ToListAsync(ct), ct);

    private async Task<List<(Alert Alert, Customer Customer)>> WithCustomersAsync(List<Alert> alerts, CancellationToken ct)
    {
        var ids = alerts.Select(a => a.CustomerId).ToHashSet();
        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        return [.. alerts.Select(a => (a, customers[a.CustomerId]))];
    }
}

/// <summary>Puts the cards of a summary's alerts into its thread, once the summary stands there.</summary>
internal sealed class StormThreadTimer(RetentionDb db, OutboxWriter outbox, AlertCard card, TimeProvider clock) : ITimerHandler
{
    public const string Kind = "alert.storm-thread";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct)
    {
        var id = Guid.ParseExact(timer.Subject["storm:".Length..], "N");
        var now = clock.GetUtcNow();
        if (await db.AlertStorms.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } storm)
        {
            return null;
        }

        var posted = await db.PostedMessages.AsNoTracking().SingleOrDefaultAsync(p => p.Subject == timer.Subject && p.ConversationKey == storm.ConversationKey, ct);
        if (posted is null)
        {
            return now < storm.LastAt + Longest ? now + Pause : null;
        }

        if (posted.Conversation.Kind != ConversationKind.Channel)
        {
            // Without threads the cards would be the very flood that the summary is for; it shows each on demand.
            return null;
        }

        var language = await db.Conversations.Where(c => c.Key == storm.ConversationKey).Select(c => c.Language).SingleAsync(ct);
        var shown = (await outbox.SubjectsInAsync(storm.ConversationKey, ct)).ToHashSet(StringComparer.Ordinal);
        var rows = await db.StormAlerts.Where(s => s.StormId == id)
            .Join(db.Alerts.Where(a => a.ResolvedAt == null), s => s.AlertId, a => a.Id, (_, a) => a)
            .Join(db.Customers, a => a.CustomerId, c => c.Id, (a, c) => new { Alert = a, Customer = c })
            .AsNoTracking()
            .ToListAsync(ct);
        foreach (var row in rows.OrderBy(r => r.Alert.Score ?? 100).Where(r => !shown.Contains(AlertCard.SubjectOf(r.Alert))))
        {
            outbox.Post(
                posted.Thread, card.Show(row.Alert, row.Customer, Texts.For(language)), AlertCard.SubjectOf(row.Alert), requires: PlaceTopics.Alerts);
        }

        return null;
    }
}

/// <summary>The summary of many alerts.</summary>
internal sealed class StormCard(Cards cards, AlertListCard list)
{
    public MessageContent Show(IReadOnlyList<(Alert Alert, Customer Customer)> rows, Texts texts)
    {
        // Of equal ones always in the same order: each change shows the summary anew, and a number must go on naming the same alert.
        var open = rows.Where(r => r.Alert.ResolvedAt is null)
            .OrderBy(r => r.Alert.Score ?? 100).ThenBy(r => r.Customer.Name, StringComparer.Ordinal).ThenBy(r => r.Alert.Id)
            .ToList();
        var title = texts.Say("alerts.storm", ("number", rows.Count));
        var data = new
        {
            Title = title,
            Text = texts.Say("alerts.storm-open", ("open", open.Count), ("taken", open.Count(r => r.Alert.AcknowledgedAt is not null))),
            Rows = list.Rows([.. open.Take(AlertListCard.PageSize)], texts),
            All = texts.Say("alerts.all"),
        };
        return cards.Show("alert-storm", texts, data, title);
    }
}
