using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace RetentionBot.Store;

/// <summary>Reads that must all see one state of the data: those until it is disposed of.</summary>
internal sealed class ReadTransaction : IAsyncDisposable
{
    private readonly RetentionDb _db;
    private readonly SqliteTransaction _transaction;
    private readonly IDbContextTransaction _used;

    private ReadTransaction(RetentionDb db, SqliteTransaction transaction, IDbContextTransaction used) => (_db, _transaction, _used) = (db, transaction, used);

    /// <summary>Begins a transaction that only reads. EF's own takes SQLite's write lock at once and would wait for an import to end.</summary>
    public static async Task<ReadTransaction> BeginAsync(RetentionDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return new ReadTransaction(db, transaction, (await db.Database.UseTransactionAsync(transaction, ct))!);
    }

    /// <summary>EF does not end what it did not begin, and the connection is used again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _used.DisposeAsync();
        await _transaction.DisposeAsync();
        await _db.Database.CloseConnectionAsync();
    }
}
