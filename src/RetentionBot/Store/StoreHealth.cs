using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>
/// Knows whether the database can be used: writes to it now and then, and hears from everybody whom it refused. It alone says in the log that the database is out,
/// once as it begins and now and then while it lasts; those who are refused every second stay silent.
/// </summary>
internal sealed partial class StoreHealth(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StoreHealth> log) : BackgroundService
{
    private static readonly TimeSpan WhenWell = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhenOut = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RemindAfter = TimeSpan.FromMinutes(5);

    /// <summary>One small write may find room where larger ones do not, so it ends an outage only when nobody was refused for so long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly Lock _sync = new();
    private readonly SemaphoreSlim _alarm = new(0);
    private Task<StoreFault?>? _look;
    private Outage? _outage;

    /// <summary>Why it cannot be used, as far as is known; null when it can.</summary>
    public StoreFault? Fault
    {
        get
        {
            lock (_sync)
            {
                return _outage?.Fault;
            }
        }
    }

    /// <summary>Tries it now, with a small write; those who ask at once share one try.</summary>
    /// <returns>Why it cannot be used; null when it can.</returns>
    public Task<StoreFault?> LookAsync()
    {
        lock (_sync)
        {
            // On a thread of its own: a locked database holds up the one that asks.
            return _look is { IsCompleted: false } ? _look : _look = Task.Run(Look);
        }
    }

    /// <summary>Takes note of what somebody met, if the database as a whole was the cause.</summary>
    /// <returns>Whether it was: then nothing more need be logged.</returns>
    public bool Takes(Exception e)
    {
        if (!e.IsOutage())
        {
            return false;
        }

        Begin(StoreFault.Of(e.RefusalCode()!.Value), e, isRefusal: true);
        if (_alarm.CurrentCount == 0)
        {
            _alarm.Release();
        }

        return true;
    }

    public override void Dispose()
    {
        _alarm.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync();
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var next = Task.Delay(Fault is null ? WhenWell : WhenOut, clock, pause.Token);
            await (Fault is null ? Task.WhenAny(next, _alarm.WaitAsync(pause.Token)) : next);
            await pause.CancelAsync();
        }
    }

    private StoreFault? Look()
    {
        try
        {
            Write();
            End();
        }
        catch (SqliteException e)
        {
            Begin(e.IsOutage() ? StoreFault.Of(e.SqliteErrorCode) : StoreFault.Damaged, e, isRefusal: false);
        }

        return Fault;
    }

    /// <summary>Writes a number of the file's head as it stands: a page goes to the disk, and nothing is changed.</summary>
    private void Write()
    {
        using var scope = scopes.CreateScope();
        var configured = new SqliteConnectionStringBuilder(scope.ServiceProvider.GetRequiredService<RetentionDb>().Database.GetConnectionString());

        // A connection of its own that makes no file and keeps nothing from before.
        configured.Mode = configured.Mode == SqliteOpenMode.ReadWriteCreate ? SqliteOpenMode.ReadWrite : configured.Mode;
        (configured.Pooling, configured.DefaultTimeout) = (false, (int)StoreFault.Patience.TotalSeconds);
        using var connection = new SqliteConnection(configured.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
#pragma warning disable CA2100 // A number that was just read.
        command.CommandText = FormattableString.Invariant($"PRAGMA user_version={version}");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        command.CommandText = "SELECT COUNT(*) FROM outbox_messages WHERE id = 0";
        command.ExecuteScalar();
    }

    private void Begin(StoreFault fault, Exception e, bool isRefusal)
    {
        var now = clock.GetTimestamp();
        lock (_sync)
        {
            var refusedAt = isRefusal ? now : _outage?.RefusedAt;
            if (_outage is null)
            {
                _outage = new Outage(fault, Since: now, SaidAt: now, refusedAt);
                LogOut(e, fault.Sentence);
                return;
            }

            var isDue = clock.GetElapsedTime(_outage.SaidAt, now) >= RemindAfter;
            _outage = _outage with { Fault = fault, RefusedAt = refusedAt, SaidAt = isDue ? now : _outage.SaidAt };
            if (isDue)
            {
                LogStillOut(clock.GetElapsedTime(_outage.Since, now), fault.Sentence);
            }
        }
    }

    private void End()
    {
        lock (_sync)
        {
            if (_outage is null || (_outage.RefusedAt is { } refused && clock.GetElapsedTime(refused) < Quiet))
            {
                return;
            }

            LogBack(clock.GetElapsedTime(_outage.Since));
            _outage = null;
        }
    }

    /// <param name="SaidAt">When the log last told.</param>
    /// <param name="RefusedAt">When somebody was last refused; null when only the try was.</param>
    private sealed record Outage(StoreFault Fault, long Since, long SaidAt, long? RefusedAt);

    [LoggerMessage(LogLevel.Error, "{Sentence} Until then what is sent to the bot is answered 503, nothing leaves, and nothing is lost; the bot goes on by itself")]
    private partial void LogOut(Exception e, string sentence);

    [LoggerMessage(LogLevel.Error, "Still, after {Duration}: {Sentence}")]
    private partial void LogStillOut(TimeSpan duration, string sentence);

    [LoggerMessage(LogLevel.Information, "The database can be used again, after {Duration}")]
    private partial void LogBack(TimeSpan duration);
}
