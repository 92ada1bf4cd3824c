using RetentionBot.Ingest;

namespace RetentionBot.Jobs;

/// <summary>New source data: score at once, so that a drop is told today and not tomorrow.</summary>
internal sealed class ScoreAfterImport(HealthRun health) : IAfterImport
{
    public async Task AfterImportAsync(string kind, CancellationToken ct)
    {
        if (kind is ImportKinds.Usage or ImportKinds.Cases or ImportKinds.Subscriptions or ImportKinds.Customers)
        {
            await health.RunAsync(ct);
        }
    }
}
