using Quartz;

namespace RetentionBot.Jobs;

/// <summary>Every night: score the customers and tell the drops.</summary>
[DisallowConcurrentExecution]
internal sealed class ScoreCustomersJob(HealthRun health) : IJob
{
    public static readonly JobKey Key = new("score-customers");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await health.RunAsync(cancellationToken);
}
