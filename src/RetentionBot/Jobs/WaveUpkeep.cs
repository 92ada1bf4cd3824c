using RetentionBot.Features.Surveys;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>Lets every approved wave take its steps, each minute as many as there are; one that somebody else was quicker with is taken again.</summary>
internal sealed class WaveUpkeep(TryAgain again, OutboxSignal outbox)
{
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
}
