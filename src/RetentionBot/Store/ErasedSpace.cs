using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>Sees to it that what was deleted or overwritten is not in the database's files any more, where it would lie until its space is used again.</summary>
internal static class ErasedSpace
{
    private const int Tries = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Writes zeros over what this connection deletes from now on.</summary>
    public static Task OverwriteDeletedAsync(this RetentionDb db, CancellationToken ct) => db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON", ct);

    /// <summary>Writes the file anew without its free space, and empties the log beside it. Takes a while for a large file, in which others cannot write.</summary>
    /// <returns>False when somebody else held the store all the time: the files may hold old content still.</returns>
    public static async Task<bool> CompactAsync(this RetentionDb db, CancellationToken ct)
    {
        for (var i = 0; i < Tries; i++)
        {
            try
            {
                await db.Database.ExecuteSqlRawAsync("VACUUM", ct);
                var wasBusy = await db.Database.SqlQueryRaw<long>("PRAGMA wal_checkpoint(TRUNCATE)").ToListAsync(ct);
                if (wasBusy is [0])
                {
                    return true;
                }
            }
            catch (Exception e) when (e.IsBusy())
            {
                // Somebody reads or writes at length; the next try may find it free.
            }

            await Task.Delay(Pause, TimeProvider.System, ct);
        }

        return false;
    }
}
