using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Cadence;

/// <summary>A press on a touchpoint by a colleague who may.</summary>
internal sealed record TouchpointPress(Touchpoint Touchpoint, Customer Customer, TurnContext Turn);

/// <summary>What the buttons of touchpoints work with.</summary>
internal sealed class TouchpointDesk(KpiRights rights, RetentionDb db, OutboxWriter outbox, TouchpointCard card, Workspace workspace, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => workspace.LocalDate(Now);

    /// <summary>Finds what was pressed, for those who may, where figures may be shown; anybody else is told why not.</summary>
    public async Task<TurnResult> OnAsync(
        CardAction action, TurnContext turn, Func<TouchpointPress, Task<TurnResult>> then, CancellationToken ct, StaffRole role = StaffRole.Member)
    {
        turn = KpiRights.In(turn, action.Data.GetValueOrDefault("lang"));
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!turn.Actor.IsAtLeast(role))
        {
            return TurnResult.Tell(turn.Texts.Say("cadence.members-only"));
        }

        var touchpoint = long.TryParse(action.Data.GetValueOrDefault(TouchpointCard.Id), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.Touchpoints.SingleOrDefaultAsync(t => t.Id == id, ct)
            : null;
        return touchpoint is null
            ? TurnResult.Tell(turn.Texts.Say("cadence.gone"))
            : await then(new TouchpointPress(touchpoint, await db.Customers.AsNoTracking().SingleAsync(c => c.Id == touchpoint.CustomerId, ct), turn));
    }

    /// <summary>What is to be shown after a deed: every card of the touchpoint is rewritten, and a deed that was one is noted.</summary>
    public async Task<TurnResult> ShowAsync(TouchpointPress press, string deed, bool isDone, CancellationToken ct)
    {
        var (touchpoint, customer, turn) = press;
        if (isDone)
        {
            db.Audit.Add(new AuditEvent { At = Now, Deed = deed, By = turn.Actor.Key, Subject = TouchpointCard.SubjectOf(touchpoint), Note = touchpoint.Step });
        }

        await outbox.RefreshAsync(
            TouchpointCard.SubjectOf(touchpoint), PlaceTopics.Kpi, OutboxPriority.Deed, language => card.Show(touchpoint, customer, Texts.For(language)), onlyIn: null, ct);
        return TurnResult.Replace(card.Show(touchpoint, customer, turn.Texts), isDone ? null : turn.Texts.Say("cadence.unchanged"));
    }
}

/// <summary>The owner has had a touchpoint: it is booked as a contact, so that questions stand back, and noted as a word with the customer.</summary>
internal sealed class FinishTouchpoint(TouchpointDesk desk, RetentionDb db, CustomerBudget budget) : ICardActionHandler
{
    public const string Verb = "touchpoint.done";

    private const string Deed = "touchpoint.done";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) => desk.OnAsync(
        action,
        turn,
        async press =>
        {
            var (touchpoint, now) = (press.Touchpoint, desk.Now);
            var isDone = touchpoint.Finish(turn.Actor.Name, note: null, now);
            if (isDone)
            {
                await budget.BookAsync(touchpoint, now, desk.Today, ct);
                db.Touches.Add(new Touch
                {
                    SourceKey = string.Create(CultureInfo.InvariantCulture, $"{Touch.WrittenHere}{Guid.CreateVersion7(now):N}"),
                    CustomerId = touchpoint.CustomerId,
                    At = now,
                    By = turn.Actor.Name,
                    Note = CadenceWords.NameOf(touchpoint, press.Turn.Texts),
                });
            }

            return await desk.ShowAsync(press, Deed, isDone, ct);
        },
        ct);
}

/// <summary>A touchpoint is not needed.</summary>
internal sealed class SkipTouchpoint(TouchpointDesk desk) : ICardActionHandler
{
    public const string Verb = "touchpoint.skip";

    private const string Deed = "touchpoint.skip";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) => desk.OnAsync(
        action, turn, press => desk.ShowAsync(press, Deed, press.Touchpoint.Skip(turn.Actor.Name, note: null, desk.Now), ct), ct);
}

/// <summary>A touchpoint is moved to another day, on which the owner is told again: asks for the day where it is not said.</summary>
internal sealed class MoveTouchpoint(TouchpointDesk desk, MoveForm form) : ICardActionHandler
{
    public const string Verb = "touchpoint.move";

    private const string Deed = "touchpoint.move";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) => desk.OnAsync(
        action,
        turn,
        async press =>
        {
            var said = action.Data.GetValueOrDefault(MoveForm.Day)?.Trim() ?? "";
            var isDay = DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            if (!press.Touchpoint.IsOver && (!isDay || day <= desk.Today || day > desk.Today.AddDays(MoveForm.MostDays)))
            {
                return TurnResult.Open(form.Ask(press.Touchpoint, press.Customer, desk.Today, said, press.Turn.Texts));
            }

            return await desk.ShowAsync(press, Deed, press.Touchpoint.MoveTo(day), ct);
        },
        ct);
}

/// <summary>The question to which day a touchpoint is moved.</summary>
internal sealed class MoveForm(Cards cards)
{
    /// <summary>The input's id.</summary>
    public const string Day = "day";

    /// <summary>So many days from today it may be moved to at most.</summary>
    public const int MostDays = 180;

    /// <param name="said">What was sent and will not do; empty when it is asked for the first time.</param>
    public CardForm Ask(Touchpoint touchpoint, Customer customer, DateOnly today, string said, Texts texts)
    {
        var title = texts.Say("cadence.move-form.title", ("step", CardText.Escape(CadenceWords.NameOf(touchpoint, texts))), ("customer", CardText.Escape(customer.Name)));
        var data = new
        {
            Id = touchpoint.Id.ToString(CultureInfo.InvariantCulture),
            Title = title,
            Day = Iso(today.AddDays(7)),
            First = Iso(today.AddDays(1)),
            Last = Iso(today.AddDays(MostDays)),
            Lang = texts.Language,
        };
        return new CardForm(texts.Say("cadence.move-form.name"), cards.Show("touchpoint-move", texts, data, title)) with
        {
            Errors = said.Length == 0
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { [Day] = texts.Say("cadence.move-form.wrong-day", ("most", MostDays)) },
        };
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
