using RetentionBot.Store;

namespace RetentionBot.Inbox;

/// <summary>Takes up what a crash left: at start, and then now and then in case a delivery was committed and never run.</summary>
internal sealed partial class InboxWorker(TurnInbox inbox, StoreHealth store, TimeProvider clock, ILogger<InboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await inbox.ResumeAsync(stoppingToken);
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

    [LoggerMessage(LogLevel.Error, "Unfinished deliveries could not be taken up; trying again later")]
    private partial void LogFailed(Exception e);
}
