using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RetentionBot.Store;

/// <summary>
/// Sets what each SQLite connection needs: readers beside one writer (WAL), nothing acknowledged that a power cut can take back (<c>synchronous=FULL</c>),
/// patience with another writer, and foreign keys that hold.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;";

    /// <summary>The connections that have them. One that goes back to the pool keeps them until it is opened again, many times a second.</summary>
    private static readonly ConditionalWeakTable<object, object> Ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite never leaves the thread, so there is nothing to wait for.
        Set((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <param name="connection">An open one.</param>
    public static void Set(SqliteConnection connection)
    {
        if (connection.Handle is not { } handle || Ready.TryGetValue(handle, out _) || IsReadOnly(connection))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        Ready.AddOrUpdate(handle, Pragmas);
    }

    /// <summary>EF looks read-only whether the file exists; such a connection cannot set the journal mode and has no need to.</summary>
    private static bool IsReadOnly(SqliteConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;
}
