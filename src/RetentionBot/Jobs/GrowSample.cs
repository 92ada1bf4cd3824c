using RetentionBot.Ingest.Sample;

namespace RetentionBot.Jobs;

/// <summary>Just after midnight: the sample company gets the day that has just ended, and health is scored on it.</summary>
internal sealed class GrowSample(SampleLoader sample, HealthRun health)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await sample.LoadAsync(ct);
        await health.RunAsync(ct);
    }
}
