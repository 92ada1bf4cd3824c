using Microsoft.EntityFrameworkCore;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store;

/// <summary>Tells one state of the business data from another.</summary>
internal static class DataVersions
{
    /// <summary>The version now; 0 before any data.</summary>
    public static async Task<long> CurrentAsync(RetentionDb db, CancellationToken ct) =>
        await db.DataVersions.AsNoTracking().Where(v => v.Id == DataVersion.TheOnlyId).Select(v => (long?)v.Value).SingleOrDefaultAsync(ct) ?? 0;

    /// <summary>Gives the data a new version with the next save.</summary>
    /// <remarks>Drawn, not counted: two who save at once need not know of each other, and no version comes twice.</remarks>
    public static async Task BumpAsync(RetentionDb db, CancellationToken ct)
    {
        var version = await db.DataVersions.FindAsync([DataVersion.TheOnlyId], ct);
        if (version is null)
        {
            version = new DataVersion();
            db.DataVersions.Add(version);
        }

        version.Value = Random.Shared.NextInt64(1, long.MaxValue);
    }
}
