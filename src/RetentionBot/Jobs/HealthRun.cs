using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Health;
using RetentionBot.Ingest;
using RetentionBot.Outbox;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>Scores and then watches: nightly, after an import, and by the verb <c>score</c>. Running it again changes nothing.</summary>
internal sealed partial class HealthRun(
    RetentionDb db, ScoreCustomers scoring, WatchHealth watch, OutboxSignal outbox, Workspace workspace, TimeProvider clock, ILogger<HealthRun> log)
{
    /// <summary>History scored when there is none yet: the widest comparison, 28 days, and two weeks before it.</summary>
    private const int FirstHistoryDays = 42;

    /// <summary>Days scored again each time, for data that came late.</summary>
    private const int LateDays = 3;

    /// <summary>A usage feed older than this is stale: no scores, no alerts.</summary>
    private const int StaleAfterDays = 3;

    /// <summary>Scores what is new up to the usage feed's last day, unless that feed is stale.</summary>
    /// <returns>How many alerts were raised; null when nothing was scored.</returns>
    public async Task<int?> RunAsync(CancellationToken ct)
    {
        if (await UsageThroughAsync(ct) is not { } through)
        {
            return null;
        }

        if (through < workspace.LocalDate(clock.GetUtcNow()).AddDays(-StaleAfterDays))
        {
            LogStale(through);
            return null;
        }

        var last = await db.HealthScores.MaxAsync(s => (DateOnly?)s.Day, ct);
        var from = last is null ? through.AddDays(1 - FirstHistoryDays) : Earlier(last.Value.AddDays(1 - LateDays), through);
        return await RunAsync(new Period(from, through.AddDays(1)), ct);
    }

    /// <summary>Scores exactly these days, then decides on alerts.</summary>
    /// <returns>How many alerts were raised and are still open.</returns>
    public async Task<int> RunAsync(Period days, CancellationToken ct)
    {
        await scoring.ScoreAsync(days, ct);
        var raised = await watch.WatchAsync(days, ct);
        outbox.Wake();
        return raised;
    }

    /// <summary>The scoring day: the last day of the usage feed; null when it was never connected.</summary>
    public async Task<DateOnly?> UsageThroughAsync(CancellationToken ct) =>
        (await db.Feeds.AsNoTracking().SingleOrDefaultAsync(f => f.Kind == ImportKinds.Usage, ct))?.DataThrough;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    [LoggerMessage(LogLevel.Warning, "Usage data end on {Through:yyyy-MM-dd}, so health is not scored; import newer usage data")]
    private partial void LogStale(DateOnly through);
}
