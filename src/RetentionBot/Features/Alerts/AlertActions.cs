using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// What every button of an alert card has in common: colleagues only, the alert must exist, the deed is noted, every card of it is rewritten, and the person
/// sees the alert as it is now.
/// </summary>
internal abstract class AlertAction(RetentionDb db, AlertPublisher publisher, AlertCard card, TimeProvider clock) : ICardActionHandler
{
    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Member))
        {
            return TurnResult.Tell(texts.Say(turn.Actor.IsStaff ? "alert.members-only" : "alert.colleagues-only"));
        }

        var alert = Guid.TryParse(action.Data.GetValueOrDefault("alert"), out var id) ? await db.Alerts.FindAsync([id], ct) : null;
        if (alert is null)
        {
            return TurnResult.Tell(texts.Say("alert.gone"));
        }

        var now = clock.GetUtcNow();
        var outcome = Act(alert, turn.Actor, now);
        if (outcome == AlertOutcome.Done)
        {
            db.AlertEvents.Add(new AlertEvent
            {
                Id = Guid.CreateVersion7(now),
                AlertId = alert.Id,
                At = now,
                Kind = Kind,
                ByName = turn.Actor.Name,
                ByKey = turn.Actor.Key,
            });
            await publisher.RefreshAsync(alert, ct);
        }

        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == alert.CustomerId, ct);
        var notice = outcome switch
        {
            AlertOutcome.AlreadyAcknowledged => texts.Say("alert.already-acknowledged", ("name", alert.AcknowledgedBy)),
            AlertOutcome.AlreadyResolved => texts.Say("alert.already-resolved"),
            _ => null,
        };
        return TurnResult.Replace(card.Show(alert, customer, texts), notice);
    }

    protected abstract AlertEventKind Kind { get; }

    protected abstract AlertOutcome Act(HealthAlert alert, Actor actor, DateTimeOffset now);
}

/// <summary>Somebody pressed Acknowledge: they have it. The first press stands.</summary>
internal sealed class AcknowledgeAlert(RetentionDb db, AlertPublisher publisher, AlertCard card, TimeProvider clock)
    : AlertAction(db, publisher, card, clock)
{
    public const string Verb = "alert.acknowledge";

    protected override AlertEventKind Kind => AlertEventKind.Acknowledged;

    protected override AlertOutcome Act(HealthAlert alert, Actor actor, DateTimeOffset now) => alert.Acknowledge(actor.Name, actor.Key, now);
}

/// <summary>Somebody pressed Resolve: it is dealt with. The rule stays silent until the customer has recovered.</summary>
internal sealed class ResolveAlert(RetentionDb db, AlertPublisher publisher, AlertCard card, TimeProvider clock)
    : AlertAction(db, publisher, card, clock)
{
    public const string Verb = "alert.resolve";

    protected override AlertEventKind Kind => AlertEventKind.Resolved;

    protected override AlertOutcome Act(HealthAlert alert, Actor actor, DateTimeOffset now) => alert.Resolve(actor.Name, actor.Key, "", now);
}
