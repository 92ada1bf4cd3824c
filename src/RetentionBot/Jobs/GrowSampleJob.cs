using Quartz;
using RetentionBot.Ingest.Sample;

namespace RetentionBot.Jobs;

/// <summary>Just after midnight: the sample company gets the day that has just ended, and health is scored on it.</summary>
[DisallowConcurrentExecution]
internal sealed class GrowSampleJob(SampleLoader sample, HealthRun health) : IJob
{
    public static readonly JobKey Key = new("grow-sample");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await sample.LoadAsync(cancellationToken);
        await health.RunAsync(cancellationToken);
    }
}
