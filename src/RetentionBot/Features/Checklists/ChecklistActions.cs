using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Checklists;

/// <summary>A press on a list's card, or on a reminder, by a colleague who may do it.</summary>
/// <param name="On">The list that is worked off.</param>
/// <param name="Item">The check that was chosen; null when none was.</param>
/// <param name="Reminded">The check on the list the reminder was about; the same one unless that list is closed. Null when it was no reminder.</param>
internal sealed record CheckPress(OpenChecklist On, ChecklistItem? Item, CheckAt? Reminded, CardAction Action, TurnContext Turn)
{
    /// <summary>What the card or form sent along under a name; empty when nothing.</summary>
    public string Sent(string name) => Action.Data.GetValueOrDefault(name)?.Trim() ?? "";

    /// <summary>Whether a form was sent, rather than asked for.</summary>
    public bool IsForm => Sent(CheckAction.Form).Length > 0;
}

/// <summary>What every button of a list has in common: colleagues with a role only, and a refusal is noted; the list must be open, and the person sees it as it is now.</summary>
internal abstract class CheckAction(ChecklistDesk desk, ChecklistCard card, ReminderCard reminders, OutboxWriter outbox) : ICardActionHandler
{
    /// <summary>The name under which cards send the list's id.</summary>
    public const string ListId = "list";

    /// <summary>The name under which cards send the check's number.</summary>
    public const string Check = "check";

    /// <summary>The name under which reminders say that they are one.</summary>
    public const string Reminder = "reminder";

    /// <summary>The name under which forms say that they were sent.</summary>
    public const string Form = "form";

    protected ChecklistDesk Desk => desk;

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        Guid? id = Guid.TryParseExact(action.Data.GetValueOrDefault(ListId), "N", out var sent) ? sent : null;
        if (!turn.Actor.IsAtLeast(StaffRole.Member))
        {
            desk.NoteRefusal(turn.Actor, action.Verb, id);
            return TurnResult.Tell(texts.Say(turn.Actor.IsStaff ? "checklist.members-only" : "checklist.colleagues-only"));
        }

        int? position = int.TryParse(action.Data.GetValueOrDefault(Check), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var (on, item) = id is { } list ? await desk.FindAsync(list, position, ct) : (null, null);
        if (on is null)
        {
            desk.NoteRefusal(turn.Actor, action.Verb, id);
            return TurnResult.Tell(texts.Say("checklist.gone"));
        }

        CheckAt? reminded = null;
        if (action.Data.GetValueOrDefault(Reminder) == "true" && item is not null)
        {
            // The check may stand on the next list by now; what is done about it is done there.
            reminded = new CheckAt(on.Plan, on.List, item);
            if (await desk.Life.LiveAsync(on.List, item, ct) is var (live, same))
            {
                (on, item) = (on with { List = live }, same);
            }
        }

        if (on.List.ClosedAt is not null)
        {
            await desk.Publisher.RefreshAsync(on.Plan, on.List, OutboxPriority.Deed, ct, onlyIn: turn.Place.Key);
            return Show(new CheckPress(on, item, reminded, action, turn), texts.Say(on.Plan.StoppedAt is null ? "checklist.too-late" : "checklist.own.too-late", ("list", ChecklistWords.Command(on.Plan))));
        }

        return await ActAsync(new CheckPress(on, item, reminded, action, turn), ct);
    }

    protected abstract Task<TurnResult> ActAsync(CheckPress press, CancellationToken ct);

    /// <summary>The check that was chosen, as it is worked on; null when none was.</summary>
    protected static CheckAt? Chosen(CheckPress press) => press.Item is { } item ? new CheckAt(press.On.Plan, press.On.List, item) : null;

    /// <summary>Does the deed. Where nothing came of it the person is told so, and sees what is true.</summary>
    /// <param name="deed">Changes the check.</param>
    /// <param name="unchanged">What is said when it was so already.</param>
    protected async Task<TurnResult> DoAsync(CheckPress press, Func<CheckAt, Task<ChecklistOutcome>> deed, Func<ChecklistItem, string> unchanged, CancellationToken ct)
    {
        if (Chosen(press) is not { } check)
        {
            return TurnResult.Tell(press.Turn.Texts.Say("checklist.choose-first"));
        }

        if (await deed(check) == ChecklistOutcome.Done)
        {
            return Show(press, notice: null);
        }

        await desk.Publisher.RefreshAsync(check.Plan, check.List, OutboxPriority.Deed, ct, onlyIn: press.Turn.Place.Key);
        return Show(press, unchanged(check.Item));
    }

    /// <summary>What the person sees: the list as it is now, or in a reminder's place a sentence that says what became of it.</summary>
    protected TurnResult Show(CheckPress press, string? notice)
    {
        var texts = press.Turn.Texts;
        if (press.Reminded is null)
        {
            return TurnResult.Replace(card.Show(press.On.Plan, press.On.List, texts), notice);
        }

        var answered = reminders.Answered(notice ?? Outcome(press), texts);
        if (press.Action.MessageId is { } message)
        {
            // Not every channel takes a card as the answer to a press.
            outbox.Rewrite(press.Turn.Turn.Conversation, message, answered);
        }

        return TurnResult.Replace(answered);
    }

    /// <summary>What became of a check, in a sentence.</summary>
    private string Outcome(CheckPress press)
    {
        var (texts, item) = (press.Turn.Texts, press.Item!);
        var state = item.IsDone ? texts.Say("checklist.is-done") : $"{ChecklistWords.Owner(item, texts)}, {ChecklistWords.Deadline(item, desk.Today, texts)}";
        return texts.Say("checklist.outcome", ("check", item.Position), ("words", ChecklistWords.Of(item, texts)), ("state", state));
    }
}

/// <summary>Somebody ticks a check.</summary>
internal sealed class TickCheck(ChecklistDesk desk, ChecklistCard card, ReminderCard reminders, OutboxWriter outbox) : CheckAction(desk, card, reminders, outbox)
{
    public const string Verb = "checklist.tick";

    protected override Task<TurnResult> ActAsync(CheckPress press, CancellationToken ct) => DoAsync(
        press,
        check => Desk.TickAsync(check, press.Turn.Actor, ct),
        item => press.Turn.Texts.Say("checklist.ticked-already", ("number", item.Position), ("name", item.DoneBy)),
        ct);
}

/// <summary>Somebody takes a tick back.</summary>
internal sealed class UntickCheck(ChecklistDesk desk, ChecklistCard card, ReminderCard reminders, OutboxWriter outbox) : CheckAction(desk, card, reminders, outbox)
{
    public const string Verb = "checklist.untick";

    protected override Task<TurnResult> ActAsync(CheckPress press, CancellationToken ct) => DoAsync(
        press, check => Desk.UntickAsync(check, press.Turn.Actor, ct), item => press.Turn.Texts.Say("checklist.not-ticked", ("number", item.Position)), ct);
}

/// <summary>Somebody puts a reminder off, until the next working day or the next Monday.</summary>
internal sealed class SnoozeCheck(ChecklistDesk desk, ChecklistCard card, ReminderCard reminders, OutboxWriter outbox, WorkCalendar calendar)
    : CheckAction(desk, card, reminders, outbox)
{
    public const string Verb = "checklist.snooze";

    protected override async Task<TurnResult> ActAsync(CheckPress press, CancellationToken ct)
    {
        var (texts, now, zone) = (press.Turn.Texts, Desk.Life.Now, press.Turn.Actor.Staff?.TimeZone);
        if (press.Reminded is not { } reminded || press.Item is not { } item)
        {
            return TurnResult.Tell(texts.Say("checklist.choose-first"));
        }

        if (item.IsDone)
        {
            return Show(press, texts.Say("checklist.ticked-already", ("number", item.Position), ("name", item.DoneBy)));
        }

        var until = press.Sent(ReminderCard.For) == ReminderCard.Monday
            ? calendar.WorkingDayFrom(DayWords.Read("monday", calendar.DayOf(now, zone).AddDays(1))!.Value, zone)
            : calendar.NextWorkingDay(now, zone);
        await Desk.SnoozeAsync(reminded, until, press.Turn.Actor, ct);
        return Show(press, texts.Say("checklist.snoozed", ("number", item.Position), ("until", texts.Format.Moment(until, calendar.Workspace.Zone))));
    }
}

/// <summary>A client asks what a list's card shows now. Colleagues only, and nothing changes.</summary>
internal sealed class RefreshChecklist(RetentionDb db, ChecklistCard card) : ICardRefreshHandler
{
    public const string Verb = "checklist.refresh";

    public async Task<MessageContent?> ShowAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        if (!turn.Actor.IsAtLeast(StaffRole.Viewer) || !Guid.TryParseExact(action.Data.GetValueOrDefault(CheckAction.ListId), "N", out var id))
        {
            return null;
        }

        var list = await db.Checklists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct);
        return list is null ? null : card.Show(await db.ChecklistPlans.AsNoTracking().SingleAsync(p => p.Id == list.PlanId, ct), list, turn.Texts);
    }
}
