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
/// <c>checklist time monday 09:00</c>, <c>checklist here</c>, <c>checklist everywhere</c>: a lead says when and where the weekly list is posted; <c>checklist time</c>
/// and <c>checklist place</c> alone tell what is so.
/// </summary>
internal sealed class ChecklistSettings(KpiRights rights, RetentionDb db, ChecklistLife life, ChecklistPublisher publisher, WorkCalendar calendar) : ITextCommand
{
    private const string TimeDeed = "checklist.time";
    private const string PlaceDeed = "checklist.place";

    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["time"] = "time",
        ["tijd"] = "time",
        ["here"] = "here",
        ["hier"] = "here",
        ["place"] = "place",
        ["plek"] = "place",
        ["plaats"] = "place",
        ["everywhere"] = "everywhere",
        ["overal"] = "everywhere",
    };

    public bool Matches(string text) => FirstWords.Of(text) is var (first, second) && ChecklistCommand.IsFirst(first) && Words.ContainsKey(second.TrimEnd('?', '.', '!'));

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var deed = Words[FirstWords.Of(turn.Turn.Text).Second.TrimEnd('?', '.', '!')];
        var rest = turn.Turn.Text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2)?.Trim() ?? "";

        // Whether a room is connected is what "here" is about, so it says so itself.
        var access = await rights.CheckAsync(turn, ct, PlaceTopics.Checklist);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await db.ChecklistPlans.SingleOrDefaultAsync(p => p.Key == ChecklistPlan.Weekly, ct) is not { } plan)
        {
            return TurnResult.Say(turn.Texts.Say("checklist.none-yet"));
        }

        var isAsked = deed == "place" || (deed == "time" && rest.Length == 0);
        if (!isAsked && !turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return TurnResult.Say(turn.Texts.Say("checklist.leads-only"));
        }

        return access.Give(new MessageContent(deed switch
        {
            "time" => isAsked ? await WhenAsync(plan, turn.Texts, ct) : await RescheduleAsync(plan, rest, turn, ct),
            "here" => await HereAsync(plan, turn, ct),
            "everywhere" => await EverywhereAsync(plan, turn, ct),
            _ => await WhereAsync(plan, turn.Texts, ct),
        }));
    }

    private async Task<string> RescheduleAsync(ChecklistPlan plan, string rest, TurnContext turn, CancellationToken ct)
    {
        if (rest.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is not [var day, .. var between, var time]
            || between is not ([] or ["at"] or ["om"])
            || DayWords.Weekday(day) is not { } weekday
            || !TimeOnly.TryParseExact(time, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return turn.Texts.Say("checklist.usage-time");
        }

        plan.Reschedule(new ChecklistSchedule(ChecklistCadence.Weekly, weekday, OnDate: null, at));
        Note(turn, TimeDeed, $"{Weekdays[weekday - 1]} {at.ToString("HH:mm", CultureInfo.InvariantCulture)}");
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
        Note(turn, PlaceDeed, turn.Place.Key);
        if (await life.CurrentAsync(plan.Key, ct) is var (_, list))
        {
            await publisher.CatchUpAsync(turn.Place, plan, list, ct);
        }

        return turn.Texts.Say("checklist.here-now");
    }

    private async Task<string> EverywhereAsync(ChecklistPlan plan, TurnContext turn, CancellationToken ct)
    {
        plan.PlaceKey = null;
        Note(turn, PlaceDeed, note: null);
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
        var day = texts.Say($"checklist.day.{Weekdays[plan.OnDay - 1]}");
        var said = texts.Say("checklist.when", ("day", day), ("time", plan.At.ToString("HH:mm", CultureInfo.InvariantCulture)));
        var timer = await db.Timers.AsNoTracking().Where(t => t.Kind == PostChecklistTimer.Kind && t.Subject == PostChecklistTimer.SubjectOf(plan)).Select(t => (DateTimeOffset?)t.DueAt).SingleOrDefaultAsync(ct);
        var next = db.ChangeTracker.Entries<DueTimer>().Select(e => e.Entity).FirstOrDefault(t => t.Kind == PostChecklistTimer.Kind)?.DueAt ?? timer;
        return next is { } at && at > life.Now ? $"{said} {texts.Say("checklist.next", ("moment", texts.Format.Moment(at, calendar.Workspace.Zone)))}" : said;
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

    private void Note(TurnContext turn, string deed, string? note) =>
        db.Audit.Add(new AuditEvent { At = life.Now, Deed = deed, By = turn.Actor.Key, Subject = "checklist", Note = note });
}
