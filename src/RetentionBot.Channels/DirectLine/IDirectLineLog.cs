using System.Text.Json.Nodes;

namespace RetentionBot.Channels.DirectLine;

/// <summary>Everything said in the web chat's conversations, in order. The application keeps it; registered as a singleton.</summary>
public interface IDirectLineLog
{
    /// <summary>
    /// Writes an activity under its <c>id</c>. A new id is appended; a known one is rewritten in that conversation. Either way the entry takes the next
    /// sequence number, so that everybody who polls sees it, again if need be.
    /// </summary>
    /// <returns>The sequence number: above zero, ascending within the conversation.</returns>
    Task<long> WriteAsync(string conversationId, JsonObject activity, CancellationToken ct);

    /// <summary>The activity with this id; null when the conversation has none.</summary>
    Task<JsonObject?> FindAsync(string conversationId, string activityId, CancellationToken ct);

    /// <summary>What came after a sequence number, in ascending order: the newest <paramref name="limit"/> when there are more.</summary>
    /// <param name="conversationId">The conversation; one without entries is simply empty.</param>
    /// <param name="after">The last sequence number already seen; 0 for none.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Stops the read.</param>
    Task<IReadOnlyList<DirectLineEntry>> ReadAsync(string conversationId, long after, int limit, CancellationToken ct);
}

/// <summary>One activity in its place.</summary>
public sealed record DirectLineEntry(long Sequence, JsonObject Activity);
