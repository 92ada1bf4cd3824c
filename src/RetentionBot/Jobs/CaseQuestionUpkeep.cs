using RetentionBot.Features.Surveys;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>Each minute those whose support case was closed are asked how it went; one that somebody else was quicker with is looked at again.</summary>
internal sealed class CaseQuestionUpkeep(TryAgain again, OutboxSignal outbox)
{
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
}
