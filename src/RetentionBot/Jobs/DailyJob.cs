using Quartz;

namespace RetentionBot.Jobs;

/// <summary>What Quartz starts: the job of the same key. One that is no longer there is left alone.</summary>
[DisallowConcurrentExecution]
internal sealed class DailyJob(IEnumerable<Job> jobs, JobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (jobs.FirstOrDefault(j => j.Key == context.JobDetail.Key.Name) is { } job)
        {
            await runner.RunAsync(job, cancellationToken);
        }
    }
}
