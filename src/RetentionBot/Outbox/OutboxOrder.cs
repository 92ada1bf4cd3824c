using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>
/// Which row may leave before which. Within a room a row waits for the earlier ones that are as urgent or more so, and an update for the earlier ones of its own
/// subject: an answer overtakes cards, and the update of a pressed card overtakes new ones, but never the post it rewrites. An update that
/// waits for its subject, or rests after trouble of its own, is in nobody's way; what is said keeps its order through everything.
/// </summary>
internal static class OutboxOrder
{
    /// <summary>
    /// What may leave now, the most urgent first, then the oldest: at most one row for each room and priority, however many wait behind it. Rooms that are being
    /// sent to, paced or paused are the caller's to leave out.
    /// </summary>
    /// <remarks>
    /// The indexes that hold only what has not left say <c>state &lt; 3</c>, and serve only a query that says the same. To ask for <c>Pending</c> would make SQLite
    /// begin with everything that is due, instead of with the first of each room.
    /// </remarks>
    public static IQueryable<OutboxMessage> Due(RetentionDb db, DateTimeOffset now)
    {
        var waiting = db.Outbox.AsNoTracking().Where(m => m.State < OutboxState.Sent);
        var ahead = waiting
            .Where(m => m.State == OutboxState.Sending || m.Kind != SendKind.Update || m.DueAt <= now)
            .Where(m => m.Kind != SendKind.Update
                || !waiting.Any(e => m.Subject != null && e.Subject == m.Subject && e.ConversationKey == m.ConversationKey && e.Id < m.Id));
        return ahead
            .GroupBy(m => new { m.ConversationKey, m.Priority })
            .Select(room => room.Min(m => m.Id))
            .Join(db.Outbox.AsNoTracking(), first => first, m => m.Id, (_, m) => m)
            .Where(m => m.State != OutboxState.Sending && m.DueAt <= now)
            .Where(m => !ahead.Any(e => e.ConversationKey == m.ConversationKey && e.Priority < m.Priority && e.Id < m.Id))
            .OrderBy(m => m.Priority).ThenBy(m => m.Id);
    }
}
