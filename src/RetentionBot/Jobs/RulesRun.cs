using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Ingest;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>
/// Runs the rules that look at no score: after health was watched, after an import that they hang on, all of them once after the start, and every quarter of an hour
/// the one that hangs on an instant. One run goes at a time in this process; running again changes nothing. What checklists say exists is looked at after each.
/// </summary>
internal sealed partial class RulesRun(TryAgain again, HomeworkUpkeep homework, OutboxSignal outbox, TimeProvider clock, ILogger<RulesRun> log) : BackgroundService, IAfterImport
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

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

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        var rules = WatchRules.All;
        do
        {
            try
            {
                await RunAsync(rules, stoppingToken);
                rules = [AlertRules.FirstReply];
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "The rules on use, replies, renewals and payments could not be run; it is tried again")]
    private partial void LogFailed(Exception e);
}
