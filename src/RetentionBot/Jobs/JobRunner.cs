using System.Collections.Concurrent;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;

namespace RetentionBot.Jobs;

/// <summary>What became of a wish to run a job.</summary>
internal enum JobEnd
{
    Succeeded,
    Failed,

    /// <summary>It is paused, or runs already.</summary>
    Skipped,
}

/// <summary>
/// Runs jobs, whoever asks for it: never one twice at once in this process, never a paused one, and how it went is kept in <c>job_states</c>. What fails is
/// logged and kept as a <see cref="JobFault"/>; the schedule goes on.
/// </summary>
internal sealed partial class JobRunner(IServiceScopeFactory scopes, TryAgain again, StoreHealth store, BotMetrics metrics, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>Jobs more frequent than this have their run kept in one write, at the end.</summary>
    private static readonly TimeSpan Frequent = TimeSpan.FromMinutes(5);

    /// <summary>A frequent one that takes longer has its beginning kept too, so that it is seen when it never ends.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _running = new(StringComparer.Ordinal);

    /// <summary>Since when it runs in this process; null when it does not.</summary>
    public DateTimeOffset? RunsSince(Job job) => _running.TryGetValue(job.Key, out var since) ? since : null;

    /// <param name="job">What to run.</param>
    /// <param name="ct">Cuts it short: it is then kept as one that did not end.</param>
    public async Task<JobEnd> RunAsync(Job job, CancellationToken ct)
    {
        var startedAt = clock.GetUtcNow();
        if (!_running.TryAdd(job.Key, startedAt))
        {
            return JobEnd.Skipped;
        }

        try
        {
            return await RunAsync(job, startedAt, ct);
        }
        finally
        {
            _running.TryRemove(job.Key, out _);
        }
    }

    private async Task<JobEnd> RunAsync(Job job, DateTimeOffset startedAt, CancellationToken ct)
    {
        using var because = Cause.Begin(log, Cause.Job(job.Key, startedAt));
        JobFault? fault = null;
        try
        {
            if (await IsPausedAsync(job, ct))
            {
                return JobEnd.Skipped;
            }

            await WorkAsync(job, startedAt, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            fault = JobFault.Of(e);
            if (!store.Takes(e))
            {
                LogFailed(e, job.Key);
            }
        }

        var endedAt = clock.GetUtcNow();
        metrics.JobRan(job.Key, fault is not null, endedAt - startedAt);
        LogEnded(IsFrequent(job) ? LogLevel.Debug : LogLevel.Information, job.Key, endedAt - startedAt);
        await NoteAsync(job, state => state.End(startedAt, endedAt, fault?.ToString()), ct);
        return fault is null ? JobEnd.Succeeded : JobEnd.Failed;
    }

    private async Task WorkAsync(Job job, DateTimeOffset startedAt, CancellationToken ct)
    {
        var isFrequent = IsFrequent(job);
        if (!isFrequent)
        {
            await NoteAsync(job, state => state.Begin(startedAt), ct);
        }

        var work = again.DoAsync(
            async services =>
            {
                await job.WorkAsync(services, ct);
                return job;
            },
            ct);
        if (isFrequent && await Task.WhenAny(work, Task.Delay(Quick, CancellationToken.None)) != work)
        {
            await NoteAsync(job, state => state.Begin(startedAt), ct);
        }

        await work;
    }

    private static bool IsFrequent(Job job) => job.Schedule is JobSchedule.Each each && each.Pause < Frequent;

    private async Task<bool> IsPausedAsync(Job job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RetentionDb>().Jobs.FindAsync([job.Key], ct) is { PausedAt: not null };
    }

    /// <summary>A run is not undone because it could not be written down.</summary>
    private async Task NoteAsync(Job job, Action<JobState> change, CancellationToken ct)
    {
        try
        {
            await again.DoAsync(
                async services =>
                {
                    var db = services.GetRequiredService<RetentionDb>();
                    change(await db.Jobs.FindAsync([job.Key], ct) ?? db.Jobs.Add(new JobState { Job = job.Key }).Entity);
                    return await db.SaveChangesAsync(ct);
                },
                ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (!store.Takes(e))
            {
                LogNotNoted(e, job.Key);
            }
        }
    }

    [LoggerMessage("Job {Job} ended after {Took}")]
    private partial void LogEnded(LogLevel level, string job, TimeSpan took);

    [LoggerMessage(LogLevel.Error, "Job {Job} failed; it is tried again when it is due")]
    private partial void LogFailed(Exception e, string job);

    [LoggerMessage(LogLevel.Warning, "How job {Job} went could not be kept")]
    private partial void LogNotNoted(Exception e, string job);
}
