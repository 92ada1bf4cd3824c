using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>Puts an alert's card into the places that get it, or into a place's summary when there are too many, and keeps all of them true.</summary>
internal sealed class AlertPublisher(RetentionDb db, OutboxWriter outbox, AlertCard card, AlertStorms storms, TimeProvider clock)
{
    /// <summary>A new alert that is still open is posted; one that was posted before is rewritten. The caller saves.</summary>
    public Task TellAsync(Alert alert, bool isNew, CancellationToken ct) => TellAsync([(alert, isNew)], ct);

    /// <summary>As above, for all that a run changed: how many come at once decides whether each has a card.</summary>
    public async Task TellAsync(IReadOnlyCollection<(Alert Alert, bool IsNew)> alerts, CancellationToken ct)
    {
        await PostAsync([.. alerts.Where(a => a.IsNew && a.Alert.Status != AlertStatus.Resolved).Select(a => a.Alert)], ct);
        var changed = alerts.Where(a => !a.IsNew).Select(a => a.Alert).ToList();
        await RefreshCardsAsync(changed, OutboxPriority.Bulk, onlyIn: null, ct);
        await storms.RefreshAsync(changed, ct);
    }

    /// <summary>Posts those of open alerts that no place shows, as after their customer was muted. The caller saves.</summary>
    public async Task TellUntoldAsync(IReadOnlyCollection<Alert> open, CancellationToken ct)
    {
        var subjects = open.Select(AlertCard.SubjectOf).ToList();
        var posted = await db.PostedMessages.Where(p => subjects.Contains(p.Subject)).Select(p => p.Subject).ToListAsync(ct);
        var waiting = await db.Outbox.Where(m => m.State < OutboxState.Sent && subjects.Contains(m.Subject!)).Select(m => m.Subject!).ToListAsync(ct);
        await PostAsync([.. open.Where(a => !posted.Contains(AlertCard.SubjectOf(a)) && !waiting.Contains(AlertCard.SubjectOf(a)))], ct);
    }

    /// <summary>Rewrites every card of the alert, or the one in a place, and every summary it stands in. The caller saves.</summary>
    public async Task RefreshAsync(Alert alert, OutboxPriority priority, string? onlyIn, CancellationToken ct)
    {
        await RefreshCardsAsync([alert], priority, onlyIn, ct);
        await storms.RefreshAsync([alert], ct);
    }

    /// <summary>Says a sentence under every card of the alert in a room, since nobody is told of a card that is rewritten. The caller saves.</summary>
    /// <param name="key">Of the text, with <c>{customer}</c>.</param>
    public async Task RemindAsync(Alert alert, Customer customer, string key, CancellationToken ct)
    {
        var subject = AlertCard.SubjectOf(alert);
        var posted = await db.PostedMessages.AsNoTracking()
            .Where(p => p.Subject == subject)
            .Join(db.Conversations, p => p.ConversationKey, c => c.Key, (p, c) => new { Message = p, Place = c })
            .Where(x => x.Place.Topics.HasFlag(PlaceTopics.Alerts))
            .ToListAsync(ct);
        foreach (var at in posted)
        {
            var sentence = Texts.For(at.Place.Language).Say(key, ("customer", CardText.Escape(customer.Name)));
            outbox.Post(at.Message.Thread, new MessageContent(sentence), replyToId: at.Message.MessageId, requires: PlaceTopics.Alerts);
        }
    }

    /// <summary>
    /// Posts what is open to a place that has just been connected or may have alerts again, oldest first, and rewrites the cards whose news did not reach it. The
    /// caller saves.
    /// </summary>
    public async Task TellOpenAsync(Conversation place, CancellationToken ct)
    {
        var open = await db.Alerts.AsNoTracking()
            .Where(a => a.ResolvedAt == null)
            .Join(db.Customers, a => a.CustomerId, c => c.Id, (a, c) => new { Alert = a, Customer = c })
            .ToListAsync(ct);
        var shown = (await outbox.SubjectsInAsync(place.Key, ct)).ToHashSet(StringComparer.Ordinal);
        var routing = await AlertRouting.LoadAsync(db, place, ct);
        var missing = open.OrderBy(r => r.Alert.RaisedAt)
            .Where(r => !shown.Contains(AlertCard.SubjectOf(r.Alert)) && routing.PlacesOf(r.Alert, r.Customer).Contains(place.Key))
            .Select(r => (r.Alert, r.Customer))
            .ToList();
        await PostToAsync(place, missing, ct);
        var missed = (await outbox.MissedInAsync(place.Key, ct)).Select(AlertCard.IdOf).OfType<Guid>().ToList();
        foreach (var alert in await db.Alerts.AsNoTracking().Where(a => missed.Contains(a.Id)).ToListAsync(ct))
        {
            await RefreshAsync(alert, OutboxPriority.Bulk, onlyIn: place.Key, ct);
        }
    }

    private async Task RefreshCardsAsync(IReadOnlyCollection<Alert> alerts, OutboxPriority priority, string? onlyIn, CancellationToken ct)
    {
        var ids = alerts.Select(a => a.CustomerId).ToHashSet();
        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var bySubject = alerts.ToDictionary(AlertCard.SubjectOf);
        await outbox.RefreshAsync(
            bySubject.Keys,
            PlaceTopics.Alerts,
            priority,
            (subject, language) => card.Show(bySubject[subject], customers[bySubject[subject].CustomerId], Texts.For(language)),
            onlyIn,
            ct);
    }

    private async Task PostAsync(List<Alert> alerts, CancellationToken ct)
    {
        if (alerts.Count == 0)
        {
            return;
        }

        var (ids, now) = (alerts.Select(a => a.CustomerId).ToHashSet(), clock.GetUtcNow());
        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var muted = (await db.AlertMutes.AsNoTracking().Where(m => m.Until > now).Select(m => m.CustomerId).ToListAsync(ct)).ToHashSet();
        var routing = await AlertRouting.LoadAsync(db, also: null, ct);
        var told = alerts.Where(a => !muted.Contains(a.CustomerId)).Select(a => (Alert: a, Customer: customers[a.CustomerId])).ToList();
        var byPlace = told.SelectMany(a => routing.PlacesOf(a.Alert, a.Customer).Select(key => (Key: key, Alert: a))).ToLookup(x => x.Key, x => x.Alert);
        foreach (var place in routing.Places)
        {
            await PostToAsync(place, [.. byPlace[place.Key]], ct);
        }
    }

    private async Task PostToAsync(Conversation place, List<(Alert Alert, Customer Customer)> alerts, CancellationToken ct)
    {
        if (alerts.Count == 0 || await storms.TakeAsync(place, [.. alerts.Select(a => a.Alert)], ct))
        {
            return;
        }

        foreach (var (alert, customer) in alerts)
        {
            outbox.Post(place.Reference, card.Show(alert, customer, Texts.For(place.Language)), AlertCard.SubjectOf(alert), requires: PlaceTopics.Alerts);
        }
    }
}
