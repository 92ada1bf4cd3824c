using RetentionBot.Features.Checklists;
using RetentionBot.Ingest;
using RetentionBot.Outbox;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>
/// Keeps the homework of open checklists true: after every run of the rules and so of the score (<see cref="RulesRun"/>), after every import, and each hour in any
/// case. Whoever waits for one of these does not hear when it fails; it is tried again with the next.
/// </summary>
internal sealed partial class HomeworkUpkeep(TryAgain again, FactCache facts, OutboxSignal outbox, ILogger<HomeworkUpkeep> log) : IAfterImport, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Looks at the data there are now.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await facts.RefreshAsync(ct);
            await again.DoAsync(services => LookAsync(services, ct), ct);
        }
        finally
        {
            _turn.Release();
            outbox.Wake();
        }
    }

    /// <summary>The same for those who have other things to do: a failure is logged.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await LookAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    public Task AfterImportAsync(string kind) => RunAsync(CancellationToken.None);

    public void Dispose() => _turn.Dispose();

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
