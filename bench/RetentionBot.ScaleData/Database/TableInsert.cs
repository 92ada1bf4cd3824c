using Microsoft.Data.Sqlite;

namespace RetentionBot.ScaleData.Database;

/// <summary>One prepared INSERT, run again and again.</summary>
internal sealed class TableInsert<T> : IDisposable
{
    private readonly SqliteCommand command;
    private readonly (SqliteParameter Parameter, Func<T, object?> Value)[] columns;

    /// <param name="connection">Where to.</param>
    /// <param name="transaction">The one it is open in.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">Columns and what of a row goes into them.</param>
    public TableInsert(SqliteConnection connection, SqliteTransaction transaction, string table, params ReadOnlySpan<(string Name, Func<T, object?> Value)> columns)
    {
        command = connection.CreateCommand();
        command.Transaction = transaction;
        this.columns = new (SqliteParameter, Func<T, object?>)[columns.Length];
        var names = new string[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            names[i] = columns[i].Name;
            this.columns[i] = (command.Parameters.Add(new SqliteParameter($"@{names[i]}", null)), columns[i].Value);
        }

        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES (@{string.Join(", @", names)})";
    }

    public void Add(List<T> rows)
    {
        foreach (var row in rows)
        {
            foreach (var (parameter, value) in columns)
            {
                parameter.Value = value(row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => command.Dispose();
}
