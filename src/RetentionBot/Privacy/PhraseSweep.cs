using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Revenue;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Privacy;

/// <summary>
/// Takes phrases out of every other text that is kept, such as a note on an alert or somebody's question: whatever a feature keeps is looked through without its doing
/// anything for that.
/// </summary>
internal sealed class PhraseSweep(RetentionDb db)
{
    /// <summary>What holds no sentences: facts from the source, and those who bear names of their own. The outbox's messages are changed with what stands on the channels.</summary>
    private static readonly HashSet<Type> Left =
    [
        typeof(Customer), typeof(StaffMember), typeof(Contact), typeof(Identity), typeof(ErasedPerson), typeof(OutboxMessage), typeof(SubscriptionStretch), typeof(UsageRecord), typeof(Order),
        typeof(PaymentEvent), typeof(PaymentCard), typeof(Renewal), typeof(HealthScore),
    ];

    /// <summary>Within the caller's transaction.</summary>
    public async Task RemoveAsync(Phrases phrases, ErasureReport report, CancellationToken ct)
    {
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !Left.Contains(e.ClrType) && e.GetTableName() is not null))
        {
            var changed = 0;
            foreach (var column in entity.GetProperties().Where(p => p.ClrType == typeof(string) && !IsKey(p)))
            {
                changed += await RemoveAsync(entity.GetTableName()!, column.GetColumnName(), phrases, ct);
            }

            report.Add(entity.GetTableName()!, "name, address and comments taken out", changed);
        }
    }

    /// <summary>Values that rows are told apart by are no sentences.</summary>
    private static bool IsKey(IProperty property) => property.IsPrimaryKey() || property.IsForeignKey() || property.GetContainingIndexes().Any(index => index.IsUnique);

    private async Task<int> RemoveAsync(string table, string column, Phrases phrases, CancellationToken ct)
    {
        // A column may be called as a word of SQL is.
        column = $"\"{column}\"";
        var likes = string.Join(" OR ", phrases.Patterns.Select((_, i) => $"{column} LIKE {{{i}}} ESCAPE '{Phrases.Escape}'"));
        var select = $"SELECT rowid AS Id, {column} AS Value FROM {table} WHERE {likes}";
        var update = $"UPDATE {table} SET {column} = {{0}} WHERE rowid = {{1}}";
        var changed = 0;
        foreach (var row in await db.Database.SqlQueryRaw<Found>(select, [.. phrases.Patterns]).ToListAsync(ct))
        {
            if (phrases.RemoveFrom(row.Value) is var cleaned && cleaned != row.Value)
            {
                changed += await db.Database.ExecuteSqlRawAsync(update, [cleaned, row.Id], ct);
            }
        }

        return changed;
    }

    private sealed record Found(long Id, string Value);
}
