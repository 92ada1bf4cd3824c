using RetentionBot.Domain.Alerts;

namespace RetentionBot.Domain.Checklists;

/// <summary>A checklist of one turn: posted once, and worked off until the next.</summary>
public sealed class Checklist
{
    private readonly List<ChecklistItem> _items = [];

    public Guid Id { get; private init; }

    public long PlanId { get; private init; }

    /// <summary>The key of its <see cref="ChecklistTurn"/>; one list per plan and turn.</summary>
    public string Turn { get; private init; } = "";

    /// <summary>The day it is meant for, from which deadlines are counted.</summary>
    public DateOnly Day { get; private init; }

    public DateTimeOffset PostedAt { get; private init; }

    /// <summary>Whether it was posted later than meant, which it says.</summary>
    public bool IsLate { get; private init; }

    /// <summary>Since when the next one stands in its place, or its plan is stopped; null while it is worked off.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<ChecklistItem> Items => _items;

    /// <summary>Begins the list of a turn.</summary>
    /// <param name="id">A fresh id.</param>
    /// <param name="plan">Whose turn it is.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="at">The instant.</param>
    /// <param name="isLate">Whether it was meant for an earlier instant.</param>
    /// <param name="before">The list before it, whose undone checks go on; null when it is the first.</param>
    public static Checklist Begin(Guid id, ChecklistPlan plan, ChecklistTurn turn, DateTimeOffset at, bool isLate, Checklist? before)
    {
        var list = new Checklist { Id = id, PlanId = plan.Id, Turn = turn.Key, Day = turn.Day, PostedAt = at, IsLate = isLate };
        list._items.AddRange(plan.Checks.Select(check => ChecklistItem.Of(check, turn.Day, before?.Items.FirstOrDefault(i => i.IsSameAs(check)))));
        return list;
    }

    /// <summary>Adds a check that its plan got meanwhile.</summary>
    public ChecklistItem Add(PlannedCheck check)
    {
        var item = ChecklistItem.Of(check, Day, before: null);
        _items.Add(item);
        return item;
    }

    /// <summary>Takes a check away that its plan has no more.</summary>
    public void Remove(ChecklistItem item) => _items.Remove(item);

    /// <summary>The next one takes its place, or there is to be none. Who ticks an undone check at this very moment is too late: their save fails, and they are told.</summary>
    public void Close(DateTimeOffset at)
    {
        if (ClosedAt is null)
        {
            ClosedAt = at;
            _items.Where(i => !i.IsDone).ToList().ForEach(i => i.Hand());
        }
    }
}

/// <summary>What became of a deed at a check. Everything but <see cref="Done"/> left it as it was.</summary>
public enum ChecklistOutcome
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,
}

/// <summary>One check of one list.</summary>
public sealed class ChecklistItem
{
    /// <summary>Signs a note, or words of one's own, may have.</summary>
    public const int LongestWords = 500;

    public long Id { get; init; }

    /// <summary>1 for the first.</summary>
    public int Position { get; private init; }

    /// <inheritdoc cref="PlannedCheck.Check"/>
    public string? Check { get; private init; }

    /// <inheritdoc cref="PlannedCheck.Words"/>
    public string? Words { get; private init; }

    /// <summary>How many lists in a row it has stood on undone, this one counted: 3 in its third week.</summary>
    public int TimesListed { get; private init; } = 1;

    /// <summary>Whose it is, by the directory's id; null while it is nobody's.</summary>
    public long? OwnerId { get; private set; }

    public string? OwnerName { get; private set; }

    /// <summary>The last day for it, local to the workspace; null while it has none.</summary>
    public DateOnly? DueOn { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Display name of who ticked it.</summary>
    public string? DoneBy { get; private set; }

    /// <summary>What somebody wrote to it.</summary>
    public string? Note { get; private set; }

    /// <summary>Display name of who wrote it.</summary>
    public string? NoteBy { get; private set; }

    /// <summary>What the bot found out for it, in each language, as JSON; null when there is nothing to find out.</summary>
    public string? Homework { get; private set; }

    /// <summary>Whether what the check says exists was there when last looked; null when nothing is to be looked for.</summary>
    public bool? IsProven { get; private set; }

    /// <summary>The deadline for which its owner was reminded; a moved one begins anew.</summary>
    public DateOnly? RemindedOf { get; private set; }

    /// <summary>The deadline for which the leads were told.</summary>
    public DateOnly? EscalatedOf { get; private set; }

    /// <summary>The reminder is put off until then; null when it is not.</summary>
    public DateTimeOffset? SnoozedUntil { get; private set; }

    /// <summary>Counts the changes; two who change the same version cannot both save.</summary>
    public int Version { get; private set; }

    public bool IsDone => DoneAt is not null;

    /// <summary>Ticked, and yet what it says exists was not found.</summary>
    public bool IsContradicted => IsDone && IsProven == false;

    /// <summary>Whether it has an owner and a deadline.</summary>
    public bool IsPlanned => OwnerName is not null && DueOn is not null;

    internal static ChecklistItem Of(PlannedCheck check, DateOnly day, ChecklistItem? before) => new()
    {
        Position = check.Position,
        Check = check.Check,
        Words = check.Words,
        TimesListed = before is { IsDone: false } ? before.TimesListed + 1 : 1,
        OwnerId = check.OwnerId,
        OwnerName = check.OwnerName,
        DueOn = check.DueDays is { } days ? day.AddDays(days) : null,
    };

    /// <summary>Whether it is that check of a plan.</summary>
    public bool IsSameAs(PlannedCheck check) => (Check, Words) == (check.Check, check.Words);

    /// <summary>Whether it is the same check on another list.</summary>
    public bool IsSameAs(ChecklistItem other) => (Check, Words) == (other.Check, other.Words);

    /// <summary>Whether it is undone though its deadline has passed, here or on the list before.</summary>
    /// <param name="today">The local day.</param>
    public bool IsLate(DateOnly today) => !IsDone && (DueOn < today || TimesListed > 1);

    /// <summary>It is done. The first who says so stands.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="at">The instant.</param>
    public ChecklistOutcome Tick(string by, DateTimeOffset at)
    {
        if (IsDone)
        {
            return ChecklistOutcome.Unchanged;
        }

        (DoneAt, DoneBy, SnoozedUntil) = (at, by, null);
        return Changed();
    }

    /// <summary>It is not done after all.</summary>
    public ChecklistOutcome Untick()
    {
        if (!IsDone)
        {
            return ChecklistOutcome.Unchanged;
        }

        (DoneAt, DoneBy) = (null, null);
        return Changed();
    }

    /// <summary>Makes it a colleague's, who is reminded anew.</summary>
    public ChecklistOutcome Assign(AlertOwner owner)
    {
        if ((OwnerId, OwnerName) == (owner.Id, owner.Name))
        {
            return ChecklistOutcome.Unchanged;
        }

        (OwnerId, OwnerName, RemindedOf, SnoozedUntil) = (owner.Id, owner.Name, null, null);
        return Changed();
    }

    /// <summary>Sets or moves the deadline.</summary>
    public ChecklistOutcome MoveTo(DateOnly dueOn)
    {
        if (DueOn == dueOn)
        {
            return ChecklistOutcome.Unchanged;
        }

        (DueOn, SnoozedUntil) = (dueOn, null);
        return Changed();
    }

    /// <summary>Writes something to it; nothing takes it away.</summary>
    /// <param name="note">Up to <see cref="LongestWords"/> signs; null for none.</param>
    /// <param name="by">Display name.</param>
    public ChecklistOutcome Write(string? note, string by)
    {
        if (Note == note)
        {
            return ChecklistOutcome.Unchanged;
        }

        (Note, NoteBy) = (note, note is null ? null : by);
        return Changed();
    }

    /// <summary>Puts the reminder off.</summary>
    public ChecklistOutcome Snooze(DateTimeOffset until)
    {
        if (IsDone || SnoozedUntil == until)
        {
            return ChecklistOutcome.Unchanged;
        }

        (SnoozedUntil, RemindedOf) = (until, null);
        return Changed();
    }

    /// <summary>Notes what the bot found out.</summary>
    /// <param name="homework">As <see cref="Homework"/>.</param>
    /// <param name="isProven">As <see cref="IsProven"/>.</param>
    public ChecklistOutcome Find(string? homework, bool? isProven)
    {
        if ((Homework, IsProven) == (homework, isProven))
        {
            return ChecklistOutcome.Unchanged;
        }

        (Homework, IsProven) = (homework, isProven);
        return Changed();
    }

    /// <summary>Notes that the owner was reminded of the deadline there is.</summary>
    public void Remind()
    {
        (RemindedOf, SnoozedUntil) = (DueOn, null);
        Version++;
    }

    /// <summary>Notes that the leads were told of the deadline there is.</summary>
    public void Escalate()
    {
        EscalatedOf = DueOn;
        Version++;
    }

    /// <summary>It goes on to the next list.</summary>
    internal void Hand() => Version++;

    private ChecklistOutcome Changed()
    {
        Version++;
        return ChecklistOutcome.Done;
    }
}
