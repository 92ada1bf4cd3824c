using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Ingest;
using RetentionBot.ScaleData.Drawing;
using RetentionBot.ScaleData.Making;
using RetentionBot.ScaleData.Totals;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.ScaleData.Database;

/// <summary>A bot's database that holds a data set, made by the bot's own migrations and filled past its importer, which it is equal to.</summary>
/// <remarks>The use of the product is left out: the bot has no table for its months. Runs of the importer are not made up either.</remarks>
internal static class ScaleDatabase
{
    /// <summary>When the feeds say they were loaded.</summary>
    public static readonly DateTimeOffset LoadedAt = new(2026, 1, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>The version of the data; any number but 0 would do.</summary>
    public const long DataVersionValue = 1;

    private static readonly string[] Feeds = [ImportKinds.Customers, ImportKinds.Subscriptions, ImportKinds.Responses, ImportKinds.Cases, ImportKinds.Orders];

    /// <summary>Where the totals of a database lie: beside it, as <c>M.totals.json</c> beside <c>M.db</c>.</summary>
    public static string TotalsFile(string path) => Path.ChangeExtension(path, ".totals.json");

    /// <summary>Makes a database, or fills an empty one, and writes its totals beside it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">How many customers.</param>
    /// <param name="seed">Which data set.</param>
    /// <param name="ct">Stops it; the file is then of no use, since it is written without a journal.</param>
    /// <exception cref="InvalidOperationException">The database holds customers already.</exception>
    public static async Task<ScaleTotals> CreateAsync(string path, ScaleSize size, long seed, CancellationToken ct)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        await using (var db = Open(source))
        {
            await db.Database.MigrateAsync(ct);
            if (await db.Customers.AnyAsync(ct))
            {
                throw new InvalidOperationException($"{path} holds customers already.");
            }
        }

        var tally = await FillAsync(source, size, seed, ct);
        await using (var db = Open(source))
        {
            db.Feeds.AddRange(Feeds.Select(kind => new Feed { Kind = kind, DataThrough = Window.DataThrough, LoadedAt = LoadedAt }));
            db.DataVersions.Add(new DataVersion { Value = DataVersionValue });
            await db.SaveChangesAsync(ct);
        }

        var totals = ScaleTotals.Of(tally, size, seed);
        await File.WriteAllTextAsync(TotalsFile(path), totals.ToJson(), ct);
        return totals;
    }

    private static RetentionDb Open(string source) => new(new DbContextOptionsBuilder<RetentionDb>().UseSqlite(source).Options);

    private static async Task<Tally> FillAsync(string source, ScaleSize size, long seed, CancellationToken ct)
    {
        var tally = new Tally();
        await using var connection = new SqliteConnection(source);
        await connection.OpenAsync(ct);

        // If this is interrupted the file is thrown away, so nothing need be kept safe.
        await RunAsync(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY;", ct);
        var indexes = await IndexesAsync(connection, ct);
        foreach (var (name, _) in indexes)
        {
            await RunAsync(connection, $"DROP INDEX \"{name}\"", ct);
        }

        await using (var transaction = connection.BeginTransaction())
        {
            using var inserts = new Inserts(connection, transaction);
            await foreach (var part in ScaleSource.PartsAsync(size.Customers, new CustomerMaker(seed, withUse: false), data => new StoredRows(data), ct))
            {
                tally.Add(part.Tally);
                inserts.Add(part);
            }

            await transaction.CommitAsync(ct);
        }

        // Made after the rows each index is sorted once; it is the very index that was dropped.
        foreach (var (_, sql) in indexes)
        {
            await RunAsync(connection, sql, ct);
        }

        await RunAsync(connection, "PRAGMA journal_mode=WAL", ct);
        return tally;
    }

    private static async Task<List<(string Name, string Sql)>> IndexesAsync(SqliteConnection connection, CancellationToken ct)
    {
        var indexes = new List<(string, string)>();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('{string.Join("', '", Inserts.Tables)}') ORDER BY name";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        return indexes;
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
