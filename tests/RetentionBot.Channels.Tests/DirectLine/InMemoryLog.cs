using System.Text.Json.Nodes;
using RetentionBot.Channels.DirectLine;

namespace RetentionBot.Channels.Tests.DirectLine;

/// <summary>The log as the application keeps it, without the database.</summary>
internal sealed class InMemoryLog : IDirectLineLog
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Conversation, string Activity), DirectLineEntry> entries = [];
    private long last;

    public Task<long> WriteAsync(string conversationId, JsonObject activity, CancellationToken ct)
    {
        lock (gate)
        {
            entries[(conversationId, activity["id"]!.GetValue<string>())] = new DirectLineEntry(++last, (JsonObject)activity.DeepClone());
            return Task.FromResult(last);
        }
    }

    public Task<JsonObject?> FindAsync(string conversationId, string activityId, CancellationToken ct)
    {
        lock (gate)
        {
            return Task.FromResult(entries.GetValueOrDefault((conversationId, activityId))?.Activity);
        }
    }

    public Task<IReadOnlyList<DirectLineEntry>> ReadAsync(string conversationId, long after, int limit, CancellationToken ct)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<DirectLineEntry>>([
                .. entries.Where(e => e.Key.Conversation == conversationId && e.Value.Sequence > after)
                    .Select(e => e.Value)
                    .OrderBy(e => e.Sequence)
                    .TakeLast(limit),
            ]);
        }
    }
}
