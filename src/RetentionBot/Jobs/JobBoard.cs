using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Jobs;

/// <summary>How a job stands.</summary>
internal enum JobStanding
{
    NeverRan,
    Running,

    /// <summary>It began and no end was kept: the bot was stopped in the middle. Seen from another process it may run just now.</summary>
    DidNotEnd,

    Succeeded,
    Failed,
}

/// <summary>A job as people see it.</summary>
/// <param name="Job">Which.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="StartedAt">When it last began; null when it never has.</param>
/// <param name="Took">How long it took, or has taken so far; null when that is not known.</param>
/// <param name="SucceededAt">When it last ended well.</param>
/// <param name="Fault">Why it last failed.</param>
/// <param name="Next">When it runs next; null while it is paused, and for one that waits for the next start.</param>
/// <param name="PausedAt">Since when it is paused.</param>
/// <param name="PausedBy">By whom.</param>
internal sealed record JobView(
    Job Job, JobStanding Standing, DateTimeOffset? StartedAt, TimeSpan? Took, DateTimeOffset? SucceededAt, JobFault? Fault, DateTimeOffset? Next, DateTimeOffset? PausedAt, string? PausedBy);

/// <summary>Timers of a kind that ought to have run, or were tried in vain.</summary>
/// <param name="Kind">Of the timers.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">When the first of them is due; ahead where all were tried and wait to be tried again.</param>
/// <param name="Attempts">How often the worst of them was tried in vain.</param>
internal sealed record LateTimers(string Kind, int Count, DateTimeOffset Oldest, int Attempts);

/// <summary>What waits, and since when the oldest does.</summary>
internal sealed record Waiting(int Count, DateTimeOffset? Oldest);

/// <summary>What is not where it belongs yet.</summary>
/// <param name="Timers">Timers that are late, by kind.</param>
/// <param name="Outbox">Messages that are due and have not left.</param>
/// <param name="Held">Messages that may have arrived and are held.</param>
/// <param name="Dead">Messages that were given up.</param>
/// <param name="Inbox">Deliveries that are not handled to the end.</param>
internal sealed record Backlog(IReadOnlyList<LateTimers> Timers, Waiting Outbox, int Held, int Dead, Waiting Inbox);

/// <summary>All that runs by itself, at an instant.</summary>
internal sealed record JobBoard(DateTimeOffset At, IReadOnlyList<JobView> Jobs, Backlog Backlog);

/// <summary>Looks how everything stands that runs by itself.</summary>
internal sealed class JobBoards(RetentionDb db, IEnumerable<Job> jobs, JobRunner runner, Workspace workspace, TimeProvider clock)
{
    /// <summary>The sweeper looks each second; what is due for longer than this is late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public async Task<JobBoard> LookAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var states = await db.Jobs.AsNoTracking().ToDictionaryAsync(j => j.Job, StringComparer.Ordinal, ct);
        return new JobBoard(now, [.. jobs.Select(job => View(job, states.GetValueOrDefault(job.Key), now))], await BacklogAsync(now, ct));
    }

    private JobView View(Job job, JobState? state, DateTimeOffset now)
    {
        var since = runner.RunsSince(job);
        var startedAt = since ?? state?.StartedAt;
        var standing = since is not null ? JobStanding.Running
            : startedAt is null ? JobStanding.NeverRan
            : state!.EndedAt is not { } end || end < startedAt ? JobStanding.DidNotEnd
            : state.Error is null ? JobStanding.Succeeded
            : JobStanding.Failed;
        return new JobView(
            job,
            standing,
            startedAt,
            Took: standing is JobStanding.Running ? now - startedAt : standing is JobStanding.Succeeded or JobStanding.Failed ? state!.EndedAt - startedAt : null,
            state?.SucceededAt,
            standing is JobStanding.Failed ? JobFault.Parse(state!.Error!) : null,
            Next: state?.PausedAt is null ? job.Schedule.NextAfter(now, startedAt, workspace.Zone) : null,
            state?.PausedAt,
            state?.PausedBy);
    }

    private async Task<Backlog> BacklogAsync(DateTimeOffset now, CancellationToken ct)
    {
        var timers = await db.Timers.AsNoTracking()
            .Where(t => t.DueAt < now - Late || t.Attempts > 0)
            .GroupBy(t => t.Kind)
            .Select(g => new LateTimers(g.Key, g.Count(), g.Min(t => t.DueAt), g.Max(t => t.Attempts)))
            .ToListAsync(ct);
        var due = db.Outbox.AsNoTracking().Where(m => (m.State == OutboxState.Pending || m.State == OutboxState.Sending) && m.DueAt <= now);
        var inbox = db.Deliveries.AsNoTracking().Where(d => d.State == DeliveryState.Accepted);
        return new Backlog(
            [.. timers.OrderBy(t => t.Kind, StringComparer.Ordinal)],
            new Waiting(await due.CountAsync(ct), await due.MinAsync(m => (DateTimeOffset?)m.CreatedAt, ct)),
            await db.Outbox.CountAsync(m => m.State == OutboxState.Unknown, ct),
            await db.Outbox.CountAsync(m => m.State == OutboxState.Dead, ct),
            new Waiting(await inbox.CountAsync(ct), await inbox.MinAsync(d => (DateTimeOffset?)d.ReceivedAt, ct)));
    }
}
