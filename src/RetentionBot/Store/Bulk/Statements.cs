using Microsoft.Data.Sqlite;

namespace RetentionBot.Store.Bulk;

/// <summary>SQL of our own that is compiled once a connection and run very many times.</summary>
internal static class Statements
{
    /// <param name="connection">On which it is run.</param>
    /// <param name="sql">With the parameters <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="parameters">How many there are.</param>
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, int parameters)
    {
        var statement = connection.CreateCommand();
        statement.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            statement.Parameters.Add(new SqliteParameter { ParameterName = $"${i}", Value = DBNull.Value });
        }

        return statement;
    }

    /// <summary>What its next run is given.</summary>
    /// <param name="statement">From <see cref="Prepare"/>.</param>
    /// <param name="transaction">The one under way on its connection; null when there is none.</param>
    /// <param name="values">In the order of the parameters.</param>
    public static void Set(this SqliteCommand statement, SqliteTransaction? transaction, params ReadOnlySpan<object?> values)
    {
        statement.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            statement.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
