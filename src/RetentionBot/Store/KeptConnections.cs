using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace RetentionBot.Store;

/// <summary>
/// Opens a context's connection once, and keeps it for other contexts when its own does not need it any more. Otherwise each query opens one and closes it again, and has
/// EF's functions registered with it each time, which takes longer than what most queries ask.
/// </summary>
/// <param name="connectionString">Of those that are kept; EF also has some of its own, that only read.</param>
internal sealed class KeptConnections(string connectionString) : DbConnectionInterceptor, IDisposable
{
    /// <summary>What is more is closed: it was needed in a crowd only.</summary>
    private const int Most = 64;

    private readonly ConcurrentStack<SqliteConnection> _idle = new();
    private volatile bool _isOver;

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        eventData.ConnectionString == connectionString && _idle.TryPop(out var kept) ? InterceptionResult<DbConnection>.SuppressWithResult(kept) : result;

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        _ = TryOpen((SqliteConnection)result);
        return result;
    }

    public override InterceptionResult ConnectionDisposing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        TryKeep((SqliteConnection)connection) ? InterceptionResult.Suppress() : result;

    public override ValueTask<InterceptionResult> ConnectionDisposingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(ConnectionDisposing(connection, eventData, result));

    public void Dispose()
    {
        _isOver = true;
        while (_idle.TryPop(out var kept))
        {
            kept.Dispose();
        }
    }

    private bool TryKeep(SqliteConnection connection)
    {
        if (_isOver || _idle.Count >= Most || !IsUsable(connection))
        {
            return false;
        }

        _idle.Push(connection);
        if (_isOver)
        {
            Dispose();
        }

        return true;
    }

    /// <summary>Open, and nothing of what was done with it goes on.</summary>
    private bool IsUsable(SqliteConnection connection) =>
        TryOpen(connection) && raw.sqlite3_get_autocommit(connection.Handle) != 0 && !IsReading(connection.Handle!);

    /// <summary>One that cannot be opened now stays closed: whoever uses it hears why.</summary>
    private bool TryOpen(SqliteConnection connection)
    {
        if (connection.ConnectionString != connectionString)
        {
            return false;
        }

        try
        {
            if (connection.State != ConnectionState.Open)
            {
                connection.Open();
                SqlitePragmas.Set(connection);
            }

            return true;
        }
        catch (SqliteException)
        {
            connection.Close();
            return false;
        }
    }

    /// <summary>A reader that was left standing would go on seeing the data of then.</summary>
    private static bool IsReading(sqlite3 handle)
    {
        for (var statement = raw.sqlite3_next_stmt(handle, null); statement is not null; statement = raw.sqlite3_next_stmt(handle, statement))
        {
            if (raw.sqlite3_stmt_busy(statement) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
