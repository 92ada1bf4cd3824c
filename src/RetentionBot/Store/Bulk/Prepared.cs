using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace RetentionBot.Store.Bulk;

/// <summary>
/// A statement of our own SQL that is compiled once and run very many times, on the connection of a context and within its transaction. For rows by the hundred
/// thousand only: for fewer, EF's way is quick enough and says more.
/// </summary>
internal sealed class Prepared : IDisposable
{
    private readonly RetentionDb _db;
    private readonly SqliteCommand _command;

    private Prepared(RetentionDb db, SqliteCommand command) => (_db, _command) = (db, command);

    /// <param name="db">The context, whose connection stays open until this is disposed of.</param>
    /// <param name="sql">With the parameters <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="parameters">How many there are.</param>
    /// <param name="ct">Stops the opening.</param>
    public static async Task<Prepared> OfAsync(RetentionDb db, string sql, int parameters, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        return new Prepared(db, ((SqliteConnection)db.Database.GetDbConnection()).Prepare(sql, parameters));
    }

    /// <summary>Runs it for what it changes.</summary>
    public void Execute(params ReadOnlySpan<object?> values)
    {
        Set(values);
        _command.ExecuteNonQuery();
    }

    /// <summary>Runs it for its rows. The reader is to be disposed of before the statement is run again.</summary>
    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return _command.ExecuteReader();
    }

    public void Dispose()
    {
        _command.Dispose();
        _db.Database.CloseConnection();
    }

    private void Set(ReadOnlySpan<object?> values) => _command.Set((SqliteTransaction?)_db.Database.CurrentTransaction?.GetDbTransaction(), values);
}
