using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Ingest;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>
/// Runs the rules that look at no score: after health was watched, after an import that they hang on, all of them once after the start, and every quarter of an hour
/// the one that hangs on an instant. One run goes at a time in this process; running again changes nothing. What checklists say exists is looked at after each.
/// </summary>
internal sealed class RulesRun(TryAgain again, HomeworkUpkeep homework, OutboxSignal outbox) : IAfterImport, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="rules">Some of <see cref="WatchRules.All"/>.</param>
    /// <param name="ct">Cuts it short; what was saved stays.</param>
    /// <returns>How many alerts were raised and are still open.</returns>
    public async Task<int> RunAsync(IReadOnlyCollection<string> rules, CancellationToken ct)
    {
        int raised;
        await _turn.WaitAsync(ct);
        try
        {
            raised = await again.DoAsync(services => services.GetRequiredService<WatchRules>().WatchAsync(rules, ct), ct);
        }
        finally
        {
            _turn.Release();
            outbox.Wake();
        }

        await homework.RunAsync(ct);
        return raised;
    }

    /// <summary>Kinds that are scored on bring all the rules after them (<see cref="ScoreAfterImport"/>); here are the others.</summary>
    public async Task AfterImportAsync(string kind)
    {
        string? rule = kind switch
        {
            ImportKinds.Payments => AlertRules.PaymentFailed,
            ImportKinds.Renewals => AlertRules.Renewal,
            ImportKinds.PaymentCards => AlertRules.CardExpiry,
            _ => null,
        };
        if (rule is not null)
        {
            await RunAsync([rule], CancellationToken.None);
        }
    }

    public void Dispose() => _turn.Dispose();
}
