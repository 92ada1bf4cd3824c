using RetentionBot.Features.Checklists;
using RetentionBot.Ingest;
using RetentionBot.Outbox;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>
/// Keeps the homework of open checklists true: after every run of the rules and so of the score (<see cref="RulesRun"/>), after every import, and each hour in any
/// case. Whoever waits for one of these does not hear when it fails; it is tried again with the next.
/// </summary>
internal sealed partial class HomeworkUpkeep(TryAgain again, FactCache facts, OutboxSignal outbox, TimeProvider clock, ILogger<HomeworkUpkeep> log)
    : BackgroundService, IAfterImport
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Looks at the data there are now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await facts.RefreshAsync(ct);
            await again.DoAsync(services => LookAsync(services, ct), ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
        finally
        {
            _turn.Release();
            outbox.Wake();
        }
    }

    public Task AfterImportAsync(string kind) => RunAsync(CancellationToken.None);

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunAsync(stoppingToken);
        }
    }

    private static async Task<bool> LookAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var look in services.GetServices<ILookAgain>())
        {
            await look.LookAgainAsync(ct);
        }

        return true;
    }

    [LoggerMessage(LogLevel.Error, "What checklists say could not be looked at again; it is tried with the next run")]
    private partial void LogFailed(Exception e);
}
