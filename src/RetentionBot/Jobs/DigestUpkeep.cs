using RetentionBot.Features.Alerts;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>Sees every minute to it that whoever is to get a digest has a timer for it, as soon as they have written to the bot or have been given a role.</summary>
internal sealed partial class DigestUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DigestUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<DigestPlan>().EnsureAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Somebody else may have been quicker with one of them: what lacks is found out with the next look.
                if (!e.IsLostRace())
                {
                    LogFailed(e);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Timers of digests could not be looked through; it is tried again")]
    private partial void LogFailed(Exception e);
}
