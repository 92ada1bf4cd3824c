using RetentionBot.Store.Entities;
using RetentionBot.Timers;

namespace RetentionBot.Jobs;

/// <summary>Somebody asked for a job to be run now, in this process or another. It runs in its own loop, so that no other timer waits for it.</summary>
internal sealed class RunJobTimer(IEnumerable<JobLoop> loops) : ITimerHandler
{
    public const string Kind = "job.run";

    public Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct)
    {
        loops.FirstOrDefault(l => l.Job.Key == timer.Subject)?.Ask();
        return Task.FromResult<DateTimeOffset?>(null);
    }
}
