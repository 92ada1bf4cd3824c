using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Timers;

namespace RetentionBot.Features.Checklists;

/// <summary>A list with the plan it is of.</summary>
internal sealed record OpenChecklist(ChecklistPlan Plan, Checklist List);

/// <summary>What there is before anybody plans anything.</summary>
/// <param name="Weekly">Whether the weekly seven are planned from the start.</param>
internal sealed record ChecklistDefaults(bool Weekly);

/// <summary>A list's life: its plan is there, it is posted when its time has come, takes over what was left of the one before, and is closed by the next.</summary>
internal sealed partial class ChecklistLife(
    RetentionDb db,
    TimerBook timers,
    ChecklistTimerBook reminders,
    ChecklistPublisher publisher,
    IEnumerable<IHomework> homework,
    ChecklistDefaults defaults,
    WorkCalendar calendar,
    TimeProvider clock,
    ILogger<ChecklistLife> log) : ILookAgain
{
    /// <summary>Later than that it says so.</summary>
    public static readonly TimeSpan MostDelay = TimeSpan.FromMinutes(15);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The list that is worked off now; null before the first was posted. Followed by the store, so that it can be changed.</summary>
    /// <param name="key">Of the plan.</param>
    public async Task<OpenChecklist?> CurrentAsync(string key, CancellationToken ct)
    {
        if (await db.ChecklistPlans.SingleOrDefaultAsync(p => p.Key == key, ct) is not { } plan)
        {
            return null;
        }

        var list = await LatestOpenAsync(plan.Id, ct);
        return list is null ? null : new OpenChecklist(plan, list);
    }

    /// <summary>A plan that has not been stopped. Followed by the store.</summary>
    /// <param name="key">Its key.</param>
    public Task<ChecklistPlan?> PlanAsync(string key, CancellationToken ct) => db.ChecklistPlans.SingleOrDefaultAsync(p => p.Key == key, ct);

    /// <summary>The instant a plan is looked at next, the change being made counted; null when it has had all its turns.</summary>
    public async Task<DateTimeOffset?> NextPostAsync(ChecklistPlan plan, CancellationToken ct) =>
        (await timers.FindAsync(PostChecklistTimer.Kind, PostChecklistTimer.SubjectOf(plan), ct))?.DueAt;

    /// <summary>Every list that is worked off now, to be read only.</summary>
    public async Task<IReadOnlyList<OpenChecklist>> OpenAsync(CancellationToken ct)
    {
        var rows = await db.Checklists.AsNoTracking()
            .Where(l => l.ClosedAt == null)
            .Join(db.ChecklistPlans.AsNoTracking(), l => l.PlanId, p => p.Id, (l, p) => new { Plan = p, List = l })
            .OrderBy(x => x.Plan.Id)
            .ToListAsync(ct);
        return [.. rows.Select(x => new OpenChecklist(x.Plan, x.List))];
    }

    /// <summary>Sees to it that the weekly list is planned, and that every plan has the timer it is posted by. Done again it changes nothing. Saves.</summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (defaults.Weekly && !await db.ChecklistPlans.AnyAsync(p => p.Key == ChecklistPlan.Weekly, ct))
        {
            db.ChecklistPlans.Add(ChecklistPlan.Of(ChecklistPlan.Weekly, name: null, ChecklistSchedule.Default, WeeklySeven.All.Select(check => ((string?)check, (string?)null))));
            await db.SaveChangesAsync(ct);
        }

        // In this order: a plan that is made meanwhile has its timer from the same save.
        var plans = await db.ChecklistPlans.AsNoTracking().Where(p => p.StoppedAt == null).ToListAsync(ct);
        var set = (await db.Timers.Where(t => t.Kind == PostChecklistTimer.Kind).Select(t => t.Subject).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        foreach (var plan in plans)
        {
            if (!set.Contains(PostChecklistTimer.SubjectOf(plan)))
            {
                await SetPostAsync(plan, ct);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Sets the timer a plan is posted by: now for a turn that has come and has no list yet, else for the next one. What people plan in the middle of a week or month
    /// begins with the next. The caller saves.
    /// </summary>
    public async Task SetPostAsync(ChecklistPlan plan, CancellationToken ct)
    {
        var now = Now;
        var hasBegun = plan is { Name: null } or { Cadence: ChecklistCadence.Once } || await db.Checklists.AnyAsync(l => l.PlanId == plan.Id, ct);
        var isDue = hasBegun && plan.Checks.Count > 0 && plan.Schedule.DueAt(now, calendar) is { } turn && !await db.Checklists.AnyAsync(l => l.PlanId == plan.Id && l.Turn == turn.Key, ct);
        DateTimeOffset? at = isDue ? now : plan.Schedule.NextAfter(now, calendar);
        if (at is { } due)
        {
            await timers.SetAsync(PostChecklistTimer.Kind, PostChecklistTimer.SubjectOf(plan), due, PostChecklistTimer.DataOf(due), ct);
        }
        else
        {
            await timers.ClearAsync(PostChecklistTimer.Kind, PostChecklistTimer.SubjectOf(plan), ct);
        }
    }

    /// <summary>Posts the list of the turn that has come, unless it is there already. The caller saves.</summary>
    /// <param name="meantFor">The instant it was to be looked at.</param>
    public async Task PostAsync(ChecklistPlan plan, DateTimeOffset meantFor, CancellationToken ct)
    {
        var now = Now;
        if (plan.Checks.Count == 0 || plan.Schedule.DueAt(now, calendar) is not { } turn || await db.Checklists.AnyAsync(l => l.PlanId == plan.Id && l.Turn == turn.Key, ct))
        {
            return;
        }

        // A turn cannot be late for the time before its own, nor for the time before it was planned.
        var due = plan.Schedule.PostAt(turn, calendar) is var at && at > meantFor ? at : meantFor;
        var before = await LatestOpenAsync(plan.Id, ct);
        var list = Checklist.Begin(Guid.CreateVersion7(now), plan, turn, now, isLate: now - due > MostDelay, before);
        foreach (var item in list.Items)
        {
            await FindAsync(item, list.Day, ct);
        }

        db.Checklists.Add(list);
        foreach (var item in list.Items)
        {
            await reminders.SetAsync(list, item, ct);
        }

        if (before is not null)
        {
            before.Close(now);
            await publisher.RefreshAsync(plan, before, OutboxPriority.Bulk, ct);
        }

        await publisher.PostAsync(plan, list, ct);
        LogMade(plan.Key, turn.Key, list.IsLate);
    }

    /// <inheritdoc/>
    public async Task LookAgainAsync(CancellationToken ct)
    {
        foreach (var list in await db.Checklists.Where(l => l.ClosedAt == null).ToListAsync(ct))
        {
            var hasChanged = false;
            foreach (var item in list.Items)
            {
                hasChanged |= await FindAsync(item, list.Day, ct) == ChecklistOutcome.Done;
            }

            if (hasChanged)
            {
                await publisher.RefreshAsync(await db.ChecklistPlans.AsNoTracking().SingleAsync(p => p.Id == list.PlanId, ct), list, OutboxPriority.Bulk, ct);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Where a check is worked off now: on its own list while that is open, else on the one that took its place.</summary>
    /// <returns>Null when no open list has it.</returns>
    public async Task<(Checklist List, ChecklistItem Item)?> LiveAsync(Checklist list, ChecklistItem item, CancellationToken ct)
    {
        if (list.ClosedAt is null)
        {
            return (list, item);
        }

        return await LatestOpenAsync(list.PlanId, ct) is { } live && live.Items.FirstOrDefault(i => i.IsSameAs(item)) is { } same ? (live, same) : null;
    }

    /// <summary>The first who knows something about the check is believed. A list is posted all the same when nothing can be found out.</summary>
    public async Task<ChecklistOutcome> FindAsync(ChecklistItem item, DateOnly day, CancellationToken ct)
    {
        try
        {
            foreach (var one in homework)
            {
                if (await one.OfAsync(item, day, ct) is { } found)
                {
                    return item.Find(found.LinesAsJson, found.IsProven);
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotFound(e, item.Position.ToString(CultureInfo.InvariantCulture));
            return ChecklistOutcome.Unchanged;
        }

        return item.Find(homework: null, isProven: null);
    }

    private Task<Checklist?> LatestOpenAsync(long plan, CancellationToken ct) =>
        db.Checklists.Where(l => l.PlanId == plan && l.ClosedAt == null).OrderByDescending(l => l.PostedAt).FirstOrDefaultAsync(ct);

    [LoggerMessage(LogLevel.Information, "Checklist {Plan} of {Turn} is made and waits to be saved, late: {IsLate}")]
    private partial void LogMade(string plan, string turn, bool isLate);

    [LoggerMessage(LogLevel.Error, "What there is to know about check {Check} could not be found out")]
    private partial void LogNotFound(Exception e, string check);
}
