using Microsoft.EntityFrameworkCore;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;

namespace RetentionBot.Timers;

/// <summary>
/// Runs what is due, each timer in a transaction of its own: what it does and that it is gone are one save, so a crash or a second process makes it happen neither
/// twice nor never. What fails is tried again later and later.
/// </summary>
internal sealed partial class TimerSweep(IServiceScopeFactory scopes, OutboxSignal outbox, StoreHealth store, TimeProvider clock, ILogger<TimerSweep> log) : BackgroundService
{
    private const int AtOnce = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    /// <summary>Runs all that is due now.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        List<long> due;
        var tried = new HashSet<long>();
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var now = clock.GetUtcNow();
            due = await scope.ServiceProvider.GetRequiredService<RetentionDb>().Timers.AsNoTracking()
                .Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).ThenBy(t => t.Id).Select(t => t.Id).Take(AtOnce).ToListAsync(ct);
            due.RemoveAll(id => !tried.Add(id));
            foreach (var id in due)
            {
                await RunAsync(id, ct);
            }

            if (due.Count > 0)
            {
                outbox.Wake();
            }
        }
        while (due.Count > 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (!store.Takes(e))
                {
                    LogSweepFailed(e);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(long id, CancellationToken ct)
    {
        using var because = Cause.Begin(log, Cause.Timer(id));
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
            if (await db.Timers.FindAsync([id], ct) is not { } timer || timer.DueAt > clock.GetUtcNow())
            {
                // Somebody ran it since it was looked up.
                return;
            }

            var handler = scope.ServiceProvider.GetRequiredKeyedService<ITimerHandler>(timer.Kind);
            if (await handler.RunAsync(timer, ct) is { } later)
            {
                (timer.DueAt, timer.Attempts) = (later, 0);
            }
            else if (db.Entry(timer).State != EntityState.Deleted)
            {
                db.Timers.Remove(timer);
            }

            await db.SaveChangesAsync(ct);
        }
        catch (Exception e) when (e.IsLostRace())
        {
            // Somebody changed what it is about, or ran it: what is true is found out with the next look.
            LogRace(id);
        }
        catch (Exception e) when (e is not OperationCanceledException && !e.IsOutage())
        {
            LogFailed(e, id);
            await RestAsync(id, ct);
        }
    }

    private async Task RestAsync(long id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        if (await db.Timers.FindAsync([id], ct) is { } timer)
        {
            timer.Attempts++;
            var rest = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(timer.Attempts, 12)));
            timer.DueAt = clock.GetUtcNow() + (rest < LongestRest ? rest : LongestRest);
            await db.SaveChangesAsync(ct);
        }
    }

    [LoggerMessage(LogLevel.Error, "What is due could not be looked up; it is tried again")]
    private partial void LogSweepFailed(Exception e);

    [LoggerMessage(LogLevel.Error, "Timer {Id} failed; it is tried again")]
    private partial void LogFailed(Exception e, long id);

    [LoggerMessage(LogLevel.Information, "Timer {Id} met another change; it is looked at again")]
    private partial void LogRace(long id);
}
