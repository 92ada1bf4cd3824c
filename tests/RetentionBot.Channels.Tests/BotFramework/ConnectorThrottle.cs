namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>
/// How much the Bot Connector takes for one conversation, threads included: 7 messages in a second, 8 in two, 60 in thirty, 1800 in an hour, and twice as many
/// look-ups.
/// </summary>
public sealed class ConnectorThrottle(TimeProvider clock)
{
    private static readonly (TimeSpan Window, int Limit)[] Limits =
    [
        (TimeSpan.FromSeconds(1), 7), (TimeSpan.FromSeconds(2), 8), (TimeSpan.FromSeconds(30), 60), (TimeSpan.FromHours(1), 1800),
    ];

    private readonly Dictionary<string, List<DateTimeOffset>> taken = new(StringComparer.Ordinal);

    /// <summary>Takes a request, or says after how many whole seconds it may come again; what is refused does not count.</summary>
    /// <param name="room">The conversation without its thread.</param>
    /// <param name="isLookUp">A roster is read, nothing is posted.</param>
    /// <param name="messages">How many messages it becomes.</param>
    public int? Refuse(string room, bool isLookUp, int messages = 1)
    {
        var key = isLookUp ? $"{room} look-ups" : room;
        var times = taken.TryGetValue(key, out var known) ? known : taken[key] = [];
        var now = clock.GetUtcNow();
        foreach (var (window, limit) in Limits)
        {
            var inside = times.Where(at => at > now - window).ToList();
            var left = (isLookUp ? 2 * limit : limit) - inside.Count;
            if (left < messages)
            {
                return (int)Math.Ceiling((inside[messages - left - 1] + window - now).TotalSeconds);
            }
        }

        times.AddRange(Enumerable.Repeat(now, messages));
        return null;
    }
}
