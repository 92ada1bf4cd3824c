using RetentionBot.Ingest;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>Brings the facts up to date aside of those who read them: looks for a new data version every so often, and at once after an import in this process.</summary>
internal sealed partial class RefreshFacts(FactCache facts, StoreHealth store, TimeProvider clock, ILogger<RefreshFacts> log) : BackgroundService, IAfterImport
{
    /// <summary>Other processes import too, and a change made in chat is to be seen soon.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task AfterImportAsync(string kind) => facts.RefreshAsync(CancellationToken.None);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await facts.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (!store.Takes(e))
                {
                    LogFailed(e);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "The facts could not be read anew; questions are answered from those there are, and it is tried again")]
    private partial void LogFailed(Exception e);
}
