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

    public async Task<IReadOnlyList<CheckupLine>> LookAsync(CancellationToken ct)
    {
        var configured = new SqliteConnectionStringBuilder(db.Database.GetConnectionString());
        var file = DatabaseFile.PathOf(db);
        if (!File.Exists(file))
        {
            return [CheckupLine.Wrong(Subject, $"There is none at {file}.", "Set RetentionBot:DataDirectory to where it lies; for a new one run migrate, or start the bot.")];
        }

        // A connection of its own that makes no file, waits for nobody long and is gone afterwards.
        var mode = configured.Mode == SqliteOpenMode.ReadWriteCreate ? SqliteOpenMode.ReadWrite : configured.Mode;
        var own = new SqliteConnectionStringBuilder(configured.ToString()) { Mode = mode, Pooling = false, DefaultTimeout = (int)StoreFault.Patience.TotalSeconds };
        await using var inner = new RetentionDb(new DbContextOptionsBuilder<RetentionDb>().UseSqlite(own.ToString()).Options);
        return [await LookAsync(inner, file, ct), Space(new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace)];
    }

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
            return damage is not ["ok"] ? Wrong(StoreFault.Damaged, file) : await LookAtSchemaAsync(db, file, ct) ?? await TryToWriteAsync(db, file, ct);
        }
        catch (SqliteException e)
        {
            return Wrong(StoreFault.Of(e.SqliteErrorCode), file);
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

    private static CheckupLine Wrong(StoreFault fault, string file) => CheckupLine.Wrong(Subject, $"{file} {fault.What}", fault.Mend);
}
