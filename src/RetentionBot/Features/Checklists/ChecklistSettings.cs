using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>
/// <c>checklist time monday 09:00</c>, <c>checklist here</c>, <c>checklist everywhere</c>: a lead says when and where a list is posted; <c>checklist time</c> and
/// <c>checklist place</c> alone tell what is so. How often a list comes stays as it was made.
/// </summary>
internal sealed class ChecklistSettings(KpiRights rights, RetentionDb db, ChecklistLife life, OwnLists own, ChecklistPublisher publisher, WorkCalendar calendar)
{
    private const string TimeDeed = "checklist.time";
    private const string PlaceDeed = "checklist.place";

    /// <param name="plan">Which list; null when there is no weekly one.</param>
    public async Task<TurnResult> AnswerAsync(ChecklistPlan? plan, ChecklistPhrase phrase, TurnContext turn, CancellationToken ct)
    {
        // Whether a room is connected is what "here" is about, so it says so itself.
        var access = await rights.CheckAsync(turn, ct, PlaceTopics.Checklist);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        if (plan is null)
        {
            return TurnResult.Say(turn.Texts.Say("checklist.none-yet", ("list", ChecklistWords.Command(plan))));
        }

        var isAsked = phrase.Deed == ListDeed.Place || (phrase.Deed == ListDeed.Time && phrase.Rest.Length == 0);
        if (!isAsked && !turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return TurnResult.Say(turn.Texts.Say("checklist.leads-only"));
        }

        return access.Give(new MessageContent(phrase.Deed switch
        {
            ListDeed.Time => isAsked ? await WhenAsync(plan, turn.Texts, ct) : await RescheduleAsync(plan, phrase.Rest, turn, ct),
            ListDeed.Here => await HereAsync(plan, turn, ct),
            ListDeed.Everywhere => await EverywhereAsync(plan, turn, ct),
            _ => await WhereAsync(plan, turn.Texts, ct),
        }));
    }

    private async Task<string> RescheduleAsync(ChecklistPlan plan, string rest, TurnContext turn, CancellationToken ct)
    {
        var (schedule, fault) = ScheduleWords.Read(plan.Cadence, rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), calendar.Workspace.LocalDate(life.Now));
        if (schedule is null)
        {
            return plan.Name is null ? turn.Texts.Say("checklist.usage-time") : OwnListFault.Of(plan.Cadence, fault).Say(turn.Texts);
        }

        if (plan.Cadence == ChecklistCadence.Once && await db.Checklists.AnyAsync(l => l.PlanId == plan.Id, ct))
        {
            return new OwnListFault("day", "posted").Say(turn.Texts);
        }

        if (own.FaultOf(schedule) is { } wrong)
        {
            return wrong.Say(turn.Texts);
        }

        plan.Reschedule(schedule);
        Note(plan, turn, TimeDeed, ChecklistWords.Schedule(plan, Texts.For(Texts.English)));
        await life.SetPostAsync(plan, ct);
        return await WhenAsync(plan, turn.Texts, ct);
    }

    /// <summary>From now on in this place alone; it gets the list that is worked off now.</summary>
    private async Task<string> HereAsync(ChecklistPlan plan, TurnContext turn, CancellationToken ct)
    {
        if (KpiRights.IsOwnChat(turn) && !turn.Place.Topics.HasFlag(PlaceTopics.Checklist))
        {
            return turn.Texts.Say("checklist.not-here");
        }

        if (!turn.Place.Topics.HasFlag(PlaceTopics.Checklist))
        {
            return turn.Texts.Say("checklist.not-connected");
        }

        plan.PlaceKey = turn.Place.Key;
        Note(plan, turn, PlaceDeed, turn.Place.Key);
        if (await life.CurrentAsync(plan.Key, ct) is var (_, list))
        {
            await publisher.CatchUpAsync(turn.Place, plan, list, ct);
        }

        return turn.Texts.Say("checklist.here-now", ("list", ChecklistWords.Command(plan)));
    }

    private async Task<string> EverywhereAsync(ChecklistPlan plan, TurnContext turn, CancellationToken ct)
    {
        plan.PlaceKey = null;
        Note(plan, turn, PlaceDeed, note: null);
        if (await life.CurrentAsync(plan.Key, ct) is var (_, list))
        {
            foreach (var place in await db.Conversations.AsNoTracking().Where(c => c.IsActive && c.Topics.HasFlag(PlaceTopics.Checklist)).ToListAsync(ct))
            {
                await publisher.CatchUpAsync(place, plan, list, ct);
            }
        }

        return await WhereAsync(plan, turn.Texts, ct);
    }

    private async Task<string> WhenAsync(ChecklistPlan plan, Texts texts, CancellationToken ct)
    {
        var said = ChecklistWords.When(plan, texts);
        return await life.NextPostAsync(plan, ct) is { } at && at > life.Now
            ? $"{said} {texts.Say("checklist.next", ("moment", texts.Format.Moment(at, calendar.Workspace.Zone)))}"
            : said;
    }

    private async Task<string> WhereAsync(ChecklistPlan plan, Texts texts, CancellationToken ct)
    {
        var names = await db.Conversations.AsNoTracking()
            .Where(c => c.IsActive && c.Topics.HasFlag(PlaceTopics.Checklist) && (plan.PlaceKey == null || c.Key == plan.PlaceKey))
            .OrderBy(c => c.Id)
            .Select(c => new { c.Reference, c.Key })
            .ToListAsync(ct);
        return names.Count == 0
            ? texts.Say("checklist.nowhere")
            : texts.Say("checklist.where", ("places", string.Join(", ", names.Select(n => CardText.Escape(n.Reference.Name ?? n.Key)))));
    }

    private void Note(ChecklistPlan plan, TurnContext turn, string deed, string? note) =>
        db.Audit.Add(new AuditEvent { At = life.Now, Deed = deed, By = turn.Actor.Key, Subject = ChecklistWords.Subject(plan), Note = note });
}
