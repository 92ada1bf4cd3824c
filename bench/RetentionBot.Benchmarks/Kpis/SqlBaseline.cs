using System.Globalization;
using Microsoft.Data.Sqlite;
using RetentionBot.ScaleData.Totals;

namespace RetentionBot.Benchmarks.Kpis;

/// <summary>The customers of a month.</summary>
internal sealed record CustomersOfMonth(long Opening, long Closing, long Lost)
{
    public long Retained => Opening - Lost;
}

/// <summary>The customers at the opening of a month and those lost in it.</summary>
/// <param name="Month">As <c>2024-09</c>.</param>
internal sealed record ChurnOfMonth(string Month, long Opening, long Lost);

/// <summary>
/// What somebody who knows SQL would have instead of the bot: hand-written queries over the bot's own tables, with the indexes that suit them. One method per question.
/// </summary>
/// <remarks>
/// The queries are in <see cref="SqlQueries"/>. They may leave out what cannot matter in this data set: nothing in it is retired, so customers are not asked whether they
/// are. Statements are prepared once. An instance is for one thread at a time; make one for each.
/// </remarks>
internal sealed class SqlBaseline : IDisposable
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    private readonly SqliteConnection database;
    private readonly Dictionary<string, SqliteCommand> prepared = [];

    private SqlBaseline(SqliteConnection database) => this.database = database;

    /// <summary>Copies a loaded database, replacing an earlier copy, and makes the indexes in the copy. The bot never sees them.</summary>
    public static void Prepare(string path, string copy)
    {
        foreach (var old in (string[])[copy, $"{copy}-wal", $"{copy}-shm"])
        {
            File.Delete(old);
        }

        using (var source = Connect(path, SqliteOpenMode.ReadWrite))
        using (var command = source.CreateCommand())
        {
            command.CommandText = "VACUUM INTO @copy";
            command.Parameters.AddWithValue("@copy", copy);
            command.ExecuteNonQuery();
        }

        using var target = Connect(copy, SqliteOpenMode.ReadWrite);
        using var index = target.CreateCommand();
        index.CommandText = SqlQueries.Indexes;
        index.ExecuteNonQuery();
    }

    /// <summary>Opens a copy that was prepared, to read only.</summary>
    public static SqlBaseline Open(string copy)
    {
        var connection = Connect(copy, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();

        // All of the indexes fit into memory, as they would on a database server.
        command.CommandText = "PRAGMA cache_size = -400000; PRAGMA mmap_size = 4000000000; PRAGMA temp_store = MEMORY;";
        command.ExecuteNonQuery();
        return new SqlBaseline(connection);
    }

    /// <summary>Churn and retention of one month.</summary>
    public CustomersOfMonth Customers(DateOnly month)
    {
        using var reader = Ask(SqlQueries.Customers, MonthOf(month));
        reader.Read();
        var (opening, lost, came) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        return new CustomersOfMonth(opening, opening - lost + came, lost);
    }

    /// <summary>How recurring revenue moved in one month, netted per customer.</summary>
    public MrrTotals Mrr(DateOnly month)
    {
        using var reader = Ask(SqlQueries.Mrr, MonthOf(month));
        reader.Read();
        long[] sums = [.. Enumerable.Range(0, 6).Select(reader.GetInt64)];
        var (opening, churned, contraction, expansion, isNew, back) = (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
        return new MrrTotals(opening, churned, contraction, expansion, isNew, back, opening - churned - contraction + expansion + isNew + back);
    }

    /// <summary>Churn month by month, the earliest first.</summary>
    public IReadOnlyList<ChurnOfMonth> Trend(DateOnly first, int months)
    {
        using var reader = Ask(SqlQueries.Trend, ("@from", Day(first)), ("@end", Day(first.AddMonths(months))));
        var trend = new List<ChurnOfMonth>(months);
        while (reader.Read())
        {
            trend.Add(new ChurnOfMonth(reader.GetString(0)[..7], reader.GetInt64(1), reader.GetInt64(2)));
        }

        return trend;
    }

    /// <summary>The cohort table up to the close of a number of months; every cohort that anybody is in, the earliest first.</summary>
    public IReadOnlyList<CohortTotals> Cohorts(DateOnly first, int months)
    {
        using var reader = Ask(SqlQueries.Cohorts, ("@first", $"{first:yyyy-MM}"), ("@last", $"{first.AddMonths(months - 1):yyyy-MM}"));
        var cohorts = new List<CohortTotals>(months);
        List<long> active = [];
        while (reader.Read())
        {
            if (cohorts.Count == 0 || cohorts[^1].Cohort != reader.GetString(0))
            {
                active = [];
                cohorts.Add(new CohortTotals(reader.GetString(0), reader.GetInt64(3), active));
            }

            active.Add(reader.GetInt64(2));
        }

        return cohorts;
    }

    /// <summary>Churn of one month by the customers' package, by its name.</summary>
    public IReadOnlyList<PlanTotals> ChurnByPlan(DateOnly month)
    {
        using var reader = Ask(SqlQueries.ChurnByPlan, MonthOf(month));
        var plans = new List<PlanTotals>();
        while (reader.Read())
        {
            plans.Add(new PlanTotals(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        }

        return plans;
    }

    /// <summary>The NPS groups of one month in local days, of every respondent and round the latest answer.</summary>
    public NpsTotals Nps(DateOnly month)
    {
        using var reader = Ask(SqlQueries.Nps, ("@from", StartOf(month)), ("@to", StartOf(month.AddMonths(1))));
        reader.Read();
        return new NpsTotals(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        database.Dispose();
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static (string Name, object Value)[] MonthOf(DateOnly month) => [("@from", Day(month)), ("@to", Day(month.AddMonths(1)))];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The first instant of a local day in UTC ticks, as the tables keep instants.</summary>
    private static long StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zone).Ticks;

    private SqliteDataReader Ask(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = database.CreateCommand();
            command.CommandText = sql;
            prepared.Add(sql, command);
        }

        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteReader();
    }
}
