using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Timers;

/// <summary>Sets and clears timers as part of the change being made: they stand or fall with its save.</summary>
internal sealed class TimerBook(RetentionDb db)
{
    private readonly Dictionary<(string Kind, string Subject), DueTimer> _held = [];
    private string? _heldBeginning;

    /// <summary>Loads the timers of all subjects with a beginning, for a change to very many of them: from then on none of these is looked up on its own.</summary>
    public async Task HoldAsync(string beginning, CancellationToken ct)
    {
        await db.Timers.Where(t => t.Subject.StartsWith(beginning)).LoadAsync(ct);
        foreach (var timer in db.Timers.Local.Where(t => t.Subject.StartsWith(beginning, StringComparison.Ordinal)))
        {
            _held[(timer.Kind, timer.Subject)] = timer;
        }

        _heldBeginning = beginning;
    }

    /// <summary>Sets the one timer of this kind and subject, or moves it.</summary>
    public async Task SetAsync(string kind, string subject, DateTimeOffset dueAt, string? data, CancellationToken ct)
    {
        if (await FindAsync(kind, subject, ct) is { } timer)
        {
            (timer.DueAt, timer.Data) = (dueAt, data);
        }
        else
        {
            timer = db.Timers.Add(new DueTimer { Kind = kind, Subject = subject, DueAt = dueAt, Data = data }).Entity;
            if (IsHeld(subject))
            {
                _held[(kind, subject)] = timer;
            }
        }
    }

    /// <summary>Clears the timer of this kind and subject, if there is one.</summary>
    public async Task ClearAsync(string kind, string subject, CancellationToken ct)
    {
        if (await FindAsync(kind, subject, ct) is { } timer)
        {
            Remove(timer);
        }
    }

    /// <summary>Clears the timers of a kind whose subject is the one given or begins with it and a bar.</summary>
    public async Task ClearAllAsync(string kind, string subject, CancellationToken ct)
    {
        var part = $"{subject}|";
        bool IsOne(DueTimer timer) => timer.Kind == kind && (timer.Subject == subject || timer.Subject.StartsWith(part, StringComparison.Ordinal));
        if (IsHeld(subject))
        {
            _held.Values.Where(IsOne).ToList().ForEach(Remove);
            return;
        }

        var stored = await db.Timers.Where(t => t.Kind == kind && (t.Subject == subject || t.Subject.StartsWith(part))).ToListAsync(ct);
        stored.Union(db.Timers.Local.Where(IsOne)).Where(t => db.Entry(t).State != EntityState.Deleted).ToList().ForEach(Remove);
    }

    /// <summary>The timer of this kind and subject that will be there after the save.</summary>
    public async Task<DueTimer?> FindAsync(string kind, string subject, CancellationToken ct)
    {
        if (IsHeld(subject))
        {
            return _held.GetValueOrDefault((kind, subject));
        }

        var timer = db.Timers.Local.FirstOrDefault(t => t.Kind == kind && t.Subject == subject)
            ?? await db.Timers.SingleOrDefaultAsync(t => t.Kind == kind && t.Subject == subject, ct);
        return timer is not null && db.Entry(timer).State != EntityState.Deleted ? timer : null;
    }

    private bool IsHeld(string subject) => _heldBeginning is { } beginning && subject.StartsWith(beginning, StringComparison.Ordinal);

    private void Remove(DueTimer timer)
    {
        _held.Remove((timer.Kind, timer.Subject));
        db.Timers.Remove(timer);
    }
}
