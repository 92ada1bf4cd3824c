using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace RetentionBot.Store;

/// <summary>
/// Gives each context a connection that is open already, and takes it back when the context is done. Otherwise each query opens one and closes it again, and has EF's
/// functions registered with it each time, which takes longer than what most queries ask.
/// </summary>
/// <param name="connectionString">Of those that are kept; EF also has some of its own, that only read.</param>
internal sealed class KeptConnections(string connectionString) : DbConnectionInterceptor, IDisposable
{
    /// <summary>What is more is closed: it was needed in a crowd only.</summary>
    private const int Most = 64;

    private readonly ConcurrentStack<SqliteConnection> _idle = new();
    private readonly ConcurrentDictionary<DbContext, SqliteConnection> _lent = new();
    private volatile bool _isOver;

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result)
    {
        if (eventData.Context is not { } context || eventData.ConnectionString != connectionString || !_idle.TryPop(out var kept))
        {
            return result;
        }

        _lent[context] = kept;
        return InterceptionResult<DbConnection>.SuppressWithResult(kept);
    }

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        var created = (SqliteConnection)result;
        if (eventData.Context is { } context && created.ConnectionString == connectionString && TryOpen(created))
        {
            _lent[context] = created;
        }

        return result;
    }

    /// <summary>Takes back what a context has, so that it can be given another connection or be kept itself. It gets one anew when it needs one.</summary>
    public void TakeBack(DbContext context)
    {
        if (!_lent.TryRemove(context, out var connection))
        {
            return;
        }

        // The very first of a context is EF's own, who closes it here; those that follow stay open.
        context.SetConnection(null);
        context.Database.SetConnectionString(connectionString);
        if (_isOver || _idle.Count >= Most || !IsUsable(connection))
        {
            connection.Dispose();
            return;
        }

        _idle.Push(connection);
        if (_isOver)
        {
            Dispose();
        }
    }

    /// <summary>Closes all of them, so that nothing holds the file.</summary>
    public void Dispose()
    {
        _isOver = true;
        while (_idle.TryPop(out var kept))
        {
            kept.Dispose();
        }

        using var any = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(any);
    }

    /// <summary>One that cannot be opened now stays closed: whoever uses it hears why.</summary>
    private static bool TryOpen(SqliteConnection connection)
    {
        try
        {
            connection.Open();
            SqlitePragmas.Set(connection);
            return true;
        }
        catch (SqliteException)
        {
            connection.Close();
            return false;
        }
    }

    /// <summary>Open, and nothing of what was done with it goes on: a reader that was left standing would go on seeing the data of then.</summary>
    private static bool IsUsable(SqliteConnection connection)
    {
        if (connection.Handle is not { } handle || raw.sqlite3_get_autocommit(handle) == 0)
        {
            return false;
        }

        for (var statement = raw.sqlite3_next_stmt(handle, null); statement is not null; statement = raw.sqlite3_next_stmt(handle, statement))
        {
            if (raw.sqlite3_stmt_busy(statement) != 0)
            {
                return false;
            }
        }

        return true;
    }
}

internal static class LentConnections
{
    /// <summary>Gives a context another connection, or none, whatever it has opened; EF leaves it to others to close this one.</summary>
    public static void SetConnection(this DbContext context, SqliteConnection? connection)
    {
        const int Most = 100;
        for (var opened = 0; ; opened++)
        {
            try
            {
                context.Database.SetDbConnection(connection);
                return;
            }
            catch (InvalidOperationException) when (opened < Most)
            {
                // It counts how often it was opened, and has to be closed as often.
                context.Database.CloseConnection();
            }
        }
    }
}
