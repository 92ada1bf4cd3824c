using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;

namespace RetentionBot.Hosting.Doctor;

/// <summary>Whether the database is there, whole, of this version and writable, and whether there is room for it to grow.</summary>
internal sealed class DatabaseCheckup(RetentionDb db) : ICheckup
{
    public const long LeastFree = 512L * 1024 * 1024;

    private const string Subject = "Database";
    private const int Patience = 3;

    public async Task<IReadOnlyList<CheckupLine>> LookAsync(CancellationToken ct)
    {
        var configured = new SqliteConnectionStringBuilder(db.Database.GetConnectionString());
        var file = FileOf(db);
        if (!File.Exists(file))
        {
            return [CheckupLine.Wrong(Subject, $"There is none at {file}.", "Set RetentionBot:DataDirectory to where it lies; for a new one run migrate, or start the bot.")];
        }

        // A connection of its own that makes no file, waits for nobody long and is gone afterwards.
        var mode = configured.Mode == SqliteOpenMode.ReadWriteCreate ? SqliteOpenMode.ReadWrite : configured.Mode;
        var own = new SqliteConnectionStringBuilder(configured.ToString()) { Mode = mode, Pooling = false, DefaultTimeout = Patience };
        await using var inner = new RetentionDb(new DbContextOptionsBuilder<RetentionDb>().UseSqlite(own.ToString()).Options);
        return [await LookAsync(inner, file, ct), Space(new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace)];
    }

    /// <summary>The file that a database lies in.</summary>
    public static string FileOf(RetentionDb db) => Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);

    /// <summary>What room there is on the disk.</summary>
    public static CheckupLine Space(long free)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{free / 1024 / 1024:N0} MB are free where the database lies.");
        return free >= LeastFree
            ? CheckupLine.Well("Disk", said)
            : CheckupLine.Wrong("Disk", said, "Make room: at least 512 MB, and as much again as the database is large for a backup.");
    }

    private static async Task<CheckupLine> LookAsync(RetentionDb db, string file, CancellationToken ct)
    {
        try
        {
            var damage = await db.Database.SqlQueryRaw<string>("SELECT quick_check AS Value FROM pragma_quick_check LIMIT 1").ToListAsync(ct);
            return damage is not ["ok"] ? Damaged(file) : await LookAtSchemaAsync(db, file, ct) ?? await TryToWriteAsync(db, file, ct);
        }
        catch (SqliteException e)
        {
            return OfError(e.SqliteErrorCode, file);
        }
    }

    private static async Task<CheckupLine?> LookAtSchemaAsync(RetentionDb db, string file, CancellationToken ct)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var known = db.Database.GetMigrations().ToList();
        return applied.Except(known, StringComparer.Ordinal).Any()
            ? CheckupLine.Wrong(Subject, $"{file} was written by a newer version of the bot.", "Run that version, or restore a backup from before it.")
            : known.Except(applied, StringComparer.Ordinal).Any()
                ? CheckupLine.Wrong(Subject, $"{file} is not up to date with this version of the bot.", "Run migrate, or start the bot, which does the same.")
                : null;
    }

    /// <summary>Begins to write, and takes it back.</summary>
    private static async Task<CheckupLine> TryToWriteAsync(RetentionDb db, string file, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Feeds.Where(feed => feed.Kind == "").ExecuteDeleteAsync(ct);
        await transaction.RollbackAsync(ct);
        return CheckupLine.Well(Subject, $"{file} is whole, up to date and writable.");
    }

    private static CheckupLine Damaged(string file) =>
        CheckupLine.Wrong(Subject, $"{file} is damaged.", "Stop the bot, keep the file aside and restore the latest backup in its place.");

    private static CheckupLine OfError(int code, string file) => code switch
    {
        SqliteErrors.Busy or SqliteErrors.Locked => CheckupLine.Wrong(
            Subject,
            $"{file} is locked: somebody has been writing to it for more than {Patience} seconds.",
            "Wait for a large import to end; otherwise find the other program that holds the file (fuser names it) and end it."),
        SqliteErrors.ReadOnly => CheckupLine.Wrong(
            Subject, $"{file} cannot be written to.", "Give the user the bot runs as the right to write to the file and its folder, and see that the disk is not mounted read-only."),
        SqliteErrors.Full => CheckupLine.Wrong(Subject, $"{file} cannot grow: the disk is full.", "Make room on that disk."),
        SqliteErrors.CannotOpen => CheckupLine.Wrong(Subject, $"{file} cannot be opened.", "Give the user the bot runs as the right to read and write the file and its folder."),
        SqliteErrors.Corrupt or SqliteErrors.NoDatabase => Damaged(file),
        _ => CheckupLine.Wrong(
            Subject,
            string.Create(CultureInfo.InvariantCulture, $"{file} cannot be used (SQLite says {code})."),
            "Look at the disk's health; if the file does not open on another machine either, restore the latest backup."),
    };

    /// <summary>SQLite's primary result codes.</summary>
    private static class SqliteErrors
    {
        public const int Busy = 5;
        public const int Locked = 6;
        public const int ReadOnly = 8;
        public const int Corrupt = 11;
        public const int Full = 13;
        public const int CannotOpen = 14;
        public const int NoDatabase = 26;
    }
}
