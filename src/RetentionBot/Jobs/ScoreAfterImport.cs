using RetentionBot.Ingest;

namespace RetentionBot.Jobs;

/// <summary>New source data: score at once, so that a drop is told today and not tomorrow. Only the end of the process cuts it short; a later run makes it up.</summary>
internal sealed class ScoreAfterImport(HealthRun health, IHostApplicationLifetime process) : IAfterImport
{
    public async Task AfterImportAsync(string kind)
    {
        if (kind is ImportKinds.Usage or ImportKinds.Cases or ImportKinds.Subscriptions or ImportKinds.Customers)
        {
            await health.RunAsync(process.ApplicationStopping);
        }
    }
}
