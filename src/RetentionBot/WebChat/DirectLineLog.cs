using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.DirectLine;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.WebChat;

/// <summary>Keeps the web chat's conversations in the database, so that cards are still there after a restart.</summary>
internal sealed class DirectLineLog(IServiceScopeFactory scopes) : IDirectLineLog
{
    public async Task<long> WriteAsync(string conversationId, JsonObject activity, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var id = activity["id"]!.GetValue<string>();
        var entry = new DirectLineActivity { ConversationId = conversationId, ActivityId = id, Json = activity.ToJsonString() };
        db.DirectLineActivities.RemoveRange(await db.DirectLineActivities.Where(a => a.ConversationId == conversationId && a.ActivityId == id).ToListAsync(ct));
        db.DirectLineActivities.Add(entry);
        await db.SaveChangesAsync(ct);
        return entry.Sequence;
    }

    public async Task<JsonObject?> FindAsync(string conversationId, string activityId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var entry = await db.DirectLineActivities.AsNoTracking()
            .SingleOrDefaultAsync(a => a.ConversationId == conversationId && a.ActivityId == activityId, ct);
        return entry is null ? null : Parse(entry);
    }

    public async Task<IReadOnlyList<DirectLineEntry>> ReadAsync(string conversationId, long after, int limit, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var newest = await db.DirectLineActivities.AsNoTracking()
            .Where(a => a.ConversationId == conversationId && a.Sequence > after)
            .OrderByDescending(a => a.Sequence)
            .Take(limit)
            .ToListAsync(ct);
        return [.. newest.OrderBy(a => a.Sequence).Select(a => new DirectLineEntry(a.Sequence, Parse(a)))];
    }

    private static JsonObject Parse(DirectLineActivity entry) => JsonNode.Parse(entry.Json)!.AsObject();
}
