using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;

namespace RetentionBot.Tests.Access;

/// <summary>
/// Has the database itself write down which tables somebody changes, however they do it. Left out is what every turn leaves: its delivery, its answer, and where
/// somebody was last seen.
/// </summary>
internal static class StoreWatch
{
    private static readonly string[] OfEveryTurn = ["inbound_deliveries", "outbox_messages"];

    public static async Task BeginAsync(RetentionDb db)
    {
        var tables = db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct(StringComparer.Ordinal).Except(OfEveryTurn, StringComparer.Ordinal);
        var triggers = tables.SelectMany(table => new[] { "INSERT", "DELETE", table == "identities" ? "UPDATE OF staff_member_id, contact_id" : "UPDATE" }.Select((change, i) =>
            $"CREATE TRIGGER watch_{table}_{i} AFTER {change} ON {table} BEGIN INSERT INTO watched VALUES ('{table}'); END;"));
        var sql = string.Join('\n', triggers.Prepend("CREATE TABLE watched (name TEXT NOT NULL);"));
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>The tables that were changed, by name.</summary>
    public static Task<List<string>> ChangedAsync(RetentionDb db) =>
        db.Database.SqlQueryRaw<string>("SELECT DISTINCT name AS Value FROM watched ORDER BY name").ToListAsync();

    /// <summary>What was changed until now does not count.</summary>
    public static Task<int> ForgetAsync(RetentionDb db) => db.Database.ExecuteSqlRawAsync("DELETE FROM watched");
}
