using RetentionBot.Features.Feedback;
using RetentionBot.Outbox;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>Looks every hour whether a customer has become well enough to ask its promoters for a referral; each of them is a save of its own.</summary>
internal sealed class ReferralUpkeep(TryAgain again, OutboxSignal outbox)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var invitation in await again.DoAsync(services => services.GetRequiredService<SuggestReferrals>().CandidatesAsync(ct), ct))
        {
            await again.DoAsync(
                async services =>
                {
                    await services.GetRequiredService<SuggestReferrals>().SuggestAsync(invitation, ct);
                    return await services.GetRequiredService<RetentionDb>().SaveChangesAsync(ct);
                },
                ct);
        }

        outbox.Wake();
    }
}
