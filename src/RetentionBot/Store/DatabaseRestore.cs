using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store.Entities;
using SQLitePCL;

namespace RetentionBot.Store;

/// <summary>What putting a backup back came to.</summary>
/// <param name="HeldMessages">Messages that waited when the backup was made and are held now.</param>
/// <param name="DroppedDeliveries">Deliveries that were under way when the backup was made and are not taken up again.</param>
/// <param name="ErasedPeople">People of the backup whom the replaced database had erased, and who are erased again.</param>
internal sealed record RestoreReport(int HeldMessages, int DroppedDeliveries, int ErasedPeople);

/// <summary>Erases a person from a database that is not in use yet.</summary>
/// <param name="connectionString">Of that database.</param>
/// <param name="contactId">Who.</param>
/// <param name="ct">Stops it.</param>
internal delegate Task EraseFrom(string connectionString, long contactId, CancellationToken ct);

/// <summary>
/// Puts a backup in the place of the database, with nobody else at it: a running bot is asked to stand aside. The backup is made ready in a file of its own and
/// copied over in one write transaction, so that a restore that is cut off leaves what was there.
/// </summary>
/// <remarks>
/// The old copy does not know what happened since. So that nobody is written to twice, what waited to be sent is held for the admin, what was being handled is not
/// handled again, whom the replaced database knows as asked counts as asked, and whom it erased stays erased. New rows get ids that were never used before: a
/// card that stands in a channel from the time in between can then not be taken for another.
/// </remarks>
internal static class DatabaseRestore
{
    public const string Deed = "database.restore";

    /// <summary>Why a message is held, as <c>outbox list</c> shows it.</summary>
    public const string HeldBecause = "restored from a backup: may have been sent after it was made";

    /// <summary>Milliseconds that one try to have the database alone waits.</summary>
    private const int OneTry = 1000;

    /// <param name="backup">A file without a fault.</param>
    /// <param name="database">The file to replace; it need not be there.</param>
    /// <param name="kept">Where what was there is kept.</param>
    /// <param name="erase">How somebody is erased.</param>
    /// <param name="patience">How long others may take to let go of the database.</param>
    /// <param name="clock">The time.</param>
    /// <param name="ct">Stops it; nothing is changed then.</param>
    /// <returns>Null when somebody else keeps the database open.</returns>
    /// <exception cref="IOException">The disk refuses, or another restore is on its way.</exception>
    public static async Task<RestoreReport?> RunAsync(
        string backup, string database, string kept, EraseFrom erase, TimeSpan patience, TimeProvider clock, CancellationToken ct)
    {
        var staged = $"{database}.restoring";
        using var aside = StandAside.Ask(database);
        try
        {
            if (!File.Exists(database))
            {
                var report = await MakeReadyAsync(backup, staged, null, erase, clock.GetUtcNow(), ct);
                File.Move(staged, database);
                return report;
            }

            await using var live = DatabaseFile.Connect(database, SqliteOpenMode.ReadWrite);
            await live.OpenAsync(ct);
            var begun = clock.GetTimestamp();
            while (!TakeAlone(live))
            {
                if (clock.GetElapsedTime(begun) >= patience)
                {
                    return null;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(OneTry), clock, ct);
            }

            await CopyAsync(live, kept, ct);
            var made = await MakeReadyAsync(backup, staged, kept, erase, clock.GetUtcNow(), ct);
            await using var ready = DatabaseFile.Connect(staged, SqliteOpenMode.ReadWrite);
            await ready.OpenAsync(ct);
            ready.BackupDatabase(live);
            return made;
        }
        finally
        {
            foreach (var end in (string[])["", "-wal", "-shm"])
            {
                File.Delete(staged + end);
            }
        }
    }

    /// <summary>In WAL mode everybody who has the file open holds a lock on it, idle or not; so this fails while a bot runs, and keeps others out until the end.</summary>
    private static bool TakeAlone(SqliteConnection live)
    {
        // Past the driver's commands, which try again without end when this is refused. The mode must come first: with the file once open among others it says nothing.
        raw.sqlite3_busy_timeout(live.Handle, OneTry);
        foreach (var command in (string[])["PRAGMA locking_mode=EXCLUSIVE", "BEGIN IMMEDIATE", "COMMIT", "PRAGMA synchronous=FULL"])
        {
            if (raw.sqlite3_exec(live.Handle, command) is var code and not raw.SQLITE_OK)
            {
                return code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED ? false : throw new SqliteException("The database cannot be taken.", code);
            }
        }

        return true;
    }

    private static async Task CopyAsync(SqliteConnection from, string to, CancellationToken ct)
    {
        if (await DatabaseFile.CopyAsync(from, to, ct) is { } fault)
        {
            throw new IOException($"{to} {fault} The database is as it was; look at the disk's health.");
        }
    }

    private static async Task<RestoreReport> MakeReadyAsync(
        string backup, string staged, string? replaced, EraseFrom erase, DateTimeOffset now, CancellationToken ct)
    {
        await using (var source = DatabaseFile.Connect(backup, SqliteOpenMode.ReadOnly))
        {
            await source.OpenAsync(ct);
            await CopyAsync(source, staged, ct);
        }

        await using var db = DatabaseFile.OpenDb(staged);
        await db.Database.MigrateAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var held = await db.Outbox
            .Where(m => m.State == OutboxState.Pending || m.State == OutboxState.Sending)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Unknown).SetProperty(m => m.FinishedAt, now).SetProperty(m => m.LastError, HeldBecause), ct);
        var dropped = await db.Deliveries
            .Where(d => d.State == DeliveryState.Accepted)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Failed).SetProperty(d => d.FinishedAt, now).SetProperty(d => d.Payload, (string?)null), ct);
        if (replaced is not null)
        {
            await db.Database.ExecuteSqlAsync($"ATTACH DATABASE {replaced} AS replaced", ct);
            await db.Database.ExecuteSqlRawAsync(Carried, ct);
            await db.Database.ExecuteSqlRawAsync("DETACH DATABASE replaced", ct);
        }

        var erased = await db.ErasedPeople.Select(e => e.KeyHash).ToHashSetAsync(ct);
        var contacts = await db.Contacts.Select(c => new { c.Id, c.SourceKey }).ToListAsync(ct);
        List<long> again = [.. contacts.Where(c => erased.Contains(ErasedPerson.HashOf(c.SourceKey))).Select(c => c.Id)];
        db.Audit.Add(new AuditEvent { At = now, Deed = Deed, By = "cli" });
        await DataVersions.BumpAsync(db, ct);
        await db.SaveChangesAsync(ct);
        await db.Database.CloseConnectionAsync();
        foreach (var person in again)
        {
            await erase(db.Database.GetConnectionString()!, person, ct);
        }

        return new RestoreReport(held, dropped, again.Count);
    }

    /// <summary>What the replaced database knows and the backup must: who was asked, who was erased, which ids were used.</summary>
    private const string Carried =
        """
        INSERT INTO outreach (kind, reference, contact_id, state, planned_for, sent_at, sent_on, reason, version)
        SELECT o.kind, o.reference, c.id, o.state, o.planned_for, o.sent_at, o.sent_on, o.reason, o.version
        FROM replaced.outreach o
        JOIN replaced.contacts r ON r.id = o.contact_id
        JOIN main.contacts c ON c.source_key = r.source_key
        WHERE o.sent_at IS NOT NULL AND o.kind <> 'touchpoint'
        ON CONFLICT (contact_id, kind, reference) DO UPDATE
        SET state = excluded.state, sent_at = excluded.sent_at, sent_on = excluded.sent_on, reason = excluded.reason, version = excluded.version;
        INSERT OR IGNORE INTO main.erased_people SELECT * FROM replaced.erased_people;
        UPDATE main.sqlite_sequence SET seq = max(seq, coalesce((SELECT r.seq FROM replaced.sqlite_sequence r WHERE r.name = sqlite_sequence.name), 0));
        INSERT INTO main.sqlite_sequence (name, seq)
        SELECT r.name, r.seq FROM replaced.sqlite_sequence r WHERE r.name NOT IN (SELECT name FROM main.sqlite_sequence);
        """;
}
