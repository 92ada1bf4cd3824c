using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Alerts;

/// <summary>A press on an alert's card by a colleague who may handle alerts.</summary>
internal sealed record AlertPress(Alert Alert, Customer Customer, CardAction Action, TurnContext Turn);

/// <summary>
/// What every button of an alert card has in common: colleagues only, and a refusal is noted; the alert must exist, the deed is noted, every card of it is
/// rewritten, and the person sees the alert as it is now.
/// </summary>
internal abstract class AlertAction(RetentionDb db, AlertPublisher publisher, AlertCard card, TimeProvider clock) : ICardActionHandler
{
    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        var isNamed = Guid.TryParse(action.Data.GetValueOrDefault("alert"), out var id);
        if (!turn.Actor.IsAtLeast(StaffRole.Member))
        {
            NoteRefusal();
            return TurnResult.Tell(texts.Say(turn.Actor.IsStaff ? "alert.members-only" : "alert.colleagues-only"));
        }

        var alert = isNamed ? await db.Alerts.FindAsync([id], ct) : null;
        if (alert is null)
        {
            // No alert is ever deleted: the id was made up, or is of another database.
            NoteRefusal();
            return TurnResult.Tell(texts.Say("alert.gone"));
        }

        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == alert.CustomerId, ct);
        return await ActAsync(new AlertPress(alert, customer, action, turn), ct);

        void NoteRefusal() => db.Audit.Add(new AuditEvent
        {
            At = clock.GetUtcNow(),
            Deed = "alert.refuse",
            By = turn.Actor.Key,
            Subject = isNamed ? $"alert:{id:N}" : null,
            Note = action.Verb,
        });
    }

    protected abstract Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct);

    /// <summary>Does the deed and notes it. Where nothing came of it the person is told why, and sees what is true.</summary>
    /// <param name="note">What the person wrote with it.</param>
    protected async Task<TurnResult> DoAsync(
        AlertPress press, AlertEventKind kind, string? note, Func<Alert, DateTimeOffset, AlertOutcome> deed, CancellationToken ct)
    {
        var (alert, actor, now) = (press.Alert, press.Turn.Actor, clock.GetUtcNow());
        var outcome = deed(alert, now);
        if (outcome != AlertOutcome.Done)
        {
            // The card that was pressed shows what is no longer so.
            await publisher.RefreshAsync(alert, OutboxPriority.Deed, onlyIn: press.Turn.Place.Key, ct);
            return Show(press, outcome);
        }

        db.AlertEvents.Add(new AlertEvent
        {
            Id = Guid.CreateVersion7(now),
            AlertId = alert.Id,
            At = now,
            Kind = kind,
            ByName = actor.Name,
            ByKey = actor.Key,
            Note = note,
        });
        await publisher.RefreshAsync(alert, OutboxPriority.Deed, onlyIn: null, ct);
        return Show(press, outcome);
    }

    /// <summary>The alert as it is now, with the reason when a press came to nothing.</summary>
    protected TurnResult Show(AlertPress press, AlertOutcome outcome)
    {
        var (alert, texts) = (press.Alert, press.Turn.Texts);
        var notice = outcome switch
        {
            AlertOutcome.AlreadyAcknowledged => texts.Say("alert.already-acknowledged", ("name", alert.AcknowledgedBy)),
            AlertOutcome.AlreadyResolved => texts.Say("alert.already-resolved"),
            _ => null,
        };
        return TurnResult.Replace(card.Show(alert, press.Customer, texts), notice);
    }
}

/// <summary>Somebody pressed Acknowledge: they have it. The first press stands.</summary>
internal sealed class AcknowledgeAlert(RetentionDb db, AlertPublisher publisher, AlertCard card, TimeProvider clock)
    : AlertAction(db, publisher, card, clock)
{
    public const string Verb = "alert.acknowledge";

    protected override Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct) => DoAsync(
        press, AlertEventKind.Acknowledged, note: null, (alert, now) => alert.Acknowledge(press.Turn.Actor.Name, press.Turn.Actor.Key, now), ct);
}
