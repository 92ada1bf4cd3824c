using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace RetentionBot.Store;

/// <summary>Reads that must all see one state of the data.</summary>
internal static class ReadTransaction
{
    /// <summary>Begins a transaction that only reads. EF's own takes SQLite's write lock at once and would wait for an import to end.</summary>
    public static async Task<IDbContextTransaction> BeginReadAsync(this RetentionDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(transaction, ct))!;
    }
}
