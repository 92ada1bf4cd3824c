using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Health;
using RetentionBot.Ingest;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Jobs;

/// <summary>What a run came to.</summary>
/// <param name="Days">The days that were scored and watched.</param>
/// <param name="Raised">How many alerts were raised and are still open.</param>
internal sealed record HealthRunResult(Period Days, int Raised);

/// <summary>
/// Scores and then watches: nightly, after an import, after the start, and by the verb <c>score</c>. Running it again changes nothing. In this process one run
/// goes at a time; where another process, a press or the dispatcher was quicker to save, the step is done again.
/// </summary>
internal sealed partial class HealthRun(
    IServiceScopeFactory scopes, TryAgain again, RulesRun rules, OutboxSignal outbox, Workspace workspace, TimeProvider clock, ILogger<HealthRun> log) : IDisposable
{
    /// <summary>History scored when there is none yet, and the furthest a run looks back: the widest comparison, 28 days, and two weeks before it.</summary>
    private const int HistoryDays = 42;

    /// <summary>Days scored again each time: three for data that came late, and the seven before them that those are compared with.</summary>
    private const int LateDays = 3 + 7;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    /// <summary>A regular run: the score and its rule as far as the usage feed allows, and then the other rules in any case.</summary>
    /// <returns>How many alerts of the rule on the score were raised; null when nothing was scored.</returns>
    public async Task<int?> RunAsync(CancellationToken ct)
    {
        var raised = await ScoreAndWatchAsync(ct);
        await rules.RunAsync(WatchRules.All, ct);
        return raised;
    }

    /// <summary>
    /// Scores what nobody scored, be it that the nightly run was missed while the bot was down, that a run was cut short, or that data came in without being scored.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        if (await IsBehindAsync(ct))
        {
            await RunAsync(ct);
        }
    }

    /// <summary>Scores what is new up to the usage feed's last day. Where that feed is stale it scores and alerts nothing, and the places are told so once.</summary>
    /// <returns>How many alerts were raised; null when nothing was scored.</returns>
    private async Task<int?> ScoreAndWatchAsync(CancellationToken ct)
    {
        if (await UsageThroughAsync(ct) is not { } through)
        {
            return null;
        }

        if (through < workspace.LocalDate(clock.GetUtcNow()).AddDays(-CustomerActivity.StaleAfterDays))
        {
            LogStale(through);
            await InTurnAsync(() => AgainAsync(services => services.GetRequiredService<FreshnessNotice>().TellAsync(through, ct), ct), ct);
            return null;
        }

        return (await RunThroughAsync(through, ct)).Raised;
    }

    /// <summary>
    /// Scores from where the last run ended, and the late days before that again, so that no new score is compared with one that data have overtaken. Where the
    /// first of them comes out otherwise than before, as when a feed was connected or older data came, it goes on backwards until a day comes out as it was.
    /// After a run that was cut short all of the history is done again.
    /// </summary>
    public Task<HealthRunResult> RunThroughAsync(DateOnly through, CancellationToken ct) => InTurnAsync(
        async () =>
        {
            var days = await AgainAsync(services => ScoreThroughAsync(services, through, ct), ct);
            var raised = await AgainAsync(
                async services =>
                {
                    var raised = await services.GetRequiredService<WatchHealth>().WatchAsync(days, ct);
                    await EndAsync(services.GetRequiredService<RetentionDb>(), through, ct);
                    return raised;
                },
                ct);
            return new HealthRunResult(days, raised);
        },
        ct);

    /// <summary>Scores exactly these days, then decides on alerts.</summary>
    public Task<HealthRunResult> RunAsync(Period days, CancellationToken ct) => InTurnAsync(
        async () =>
        {
            await AgainAsync(services => services.GetRequiredService<ScoreCustomers>().ScoreAsync(days, ct), ct);
            return new HealthRunResult(days, await AgainAsync(services => services.GetRequiredService<WatchHealth>().WatchAsync(days, ct), ct));
        },
        ct);

    /// <summary>The scoring day: the last day of the usage feed; null when it was never connected.</summary>
    public async Task<DateOnly?> UsageThroughAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var feeds = scope.ServiceProvider.GetRequiredService<RetentionDb>().Feeds.AsNoTracking();
        return (await feeds.SingleOrDefaultAsync(f => f.Kind == ImportKinds.Usage, ct))?.DataThrough;
    }

    /// <summary>Whether there are days that no run has done to its end.</summary>
    private async Task<bool> IsBehindAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var progress = await scope.ServiceProvider.GetRequiredService<RetentionDb>().HealthProgress.AsNoTracking().SingleOrDefaultAsync(ct);
        return await UsageThroughAsync(ct) is { } through && (progress is not { IsUnderWay: false, Through: { } done } || done < through);
    }

    private static async Task<Period> ScoreThroughAsync(IServiceProvider services, DateOnly through, CancellationToken ct)
    {
        var scoring = services.GetRequiredService<ScoreCustomers>();
        var (last, wasCutShort) = await BeginAsync(services.GetRequiredService<RetentionDb>(), ct);
        var history = through.AddDays(1 - HistoryDays);
        var from = last is null ? history : Earlier(last.Value.AddDays(1 - LateDays), wasCutShort ? history : through);
        var hasChanged = await scoring.ScoreAsync(new Period(from, through.AddDays(1)), ct);
        return new Period(hasChanged && history < from ? await scoring.ScoreBackAsync(new Period(history, from), ct) : from, through.AddDays(1));
    }

    private static async Task<(DateOnly? Through, bool WasCutShort)> BeginAsync(RetentionDb db, CancellationToken ct)
    {
        var progress = await db.HealthProgress.SingleOrDefaultAsync(ct) ?? db.HealthProgress.Add(new HealthProgress()).Entity;
        var before = (progress.Through, progress.IsUnderWay);
        progress.IsUnderWay = true;
        await db.SaveChangesAsync(ct);
        return before;
    }

    private static async Task EndAsync(RetentionDb db, DateOnly through, CancellationToken ct)
    {
        var progress = await db.HealthProgress.SingleAsync(ct);
        (progress.Through, progress.IsUnderWay) = (through, false);
        await db.SaveChangesAsync(ct);
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> run, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await run();
        }
        finally
        {
            _turn.Release();
            outbox.Wake();
        }
    }

    private Task<T> AgainAsync<T>(Func<IServiceProvider, Task<T>> step, CancellationToken ct) => again.DoAsync(step, ct);

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    [LoggerMessage(LogLevel.Warning, "Usage data end on {Through:yyyy-MM-dd}, so health is not scored; import newer usage data")]
    private partial void LogStale(DateOnly through);
}
