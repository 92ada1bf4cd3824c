using RetentionBot.Privacy;

namespace RetentionBot.Jobs;

/// <summary>Once a day, takes person and comment from what is older than it may be with them.</summary>
internal sealed partial class RetentionUpkeep(TryAgain again, TimeProvider clock, ILogger<RetentionUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                var forgotten = await again.DoAsync(services => services.GetRequiredService<Retention>().RunAsync(stoppingToken), stoppingToken);
                if (forgotten > 0)
                {
                    LogForgotten(forgotten);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Count} old answers and invitations lost person and comment")]
    private partial void LogForgotten(int count);

    [LoggerMessage(LogLevel.Error, "Old answers could not be freed of person and comment; it is tried again tomorrow")]
    private partial void LogFailed(Exception e);
}
