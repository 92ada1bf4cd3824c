using Microsoft.EntityFrameworkCore;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store;

/// <summary>The count of changes to the business data.</summary>
internal static class DataVersions
{
    /// <summary>The version now; 0 before any data.</summary>
    public static async Task<long> CurrentAsync(RetentionDb db, CancellationToken ct) =>
        await db.DataVersions.AsNoTracking().Where(v => v.Id == DataVersion.TheOnlyId).Select(v => (long?)v.Value).SingleOrDefaultAsync(ct) ?? 0;

    /// <summary>Counts one up with the next save.</summary>
    public static async Task BumpAsync(RetentionDb db, CancellationToken ct)
    {
        var version = await db.DataVersions.FindAsync([DataVersion.TheOnlyId], ct);
        if (version is null)
        {
            version = new DataVersion();
            db.DataVersions.Add(version);
        }

        version.Value++;
    }
}
