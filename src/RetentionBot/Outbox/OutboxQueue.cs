using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>Tells for which row each row waits, by the rule of <see cref="OutboxOrder"/>; for showing, over all rooms at once.</summary>
internal sealed class OutboxQueue
{
    private readonly Dictionary<(string Room, OutboxPriority Priority), long> _byPriority = [];
    private readonly Dictionary<(string Room, string Subject), long> _bySubject = [];

    /// <summary>Adds a row that has not left; the earlier ones must have been added before.</summary>
    /// <param name="isResting">Whether it is an update that waits after trouble of its own.</param>
    /// <returns>The oldest row that must leave first; null when none must.</returns>
    public long? Join(long id, string room, OutboxPriority priority, string? subject, bool isResting)
    {
        var before = Enum.GetValues<OutboxPriority>()
            .Where(p => p <= priority)
            .Select(p => _byPriority.TryGetValue((room, p), out var first) ? first : (long?)null)
            .Append(subject is not null && _bySubject.TryGetValue((room, subject), out var shown) ? shown : null)
            .Min();
        if (!isResting)
        {
            _byPriority.TryAdd((room, priority), id);
        }

        if (subject is not null)
        {
            _bySubject.TryAdd((room, subject), id);
        }

        return before;
    }
}
