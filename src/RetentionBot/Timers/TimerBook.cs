using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Timers;

/// <summary>Sets and clears timers as part of the change being made: they stand or fall with its save.</summary>
internal sealed class TimerBook(RetentionDb db)
{
    /// <summary>Sets the one timer of this kind and subject, or moves it.</summary>
    public async Task SetAsync(string kind, string subject, DateTimeOffset dueAt, string? data, CancellationToken ct)
    {
        if (await FindAsync(kind, subject, ct) is { } timer)
        {
            (timer.DueAt, timer.Data) = (dueAt, data);
        }
        else
        {
            db.Timers.Add(new DueTimer { Kind = kind, Subject = subject, DueAt = dueAt, Data = data });
        }
    }

    /// <summary>Clears the timer of this kind and subject, if there is one.</summary>
    public async Task ClearAsync(string kind, string subject, CancellationToken ct)
    {
        if (await FindAsync(kind, subject, ct) is { } timer)
        {
            db.Timers.Remove(timer);
        }
    }

    /// <summary>Clears the timers of a kind whose subject is the one given or begins with it and a bar.</summary>
    public async Task ClearAllAsync(string kind, string subject, CancellationToken ct)
    {
        var part = $"{subject}|";
        var stored = await db.Timers.Where(t => t.Kind == kind && (t.Subject == subject || t.Subject.StartsWith(part))).ToListAsync(ct);
        var added = db.Timers.Local.Where(t => t.Kind == kind && (t.Subject == subject || t.Subject.StartsWith(part, StringComparison.Ordinal))).ToList();
        db.Timers.RemoveRange(stored.Union(added).Where(t => db.Entry(t).State != EntityState.Deleted));
    }

    /// <summary>The timer of this kind and subject that will be there after the save.</summary>
    public async Task<DueTimer?> FindAsync(string kind, string subject, CancellationToken ct)
    {
        var timer = db.Timers.Local.FirstOrDefault(t => t.Kind == kind && t.Subject == subject)
            ?? await db.Timers.SingleOrDefaultAsync(t => t.Kind == kind && t.Subject == subject, ct);
        return timer is not null && db.Entry(timer).State != EntityState.Deleted ? timer : null;
    }
}
