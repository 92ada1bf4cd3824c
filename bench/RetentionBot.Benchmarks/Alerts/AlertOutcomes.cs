using Microsoft.Data.Sqlite;

namespace RetentionBot.Benchmarks.Alerts;

/// <summary>What a run came to.</summary>
/// <param name="Scores">Of the scoring day, by customer.</param>
/// <param name="Alerts">Customers and rules of what is open.</param>
/// <param name="Lines">Lines of life.</param>
/// <param name="Timers">Timers set for alerts.</param>
internal sealed record AlertOutcomes(IReadOnlyDictionary<long, long> Scores, IReadOnlySet<(long Customer, string Rule)> Alerts, long Lines, long Timers)
{
    public static AlertOutcomes Of(string database)
    {
        using var sql = AlertBot.Open(database);
        return new AlertOutcomes(
            Rows(sql, $"SELECT customer_id, value FROM health_scores WHERE day = '{AlertCompany.Day:yyyy-MM-dd}'", r => (r.GetInt64(0), r.GetInt64(1))).ToDictionary(r => r.Item1, r => r.Item2),
            Rows(sql, "SELECT customer_id, rule FROM alerts WHERE resolved_at IS NULL", r => (r.GetInt64(0), r.GetString(1))).ToHashSet(),
            Rows(sql, "SELECT COUNT(*) FROM alert_events", r => r.GetInt64(0)).Single(),
            Rows(sql, "SELECT COUNT(*) FROM due_timers WHERE subject LIKE 'alert:%'", r => r.GetInt64(0)).Single());
    }

    public bool IsAs(AlertOutcomes other) =>
        Scores.Count == other.Scores.Count && ChangedSince(other) == 0 && Alerts.SetEquals(other.Alerts) && (Lines, Timers) == (other.Lines, other.Timers);

    public int ChangedSince(AlertOutcomes before) => Scores.Count(s => before.Scores.GetValueOrDefault(s.Key, -1) != s.Value);

    public override string ToString() => $"{Scores.Count} scores, {Alerts.Count} alerts, {Lines} lines, {Timers} timers";

    private static List<T> Rows<T>(SqliteConnection sql, string query, Func<SqliteDataReader, T> read)
    {
        using var command = sql.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
