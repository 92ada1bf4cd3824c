using RetentionBot.Features.Onboarding;
using RetentionBot.Ingest;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>
/// Sets the tasks of customers who have just signed up, after an import and every few minutes, and asks owners about those that are not done. What was done before a
/// restart is not done again.
/// </summary>
internal sealed class OnboardingUpkeep(TryAgain again, OutboxSignal outbox) : IAfterImport
{
    /// <summary>Does all that there is to do now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await SetAsync(ct);
        foreach (var task in await again.DoAsync(services => services.GetRequiredService<AskAboutOnboarding>().WaitingAsync(ct), ct))
        {
            if (await again.DoAsync(services => services.GetRequiredService<AskAboutOnboarding>().AskAsync(task, ct), ct))
            {
                outbox.Wake();
            }
        }
    }

    /// <summary>New customers have their tasks at once.</summary>
    public Task AfterImportAsync(string kind) => kind == ImportKinds.Customers ? SetAsync(CancellationToken.None) : Task.CompletedTask;

    private async Task SetAsync(CancellationToken ct)
    {
        while (await again.DoAsync(services => services.GetRequiredService<SetOnboarding>().SetAsync(ct), ct))
        {
        }
    }
}
