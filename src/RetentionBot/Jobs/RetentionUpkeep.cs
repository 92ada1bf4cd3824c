using RetentionBot.Privacy;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>At the start and once a day, takes person and comment from what is older than it may be with them; what could not be done is tried again within the hour.</summary>
internal sealed partial class RetentionUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Apart = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var next = DateTimeOffset.MinValue;
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                if (clock.GetUtcNow() >= next)
                {
                    await RunAsync(stoppingToken);
                    next = clock.GetUtcNow() + Apart;
                }
            }
            catch (Exception e) when (e.IsBusy())
            {
                // An import or a scoring has the store to itself for a while.
                LogBusy();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<Retention>().RunAsync(ct) is var forgotten and > 0)
        {
            LogForgotten(forgotten);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} old answers and invitations lost person and comment")]
    private partial void LogForgotten(int count);

    [LoggerMessage(LogLevel.Information, "Old answers wait to be freed of person and comment: the store is in use")]
    private partial void LogBusy();

    [LoggerMessage(LogLevel.Error, "Old answers could not be freed of person and comment; it is tried again in an hour")]
    private partial void LogFailed(Exception e);
}
