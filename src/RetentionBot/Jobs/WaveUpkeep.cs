using RetentionBot.Features.Surveys;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>Lets every approved wave take its steps, each minute as many as there are; one that somebody else was quicker with is taken again.</summary>
internal sealed partial class WaveUpkeep(TryAgain again, OutboxSignal outbox, TimeProvider clock, ILogger<WaveUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Takes all steps that there are now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var wave in await again.DoAsync(services => services.GetRequiredService<RunWaves>().ActiveAsync(ct), ct))
        {
            while (await again.DoAsync(services => services.GetRequiredService<RunWaves>().StepAsync(wave, ct), ct))
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

    [LoggerMessage(LogLevel.Error, "Waves of surveys could not be run; it is tried again")]
    private partial void LogFailed(Exception e);
}
