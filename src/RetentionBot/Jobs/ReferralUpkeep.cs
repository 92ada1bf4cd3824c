using RetentionBot.Features.Feedback;
using RetentionBot.Outbox;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>Looks every hour whether a customer has become well enough to ask its promoters for a referral; each of them is a save of its own.</summary>
internal sealed partial class ReferralUpkeep(TryAgain again, OutboxSignal outbox, TimeProvider clock, ILogger<ReferralUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

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

    [LoggerMessage(LogLevel.Error, "Referrals could not be looked at; it is tried again")]
    private partial void LogFailed(Exception e);
}
