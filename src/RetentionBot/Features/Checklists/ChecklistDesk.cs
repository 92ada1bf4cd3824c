using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Checklists;

/// <summary>A check of a list that is worked off.</summary>
internal sealed record CheckAt(ChecklistPlan Plan, Checklist List, ChecklistItem Item);

/// <summary>What people do to a check, by a button or in words: the deed is noted, its timers follow, and every card of the list is rewritten. The caller saves.</summary>
internal sealed class ChecklistDesk(RetentionDb db, ChecklistLife life, ChecklistTimerBook timers, ChecklistPublisher publisher, WorkCalendar calendar)
{
    /// <summary>Days ahead a deadline may be.</summary>
    public const int LongestDays = 90;

    public RetentionDb Db => db;

    public ChecklistLife Life => life;

    public ChecklistPublisher Publisher => publisher;

    public DateOnly Today => calendar.Workspace.LocalDate(life.Now);

    /// <summary>It is done. One that was nobody's is the ticker's from now on.</summary>
    public async Task<ChecklistOutcome> TickAsync(CheckAt check, Actor by, CancellationToken ct)
    {
        var (now, item) = (life.Now, check.Item);
        if (!item.IsDone && item.OwnerName is null && by.Staff is { } staff)
        {
            item.Assign(new AlertOwner(staff.Id, staff.Name));
        }

        return await EndAsync(check, item.Tick(by.Name, now), "checklist.tick", by, isAnew: true, ct);
    }

    public Task<ChecklistOutcome> UntickAsync(CheckAt check, Actor by, CancellationToken ct) => EndAsync(check, check.Item.Untick(), "checklist.untick", by, isAnew: false, ct);

    /// <summary>Makes it a colleague's, on the lists to come as well.</summary>
    public async Task<ChecklistOutcome> AssignAsync(CheckAt check, StaffMember owner, Actor by, CancellationToken ct)
    {
        var to = new AlertOwner(owner.Id, owner.Name);
        if (Planned(check) is { } planned && (planned.OwnerId, planned.OwnerName) != (to.Id, to.Name))
        {
            check.Plan.Assign(planned.Position, to);
        }

        return await EndAsync(check, check.Item.Assign(to), "checklist.owner", by, isAnew: false, ct);
    }

    /// <summary>Sets its deadline. The first one stands for the lists to come as well; a later one is a move on this list only.</summary>
    public async Task<ChecklistOutcome> MoveAsync(CheckAt check, DateOnly dueOn, Actor by, CancellationToken ct)
    {
        if (Planned(check) is { DueDays: null } planned)
        {
            check.Plan.SetDeadline(planned.Position, dueOn.DayNumber - check.List.Day.DayNumber);
        }

        return await EndAsync(check, check.Item.MoveTo(dueOn), "checklist.deadline", by, isAnew: true, ct);
    }

    /// <summary>Keeps a note, which may be what the check is proven by.</summary>
    /// <param name="note">Null takes it away.</param>
    public async Task<ChecklistOutcome> WriteAsync(CheckAt check, string? note, Actor by, CancellationToken ct)
    {
        var outcome = check.Item.Write(note, by.Name);
        if (check.Item.IsProven is not null)
        {
            await life.FindAsync(check.Item, check.List.Day, ct);
        }

        return await EndAsync(check, outcome, "checklist.note", by, isAnew: false, ct);
    }

    /// <summary>Puts the reminder of a deadline off.</summary>
    public Task<ChecklistOutcome> SnoozeAsync(CheckAt check, DateTimeOffset until, Actor by, CancellationToken ct) =>
        EndAsync(check, check.Item.Snooze(until), "checklist.snooze", by, isAnew: false, ct);

    public void NoteRefusal(Actor by, string verb, Guid? list) => db.Audit.Add(new AuditEvent
    {
        At = life.Now,
        Deed = "checklist.refuse",
        By = by.Key,
        Subject = list is { } id ? $"{ChecklistCard.SubjectBeginning}{id:N}" : null,
        Note = verb,
    });

    /// <param name="isAnew">Whether what was still to come for the check on lists before is settled by it.</param>
    private async Task<ChecklistOutcome> EndAsync(CheckAt check, ChecklistOutcome outcome, string deed, Actor by, bool isAnew, CancellationToken ct)
    {
        var (plan, list, item) = check;
        if (outcome == ChecklistOutcome.Done)
        {
            db.Audit.Add(new AuditEvent
            {
                At = life.Now,
                Deed = deed,
                By = by.Key,
                Subject = ChecklistCard.SubjectOf(list),
                Note = item.Position.ToString(CultureInfo.InvariantCulture),
            });
            await (isAnew ? timers.SetAnewAsync(list, item, ct) : timers.SetAsync(list, item, ct));
            await publisher.RefreshAsync(plan, list, OutboxPriority.Deed, ct);
        }

        return outcome;
    }

    private static PlannedCheck? Planned(CheckAt check) => check.Plan.Checks.FirstOrDefault(check.Item.IsSameAs);

    /// <summary>The check that a list's id and a position mean, followed by the store.</summary>
    public async Task<(OpenChecklist? List, ChecklistItem? Item)> FindAsync(Guid id, int? position, CancellationToken ct)
    {
        if (await db.Checklists.FindAsync([id], ct) is not { } list || await db.ChecklistPlans.FindAsync([list.PlanId], ct) is not { } plan)
        {
            return (null, null);
        }

        return (new OpenChecklist(plan, list), list.Items.FirstOrDefault(i => i.Position == position));
    }
}
