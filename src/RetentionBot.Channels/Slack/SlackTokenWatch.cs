namespace RetentionBot.Channels.Slack;

/// <summary>
/// Whether the bot token still opens anything. Once Slack has said that it does not, it is tried again once per pause and no oftener, whoever asks.
/// </summary>
internal sealed class SlackTokenWatch(TimeProvider clock)
{
    /// <summary>Between two tries while only an operator can mend it.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private DateTimeOffset? _nextTry;

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

    public void MarkDead()
    {
        lock (_lock)
        {
            _nextTry = clock.GetUtcNow() + Pause;
        }
    }

    public void MarkAlive()
    {
        lock (_lock)
        {
            _nextTry = null;
        }
    }
}
