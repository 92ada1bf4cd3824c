using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Alerts;

/// <summary>A press on an alert's card by a colleague who may handle alerts.</summary>
internal sealed record AlertPress(Alert Alert, Customer Customer, CardAction Action, TurnContext Turn)
{
    /// <summary>What the card or form sent along under a name; empty when nothing.</summary>
    public string Sent(string name) => Action.Data.GetValueOrDefault(name)?.Trim() ?? "";
}

/// <summary>What the buttons of alert cards work with.</summary>
internal sealed class AlertDesk(RetentionDb db, AlertPublisher publisher, AlertCard card, AlertLife life)
{
    public RetentionDb Db => db;

    public AlertPublisher Publisher => publisher;

    public AlertCard Card => card;

    public AlertLife Life => life;

    /// <summary>Whether somebody is the one who took an alert on, be it from another account of theirs.</summary>
    public async Task<bool> HasItAsync(Alert alert, Actor actor, CancellationToken ct) =>
        alert.AcknowledgedByKey is { } key && (key == actor.Key || (actor.Staff is { } staff && await StaffOfAsync(key, ct) == staff.Id));

    /// <summary>The colleague that an account belongs to.</summary>
    public Task<long?> StaffOfAsync(string key, CancellationToken ct) =>
        db.Identities.Where(i => i.PersonKey == key).Select(i => i.StaffMemberId).SingleOrDefaultAsync(ct);
}

/// <summary>
/// What every button of an alert card has in common: colleagues only, and a refusal is noted; the alert must exist, the deed is noted, every card of it is
/// rewritten, and the person sees the alert as it is now.
/// </summary>
internal abstract class AlertAction(AlertDesk desk) : ICardActionHandler
{
    /// <summary>The name under which cards send the alert's id.</summary>
    public const string AlertId = "alert";

    protected AlertDesk Desk => desk;

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        var isNamed = Guid.TryParse(action.Data.GetValueOrDefault(AlertId), out var id);
        if (!turn.Actor.IsAtLeast(StaffRole.Member))
        {
            NoteRefusal();
            return TurnResult.Tell(texts.Say(turn.Actor.IsStaff ? "alert.members-only" : "alert.colleagues-only"));
        }

        var alert = isNamed ? await desk.Db.Alerts.FindAsync([id], ct) : null;
        if (alert is null)
        {
            // No alert is ever deleted: the id was made up, or is of another database.
            NoteRefusal();
            return TurnResult.Tell(texts.Say("alert.gone"));
        }

        var customer = await desk.Db.Customers.AsNoTracking().SingleAsync(c => c.Id == alert.CustomerId, ct);
        return await ActAsync(new AlertPress(alert, customer, action, turn), ct);

        void NoteRefusal() => desk.Db.Audit.Add(new AuditEvent
        {
            At = desk.Life.Now,
            Deed = "alert.refuse",
            By = turn.Actor.Key,
            Subject = isNamed ? $"alert:{id:N}" : null,
            Note = action.Verb,
        });
    }

    protected abstract Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct);

    /// <summary>Does the deed and notes it. Where nothing came of it the person is told why, and sees what is true.</summary>
    /// <param name="kind">What it is in the alert's life.</param>
    /// <param name="note">What goes with it.</param>
    /// <param name="deed">Changes the alert.</param>
    /// <param name="then">What else there is to do when it was done.</param>
    protected async Task<TurnResult> DoAsync(
        AlertPress press, AlertEventKind kind, string? note, Func<Alert, DateTimeOffset, AlertOutcome> deed, CancellationToken ct, Func<Task>? then = null)
    {
        var alert = press.Alert;
        var outcome = deed(alert, desk.Life.Now);
        if (outcome != AlertOutcome.Done)
        {
            return await NothingAsync(press, outcome, ct);
        }

        desk.Life.Note(alert, kind, press.Turn, note);
        await desk.Life.KeepTimersAsync(alert, press.Customer.Segment, ct);
        if (then is not null)
        {
            await then();
        }

        await desk.Publisher.RefreshAsync(alert, OutboxPriority.Deed, onlyIn: null, ct);
        return Show(press, outcome);
    }

    /// <summary>A press that comes to nothing: one that is too late is noted, and the card that was pressed is made true.</summary>
    protected async Task<TurnResult> NothingAsync(AlertPress press, AlertOutcome outcome, CancellationToken ct)
    {
        if (outcome == AlertOutcome.AlreadyResolved)
        {
            desk.Life.Note(press.Alert, AlertEventKind.LatePress, press.Turn, press.Action.Verb);
        }

        await desk.Publisher.RefreshAsync(press.Alert, OutboxPriority.Deed, onlyIn: press.Turn.Place.Key, ct);
        return Show(press, outcome);
    }

    /// <summary>The alert as it is now, with the reason when a press came to nothing.</summary>
    private TurnResult Show(AlertPress press, AlertOutcome outcome)
    {
        var (alert, texts) = (press.Alert, press.Turn.Texts);
        var notice = outcome switch
        {
            AlertOutcome.AlreadyAcknowledged => texts.Say("alert.already-acknowledged", ("name", alert.AcknowledgedBy)),
            AlertOutcome.AlreadyResolved => texts.Say("alert.already-resolved"),
            AlertOutcome.NotAcknowledged => texts.Say("alert.not-acknowledged"),
            AlertOutcome.Unchanged => texts.Say("alert.unchanged"),
            _ => null,
        };
        return TurnResult.Replace(desk.Card.Show(alert, press.Customer, texts), notice);
    }
}

/// <summary>Somebody pressed Acknowledge: they have it. The first press stands.</summary>
internal sealed class AcknowledgeAlert(AlertDesk desk) : AlertAction(desk)
{
    public const string Verb = "alert.acknowledge";

    protected override Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct) => DoAsync(
        press, AlertEventKind.Acknowledged, note: null, (alert, now) => alert.Acknowledge(press.Turn.Actor.Name, press.Turn.Actor.Key, now), ct);
}

/// <summary>Somebody gives an alert back: it is open again.</summary>
internal sealed class UnacknowledgeAlert(AlertDesk desk) : AlertAction(desk)
{
    public const string Verb = "alert.unacknowledge";

    protected override Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct) =>
        DoAsync(press, AlertEventKind.Unacknowledged, note: null, (alert, _) => alert.Unacknowledge(), ct);
}

/// <summary>Somebody ends a snooze before its time.</summary>
internal sealed class WakeAlert(AlertDesk desk) : AlertAction(desk)
{
    public const string Verb = "alert.wake-up";

    protected override Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct) =>
        DoAsync(press, AlertEventKind.Woken, note: null, (alert, _) => alert.Wake(), ct);
}
