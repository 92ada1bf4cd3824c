using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Timers;

namespace RetentionBot.Jobs;

/// <summary>What is answered to somebody who asks something of a job.</summary>
internal enum JobReply
{
    WillRun,
    Paused,
    Resumed,
    IsPaused,
    PausedBefore,
    IsRunning,
    IsNotPaused,
    NoSuchJob,
}

/// <param name="Reply">What.</param>
/// <param name="Key">Of the job that was named.</param>
/// <param name="PausedBy">Who paused it, where that is why.</param>
internal sealed record JobAnswer(JobReply Reply, string Key, string? PausedBy = null)
{
    /// <summary>Whether what was asked for is done.</summary>
    public bool IsDone => Reply is JobReply.WillRun or JobReply.Paused or JobReply.Resumed;
}

/// <summary>What admins ask of jobs: to run one now, to keep one from running, to let it run again. A running bot sees it within seconds, whatever process it was said in.</summary>
internal sealed class JobDesk(RetentionDb db, IEnumerable<Job> jobs, JobRunner runner, TimerBook timers, TimeProvider clock)
{
    private const string RunDeed = "job.run";
    private const string PauseDeed = "job.pause";
    private const string ResumeDeed = "job.resume";

    /// <param name="key">The job's.</param>
    /// <param name="by">Name of who asks.</param>
    /// <param name="ct">Gives it up.</param>
    public Task<JobAnswer> RunAsync(string key, string by, CancellationToken ct) => ChangeAsync(key, async state =>
    {
        if (state.PausedAt is not null)
        {
            return new JobAnswer(JobReply.IsPaused, key, state.PausedBy);
        }

        if (jobs.Any(j => j.Key == key && runner.RunsSince(j) is not null))
        {
            return new JobAnswer(JobReply.IsRunning, key);
        }

        await timers.SetAsync(RunJobTimer.Kind, key, clock.GetUtcNow(), data: null, ct);
        Audit(RunDeed, key, by);
        return new JobAnswer(JobReply.WillRun, key);
    }, ct);

    /// <inheritdoc cref="RunAsync"/>
    public Task<JobAnswer> PauseAsync(string key, string by, CancellationToken ct) => ChangeAsync(key, state =>
    {
        if (!state.Pause(by, clock.GetUtcNow()))
        {
            return Task.FromResult(new JobAnswer(JobReply.PausedBefore, key, state.PausedBy));
        }

        Audit(PauseDeed, key, by);
        return Task.FromResult(new JobAnswer(JobReply.Paused, key));
    }, ct);

    /// <inheritdoc cref="RunAsync"/>
    public Task<JobAnswer> ResumeAsync(string key, string by, CancellationToken ct) => ChangeAsync(key, state =>
    {
        if (!state.Resume())
        {
            return Task.FromResult(new JobAnswer(JobReply.IsNotPaused, key));
        }

        Audit(ResumeDeed, key, by);
        return Task.FromResult(new JobAnswer(JobReply.Resumed, key));
    }, ct);

    private async Task<JobAnswer> ChangeAsync(string key, Func<JobState, Task<JobAnswer>> change, CancellationToken ct)
    {
        if (!jobs.Any(j => j.Key == key))
        {
            return new JobAnswer(JobReply.NoSuchJob, key);
        }

        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                var answer = await change(await db.Jobs.FindAsync([key], ct) ?? db.Jobs.Add(new JobState { Job = key }).Entity);
                await db.SaveChangesAsync(ct);
                return answer;
            }
            catch (Exception e) when (isFirst && e.IsLostRace())
            {
                // Its very first run was noted in between, or somebody else asked for the same.
                db.ChangeTracker.Clear();
            }
        }
    }

    private void Audit(string deed, string key, string by) => db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = deed, By = by, Subject = $"job:{key}" });
}
