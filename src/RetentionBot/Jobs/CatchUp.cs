namespace RetentionBot.Jobs;

/// <summary>
/// Once after the start: scores what nobody scored, be it that the nightly run was missed while the bot was down, that a run was cut short, or that data came in
/// without being scored.
/// </summary>
internal sealed partial class CatchUp(HealthRun health, ILogger<CatchUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await health.IsBehindAsync(stoppingToken))
            {
                await health.RunAsync(stoppingToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "Health could not be scored after the start; the nightly run tries again")]
    private partial void LogFailed(Exception e);
}
