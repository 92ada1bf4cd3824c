namespace RetentionBot.Channels.Slack;

/// <summary>
/// Whether the bot token still opens anything. Once Slack has said that it does not, it is tried again once per pause and no oftener, whoever asks.
/// </summary>
internal sealed class SlackTokenWatch(TimeProvider clock)
{
    /// <summary>Between two tries while only an operator can mend it.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Slack says when something happened to the second only.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _nextTry;
    private DateTimeOffset? _aliveAt;

    /// <summary>Whether a call may be made now. Saying yes for a dead token is that pause's one try.</summary>
    /// <param name="rest">Until the next try, when not.</param>
    public bool MayCall(out TimeSpan rest)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            rest = _nextTry - now ?? TimeSpan.Zero;
            if (_nextTry is not null && rest <= TimeSpan.Zero)
            {
                _nextTry = now + Pause;
            }

            return rest <= TimeSpan.Zero;
        }
    }

    /// <param name="at">
    /// When it died, where that may have been a while ago; null for now. News of an earlier installation may come late: a token that Slack has taken since then is
    /// a living one.
    /// </param>
    /// <returns>Whether it counts.</returns>
    public bool MarkDead(DateTimeOffset? at = null)
    {
        lock (_lock)
        {
            if (_aliveAt > at + Grain)
            {
                return false;
            }

            _nextTry = clock.GetUtcNow() + Pause;
            return true;
        }
    }

    public void MarkAlive()
    {
        lock (_lock)
        {
            (_nextTry, _aliveAt) = (null, clock.GetUtcNow());
        }
    }
}
