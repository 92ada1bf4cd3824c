using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Store;

namespace RetentionBot.Tests.Harness;

/// <summary>A store that refuses certain saves a number of times, and then takes them.</summary>
/// <param name="times">How often it refuses.</param>
/// <param name="refusal">What it throws.</param>
/// <param name="isMeant">Which saves; the others are left alone.</param>
internal sealed class OddStore(int times, Func<Exception> refusal, Func<RetentionDb, bool> isMeant) : SaveChangesInterceptor
{
    private int _left = times;

    public BotSetup Setup => new() { Services = services => services.ConfigureDbContext<RetentionDb>(options => options.AddInterceptors(this)) };

    public static Exception Busy() => new DbUpdateException("not saved", new SqliteException("database is locked", 5));

    public static Exception Locked() => new SqliteException("database table is locked", 6);

    public static Exception LostRace() => new DbUpdateConcurrencyException("somebody else was faster");

    public static Exception Broken() => new DbUpdateException("not saved", new SqliteException("SQL logic error", 1));

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        isMeant((RetentionDb)eventData.Context!) && Interlocked.Decrement(ref _left) >= 0 ? throw refusal() : ValueTask.FromResult(result);
}
