using System.Globalization;
using Microsoft.Data.Sqlite;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Fuzz;

/// <summary>How many rows each table holds, and up to which number they were given out: what a refused request must not change.</summary>
internal sealed class Rows : IDisposable
{
    /// <summary>What changes by itself, whatever comes in, and what is kept of a refused import on purpose: that there was one, and which of its rows were wrong.</summary>
    private static readonly string[] Restless = ["job_states", "timers", "outbox", "posted_messages", "import_runs", "rejected_rows", "__EFMigrationsHistory", "__EFMigrationsLock"];

    private readonly SqliteConnection _connection;
    private readonly string _query;

    public Rows(BotUnderTest bot)
    {
        _connection = new SqliteConnection($"Data Source={bot.DatabaseFile};Mode=ReadOnly;Pooling=False");
        _connection.Open();
        var tables = Read("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'QRTZ_%' order by name")
            .Split('\n').Except(Restless, StringComparer.OrdinalIgnoreCase).ToList();
        tables.Count.ShouldBeGreaterThan(20);
        _query = string.Join(" union all ", tables.Select(t => $"select '{t} ' || count(*) || ' ' || coalesce(max(rowid), 0) from \"{t}\""));
    }

    /// <summary>A line a table.</summary>
    public string Count() => Read(_query);

    public void Dispose() => _connection.Dispose();

    private string Read(string query)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return string.Join('\n', lines);
    }
}
