using RetentionBot.Features.Cadence;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>Plans touchpoints every few minutes and tells owners of those whose day has come. What was done before a restart is not done again.</summary>
internal sealed partial class CadenceUpkeep(TryAgain again, OutboxSignal outbox, TimeProvider clock, ILogger<CadenceUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Does all that there is to do now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (await again.DoAsync(services => services.GetRequiredService<PlanTouchpoints>().PlanAsync(ct), ct))
        {
        }

        foreach (var touchpoint in await again.DoAsync(services => services.GetRequiredService<TellTouchpoint>().WaitingAsync(ct), ct))
        {
            if (await again.DoAsync(services => services.GetRequiredService<TellTouchpoint>().TellAsync(touchpoint, ct), ct))
            {
                outbox.Wake();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Touchpoints could not be looked after; it is tried again")]
    private partial void LogFailed(Exception e);
}
