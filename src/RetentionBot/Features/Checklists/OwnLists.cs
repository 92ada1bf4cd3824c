using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Timers;

namespace RetentionBot.Features.Checklists;

/// <summary>Makes, changes and stops the lists that people plan themselves. The list that is worked off follows its plan. The caller saves.</summary>
internal sealed class OwnLists(RetentionDb db, ChecklistLife life, ChecklistTimerBook reminders, TimerBook timers, ChecklistPublisher publisher, WorkCalendar calendar)
{
    private const string MakeDeed = "checklist.make";
    private const string AddDeed = "checklist.add";
    private const string RemoveDeed = "checklist.remove";
    private const string StopDeed = "checklist.stop";

    public RetentionDb Db => db;

    /// <summary>Those that still come or are worked off, by name.</summary>
    public Task<List<ChecklistPlan>> AllAsync(CancellationToken ct) => db.ChecklistPlans.Where(p => p.StoppedAt == null && p.Name != null).OrderBy(p => p.Key).ToListAsync(ct);

    /// <summary>All that is wrong with a list that is asked for.</summary>
    public async Task<IReadOnlyList<OwnListFault>> FaultsOfAsync(OwnListDraft draft, CancellationToken ct)
    {
        var faults = new List<OwnListFault>();
        if (draft.Name is { } name && await FaultOfNameAsync(name, ct) is { } unfit)
        {
            faults.Add(new OwnListFault("name", unfit, name));
        }

        if (draft.Schedule is { } schedule && FaultOf(schedule) is { } wrong)
        {
            faults.Add(wrong);
        }

        if (draft.Checks.Count > ChecklistPlan.MostChecks)
        {
            faults.Add(new OwnListFault("checks", "many"));
        }

        faults.AddRange(draft.Checks.Where(c => c.Words.Length > OwnList.LongestCheck).Select(c => new OwnListFault(OwnListFault.PlaceOf(c), "long", c.Words)));
        faults.AddRange(draft.Checks.Where((c, i) => draft.Checks.Take(i).Any(before => OwnList.IsSame(before.Words, c.Words))).Select(c => new OwnListFault(OwnListFault.PlaceOf(c), "twice", c.Words)));
        if (await db.ChecklistPlans.CountAsync(p => p.StoppedAt == null && p.Name != null, ct) >= OwnList.MostLists)
        {
            faults.Add(new OwnListFault("name", "full"));
        }

        return faults;
    }

    /// <summary>What is wrong with a time to come; null when nothing is.</summary>
    public OwnListFault? FaultOf(ChecklistSchedule schedule)
    {
        var turn = schedule.TurnOf(calendar.Workspace.LocalDate(life.Now));
        return schedule.Cadence != ChecklistCadence.Once ? null
            : schedule.PostAt(turn, calendar) <= life.Now ? new OwnListFault("day", "past")
            : turn.Day > calendar.Workspace.LocalDate(life.Now).AddYears(OwnList.MostYears) ? new OwnListFault("day", "far")
            : null;
    }

    /// <summary>Plans a list with nothing wrong. It comes for the first time at the next time that is still ahead.</summary>
    /// <param name="by">Who asked for it, as the audit log names them.</param>
    public async Task<ChecklistPlan> MakeAsync(OwnListDraft draft, string by, CancellationToken ct)
    {
        // An id of our own: the plan and the timer that names it are one save.
        var id = (await db.ChecklistPlans.MaxAsync(p => (long?)p.Id, ct) ?? 0) + 1;
        var plan = ChecklistPlan.Of(OwnList.KeyOf(draft.Name!)!, draft.Name, draft.Schedule!, [], id);
        foreach (var (check, position) in draft.Checks.Select((check, i) => (check, i + 1)))
        {
            plan.Add(position, check.Words);
            if (check.Owner is { } owner)
            {
                plan.Assign(position, new AlertOwner(owner.Id, owner.Name));
            }

            if (check.DueDays is { } days)
            {
                plan.SetDeadline(position, days);
            }
        }

        db.ChecklistPlans.Add(plan);
        await life.SetPostAsync(plan, ct);
        Note(plan, MakeDeed, by, plan.Key);
        return plan;
    }

    /// <summary>Puts a check on a list, at its end, and on the one that is worked off.</summary>
    /// <returns>The check, or what is wrong with it.</returns>
    public async Task<(PlannedCheck? Check, OwnListFault? Fault)> AddAsync(ChecklistPlan plan, string words, string by, CancellationToken ct)
    {
        var open = await life.CurrentAsync(plan.Key, ct);
        var fault = plan.Checks.Count >= ChecklistPlan.MostChecks ? "many"
            : words.Length > OwnList.LongestCheck ? "long"
            : plan.Checks.Any(c => OwnList.IsSame(c.Words, words)) ? "twice"
            : null;
        if (fault is not null)
        {
            return (null, new OwnListFault("checks", fault, words));
        }

        var numbers = plan.Checks.Select(c => c.Position).Concat(open?.List.Items.Select(i => i.Position) ?? []);
        var check = plan.Add(numbers.DefaultIfEmpty().Max() + 1, words);
        Note(plan, AddDeed, by, Number(check.Position));
        if (open is not null)
        {
            open.List.Add(check);
            await publisher.RefreshAsync(plan, open.List, OutboxPriority.Deed, ct);
        }
        else if (plan.Checks.Count == 1)
        {
            // One that comes once and had nothing to post when its time came is posted now.
            await life.SetPostAsync(plan, ct);
        }

        return (check, null);
    }

    /// <summary>Takes a check off a list and off the one that is worked off; nobody is reminded of it any more.</summary>
    /// <returns>What keeps it from being taken off; null when it is off.</returns>
    public async Task<OwnListFault?> RemoveAsync(ChecklistPlan plan, PlannedCheck check, string by, CancellationToken ct)
    {
        if (plan.Checks.Count == 1)
        {
            return new OwnListFault("checks", "last");
        }

        plan.Remove(check);
        await reminders.ClearAsync(plan, check.Position, ct);
        Note(plan, RemoveDeed, by, Number(check.Position));
        if (await life.CurrentAsync(plan.Key, ct) is var (_, list) && list.Items.FirstOrDefault(i => i.IsSameAs(check)) is { } item)
        {
            list.Remove(item);
            await publisher.RefreshAsync(plan, list, OutboxPriority.Deed, ct);
        }

        return null;
    }

    /// <summary>A list comes no more: what is worked off of it is closed, and nobody is reminded of it.</summary>
    public async Task StopAsync(ChecklistPlan plan, string by, CancellationToken ct)
    {
        Note(plan, StopDeed, by, plan.Key);
        plan.Stop(life.Now);
        await timers.ClearAsync(PostChecklistTimer.Kind, PostChecklistTimer.SubjectOf(plan), ct);
        await reminders.ClearAsync(plan, position: null, ct);
        foreach (var list in await db.Checklists.Where(l => l.PlanId == plan.Id && l.ClosedAt == null).ToListAsync(ct))
        {
            list.Close(life.Now);
            await publisher.RefreshAsync(plan, list, OutboxPriority.Deed, ct);
        }
    }

    private async Task<string?> FaultOfNameAsync(string name, CancellationToken ct) =>
        OwnList.KeyOf(name) is not { } key ? "unnamed"
        : name.Length > OwnList.LongestName ? "verbose"
        : ChecklistPhrase.IsReserved(name) ? "reserved"
        : await db.ChecklistPlans.AnyAsync(p => p.Key == key, ct) ? "taken"
        : null;

    private void Note(ChecklistPlan plan, string deed, string by, string note) =>
        db.Audit.Add(new AuditEvent { At = life.Now, Deed = deed, By = by, Subject = ChecklistWords.Subject(plan), Note = note });

    private static string Number(int position) => position.ToString(CultureInfo.InvariantCulture);
}
