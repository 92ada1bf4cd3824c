using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Timers;

namespace RetentionBot.Features.Checklists;

/// <summary>A checklist's time has come: it is posted, and the timer waits for the next turn. One that is late posts what is due now, and only that.</summary>
internal sealed class PostChecklistTimer(RetentionDb db, ChecklistLife life, WorkCalendar calendar) : ITimerHandler
{
    public const string Kind = "checklist.post";

    private const string Prefix = "plan:";

    public static string SubjectOf(ChecklistPlan plan) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{plan.Id}");

    /// <summary>What the timer keeps: the instant it was meant for, which trying again does not move.</summary>
    public static string DataOf(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct)
    {
        var id = long.Parse(timer.Subject[Prefix.Length..], CultureInfo.InvariantCulture);
        if (await db.ChecklistPlans.FindAsync([id], ct) is not { StoppedAt: null } plan)
        {
            return null;
        }

        await life.PostAsync(plan, DateTimeOffset.Parse(timer.Data!, CultureInfo.InvariantCulture), ct);
        var next = plan.Schedule.NextAfter(life.Now, calendar);
        timer.Data = next is { } at ? DataOf(at) : null;
        return next;
    }
}

/// <summary>Sets and clears what reminds of a check. A check that goes on to the next list keeps what was set for it on the one before, until it is ticked or moved.</summary>
internal sealed class ChecklistTimerBook(RetentionDb db, TimerBook timers, WorkCalendar calendar, TimeProvider clock)
{
    private const string Prefix = "check:";

    private static readonly string[] Kinds = [RemindTimer.Kind, EscalateCheckTimer.Kind];

    /// <summary>Names a check on a list: <c>check:PLAN:POSITION|LIST</c>.</summary>
    public static string SubjectOf(Checklist list, ChecklistItem item) => $"{CheckOf(list, item)}|{list.Id:N}";

    /// <summary>The list and the position in a subject.</summary>
    public static (Guid List, int Position) Read(string subject)
    {
        var parts = subject.Split('|');
        return (Guid.ParseExact(parts[1], "N"), int.Parse(parts[0].Split(':')[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Sets what is to come for the deadline there is. The caller saves.</summary>
    public async Task SetAsync(Checklist list, ChecklistItem item, CancellationToken ct)
    {
        var (subject, now) = (SubjectOf(list, item), clock.GetUtcNow());
        var due = item.IsDone ? null : item.DueOn;
        var zone = await db.Staff.Where(s => s.Id == item.OwnerId).Select(s => s.TimeZone).SingleOrDefaultAsync(ct);
        await SetAsync(
            RemindTimer.Kind, subject, due is { } day && item.OwnerId is not null && item.RemindedOf != day ? item.SnoozedUntil ?? ChecklistReminders.RemindAt(day, calendar, zone) : null, zone, now, ct);
        await SetAsync(EscalateCheckTimer.Kind, subject, due is { } last && item.EscalatedOf != last ? ChecklistReminders.EscalateAt(last, calendar, zone: null) : null, zone: null, now, ct);
    }

    /// <summary>As <see cref="SetAsync(Checklist, ChecklistItem, CancellationToken)"/>, and whatever was still to come for the check on lists before is cleared.</summary>
    public async Task SetAnewAsync(Checklist list, ChecklistItem item, CancellationToken ct)
    {
        var (beginning, own) = ($"{CheckOf(list, item)}|", SubjectOf(list, item));
        db.Timers.RemoveRange(await db.Timers.Where(t => Kinds.Contains(t.Kind) && t.Subject.StartsWith(beginning) && t.Subject != own).ToListAsync(ct));
        await SetAsync(list, item, ct);
    }

    /// <summary>Clears whatever is to come for a check of a plan, on whichever list.</summary>
    /// <param name="position">Null for all of them.</param>
    public async Task ClearAsync(ChecklistPlan plan, int? position, CancellationToken ct)
    {
        var beginning = position is { } one ? $"{CheckOf(plan.Id, one)}|" : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{plan.Id}:");
        db.Timers.RemoveRange(await db.Timers.Where(t => Kinds.Contains(t.Kind) && t.Subject.StartsWith(beginning)).ToListAsync(ct));
    }

    private async Task SetAsync(string kind, string subject, DateTimeOffset? at, string? zone, DateTimeOffset now, CancellationToken ct)
    {
        if (at is { } due)
        {
            await timers.SetAsync(kind, subject, due > now ? due : calendar.NextStart(now, zone), data: null, ct);
        }
        else
        {
            await timers.ClearAsync(kind, subject, ct);
        }
    }

    private static string CheckOf(Checklist list, ChecklistItem item) => CheckOf(list.PlanId, item.Position);

    private static string CheckOf(long plan, int position) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{plan}:{position}");
}

/// <summary>What the timers of a check have in common: it is looked for where it is worked off now, and must still be undone there.</summary>
internal abstract class CheckTimer(RetentionDb db, ChecklistLife life, ChecklistPublisher publisher) : ITimerHandler
{
    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct)
    {
        var (id, position) = ChecklistTimerBook.Read(timer.Subject);
        if (await db.Checklists.FindAsync([id], ct) is not { } list || list.Items.FirstOrDefault(i => i.Position == position) is not { IsDone: false, DueOn: not null } item
            || await life.LiveAsync(list, item, ct) is not { Item.IsDone: false } live)
        {
            return null;
        }

        var plan = await db.ChecklistPlans.AsNoTracking().SingleAsync(p => p.Id == list.PlanId, ct);
        var late = new LateCheck(plan, list, item, live.Item);
        var later = await RunAsync(timer, late, ct);
        if (later is null)
        {
            // The card says by now that the deadline has passed.
            await publisher.RefreshAsync(plan, live.List, OutboxPriority.Bulk, ct);
        }

        return later;
    }

    protected abstract Task<DateTimeOffset?> RunAsync(DueTimer timer, LateCheck late, CancellationToken ct);
}

/// <summary>A check whose deadline has passed.</summary>
/// <param name="Plan">The plan it is of.</param>
/// <param name="List">The list with that deadline.</param>
/// <param name="Item">The check on that list.</param>
/// <param name="Live">The check where it is worked off now: the same one, unless the list is closed.</param>
internal sealed record LateCheck(ChecklistPlan Plan, Checklist List, ChecklistItem Item, ChecklistItem Live);

/// <summary>The day after a deadline: the owner of an undone check is told once, in private; the one who stands in for an owner who is away.</summary>
internal sealed class RemindTimer(RetentionDb db, ChecklistLife life, ChecklistPublisher publisher, Colleagues colleagues, ReminderCard card) : CheckTimer(db, life, publisher)
{
    public const string Kind = "checklist.remind";

    private readonly ChecklistLife _life = life;

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, LateCheck late, CancellationToken ct)
    {
        if (late.Item.RemindedOf == late.Item.DueOn || late.Live.OwnerId is not { } id || await colleagues.FindAsync(id, ct) is not { } owner)
        {
            return null;
        }

        var told = await colleagues.InsteadOfAsync(owner, ct);
        if (colleagues.TellAt(told) is var at && at > _life.Now)
        {
            return at;
        }

        late.Item.Remind();
        await colleagues.TellAsync(told, texts => card.ForOwner(late, told.Id == owner.Id ? null : owner.Name, texts), subject: null, ct);
        return null;
    }
}

/// <summary>Some working days later it is still undone: each lead is told once, when they work.</summary>
internal sealed class EscalateCheckTimer(RetentionDb db, ChecklistLife life, ChecklistPublisher publisher, TimerBook timers, Colleagues colleagues, ReminderCard card)
    : CheckTimer(db, life, publisher)
{
    public const string Kind = "checklist.escalate";

    private readonly ChecklistLife _life = life;

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, LateCheck late, CancellationToken ct)
    {
        if (timer.Subject.Split('|') is [_, _, var lead])
        {
            return await TellAsync(long.Parse(lead, CultureInfo.InvariantCulture), late, ct);
        }

        if (late.Item.EscalatedOf != late.Item.DueOn)
        {
            late.Item.Escalate();
            foreach (var person in await colleagues.LeadsAsync(ct))
            {
                await timers.SetAsync(Kind, string.Create(CultureInfo.InvariantCulture, $"{timer.Subject}|{person.Id}"), colleagues.TellAt(person), data: null, ct);
            }
        }

        return null;
    }

    private async Task<DateTimeOffset?> TellAsync(long id, LateCheck late, CancellationToken ct)
    {
        if (await colleagues.FindAsync(id, ct) is not { } lead)
        {
            return null;
        }

        var told = await colleagues.InsteadOfAsync(lead, ct);
        if (colleagues.TellAt(told) is var at && at > _life.Now)
        {
            return at;
        }

        await colleagues.TellAsync(told, texts => card.ForLead(late, told.Id == lead.Id ? null : lead.Name, texts), subject: null, ct);
        return null;
    }
}
