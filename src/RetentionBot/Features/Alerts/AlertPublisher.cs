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

/// <summary>Puts an alert's card into every place connected for alerts, and keeps all of them true.</summary>
internal sealed class AlertPublisher(RetentionDb db, OutboxWriter outbox, AlertCard card)
{
    /// <summary>A new alert that is still open is posted; one that was posted before is rewritten. The caller saves.</summary>
    public async Task TellAsync(Alert alert, bool isNew, CancellationToken ct)
    {
        if (!isNew)
        {
            await RefreshAsync(alert, OutboxPriority.Bulk, onlyIn: null, ct);
            return;
        }

        if (alert.Status == AlertStatus.Resolved)
        {
            return;
        }

        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == alert.CustomerId, ct);
        var places = await db.Conversations.AsNoTracking().Where(c => c.IsActive && c.Topics.HasFlag(PlaceTopics.Alerts)).OrderBy(c => c.Id).ToListAsync(ct);
        foreach (var place in places)
        {
            outbox.Post(
                place.Reference, card.Show(alert, customer, Texts.For(place.Language)), AlertCard.SubjectOf(alert), requires: PlaceTopics.Alerts);
        }
    }

    /// <summary>Rewrites every card of the alert, or the one in a place. The caller saves.</summary>
    public async Task RefreshAsync(Alert alert, OutboxPriority priority, string? onlyIn, CancellationToken ct)
    {
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == alert.CustomerId, ct);
        await outbox.RefreshAsync(AlertCard.SubjectOf(alert), PlaceTopics.Alerts, priority, language => card.Show(alert, customer, Texts.For(language)), onlyIn, ct);
    }

    /// <summary>
    /// Says a sentence under every card of the alert in a room, since nobody is told of a card that is rewritten. The caller saves.
    /// </summary>
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
            outbox.Post(at.Message.Conversation, new MessageContent(sentence), replyToId: at.Message.MessageId, requires: PlaceTopics.Alerts);
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
        foreach (var row in open.OrderBy(r => r.Alert.RaisedAt).Where(r => !shown.Contains(AlertCard.SubjectOf(r.Alert))))
        {
            outbox.Post(
                place.Reference,
                card.Show(row.Alert, row.Customer, Texts.For(place.Language)),
                AlertCard.SubjectOf(row.Alert),
                requires: PlaceTopics.Alerts);
        }

        var missed = (await outbox.MissedInAsync(place.Key, ct)).Select(AlertCard.IdOf).OfType<Guid>().ToList();
        foreach (var alert in await db.Alerts.AsNoTracking().Where(a => missed.Contains(a.Id)).ToListAsync(ct))
        {
            await RefreshAsync(alert, OutboxPriority.Bulk, onlyIn: place.Key, ct);
        }
    }
}
