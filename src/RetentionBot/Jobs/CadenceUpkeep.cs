using RetentionBot.Features.Cadence;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>Plans touchpoints every few minutes and tells owners of those whose day has come. What was done before a restart is not done again.</summary>
internal sealed class CadenceUpkeep(TryAgain again, OutboxSignal outbox)
{
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
}
