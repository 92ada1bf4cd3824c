using RetentionBot.Features.Checklists;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>Sees every minute to it that the weekly checklist is planned and every plan has the timer it is posted by.</summary>
internal sealed partial class ChecklistUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ChecklistUpkeep> log) : BackgroundService
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
                await scope.ServiceProvider.GetRequiredService<ChecklistLife>().EnsureAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Somebody else may have been quicker: what lacks is found out with the next look.
                if (!e.IsLostRace())
                {
                    LogFailed(e);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Checklists could not be planned; it is tried again")]
    private partial void LogFailed(Exception e);
}
