using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>A file that holds the bot's database: the one in use, or a backup of it.</summary>
internal static class DatabaseFile
{
    private const int Patience = 30;
    private const int SqliteCorrupt = 11;
    private const int SqliteNoDatabase = 26;

    /// <summary>Where the configured database lies.</summary>
    public static string PathOf(RetentionDb db) => Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);

    /// <summary>A connection that is over once it is closed, so that nothing holds the file then.</summary>
    public static SqliteConnection Connect(string file, SqliteOpenMode mode) =>
        new(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = Patience }.ToString());

    /// <summary>The same for what needs entities.</summary>
    public static RetentionDb OpenDb(string file) => new(new DbContextOptionsBuilder<RetentionDb>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = Patience }.ToString())
        .AddInterceptors(new SqlitePragmas())
        .Options);

    /// <summary>Looks whether a file is a whole database of the bot that this version can work with. Changes nothing.</summary>
    /// <returns>What is wrong with it, as the rest of a sentence that begins with its name; null when nothing is.</returns>
    public static async Task<string?> FaultAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            return "is not there.";
        }

        try
        {
            await using var connection = Connect(file, SqliteOpenMode.ReadOnly);
            await connection.OpenAsync(ct);
            if (await TextsAsync(connection, "SELECT quick_check FROM pragma_quick_check LIMIT 1", ct) is not ["ok"])
            {
                return "is damaged.";
            }

            if (await TextsAsync(connection, "SELECT name FROM sqlite_master WHERE name = '__EFMigrationsHistory'", ct) is [])
            {
                return "is no database of RetentionBot.";
            }

            var applied = await TextsAsync(connection, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId", ct);
            await using var db = OpenDb(file);
            var known = db.Database.GetMigrations().ToList();
            return applied.Count == 0 || applied[0] != known[0] ? "is no database of RetentionBot."
                : applied.Except(known, StringComparer.Ordinal).Any() ? "was written by a newer version of the bot."
                : null;
        }
        catch (SqliteException e)
        {
            return e.SqliteErrorCode switch
            {
                SqliteNoDatabase => "is no database of RetentionBot.",
                SqliteCorrupt => "is damaged.",
                _ => $"cannot be read (SQLite says {e.SqliteErrorCode}).",
            };
        }
    }

    /// <summary>
    /// Writes a database as it stands at one moment into a new file, which has its name only once it is whole, checked and on the disk.
    /// </summary>
    /// <remarks>
    /// By <c>VACUUM INTO</c>, not by the page-wise online backup: in WAL mode it is one read transaction, so turns go on being written meanwhile and are never waited
    /// for; the copy needs no log beside it; and it has no free pages, so what was deleted before is not carried along.
    /// </remarks>
    /// <returns>What is wrong with the copy, as in <see cref="FaultAsync"/>; null when it is well. A copy with a fault is not kept.</returns>
    public static async Task<string?> CopyAsync(SqliteConnection from, string to, CancellationToken ct)
    {
        var unfinished = $"{to}.unfinished";
        try
        {
            File.Delete(unfinished);
            await using (var vacuum = from.CreateCommand())
            {
                vacuum.CommandText = "VACUUM INTO $file";
                vacuum.CommandTimeout = 0;
                vacuum.Parameters.AddWithValue("$file", unfinished);
                await vacuum.ExecuteNonQueryAsync(ct);
            }

            if (await FaultAsync(unfinished, ct) is { } fault)
            {
                return fault;
            }

            await using (var written = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(unfinished, to, overwrite: true);
            return null;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task<List<string>> TextsAsync(SqliteConnection connection, string query, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every query is a constant of this file.
        command.CommandText = query;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
