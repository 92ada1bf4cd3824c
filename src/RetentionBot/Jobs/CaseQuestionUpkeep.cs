using RetentionBot.Features.Surveys;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>Each minute those whose support case was closed are asked how it went; one that somebody else was quicker with is looked at again.</summary>
internal sealed partial class CaseQuestionUpkeep(TryAgain again, OutboxSignal outbox, TimeProvider clock, ILogger<CaseQuestionUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Asks everybody whose turn it is now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await again.DoAsync(services => services.GetRequiredService<AskAboutCases>().PlanAsync(ct), ct);
        foreach (var due in await again.DoAsync(services => services.GetRequiredService<AskAboutCases>().DueAsync(ct), ct))
        {
            if (await again.DoAsync(services => services.GetRequiredService<AskAboutCases>().AskAsync(due, ct), ct))
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

    [LoggerMessage(LogLevel.Error, "Those whose support case was closed could not be asked; it is tried again")]
    private partial void LogFailed(Exception e);
}
