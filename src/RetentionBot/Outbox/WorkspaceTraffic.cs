using RetentionBot.Channels.Turns;

namespace RetentionBot.Outbox;

/// <summary>A rest that a service asked for.</summary>
/// <param name="Workspace">Where, as <c>channel|tenant|</c>.</param>
/// <param name="Kind">What rests; null for everything.</param>
/// <param name="Until">When it is over.</param>
/// <param name="Reason">What the service answered: a code, no content.</param>
internal sealed record OutboxPause(string Workspace, SendKind? Kind, DateTimeOffset Until, string Reason);

/// <summary>One tenant or workspace: how many sends are under way to it, how many more may leave this second, and what rests. Its owner locks.</summary>
internal sealed class WorkspaceTraffic(ChannelPace pace, int mostUnderWay)
{
    private readonly List<OutboxPause> _pauses = [];
    private int _underWay;

    /// <summary>A token bucket: each send takes one, and it holds a second's worth.</summary>
    private double _tokens = pace.PerSecond;
    private DateTimeOffset _filledAt;

    /// <returns>When a send may leave: a time passed when it may now, <see cref="DateTimeOffset.MaxValue"/> when another must end first.</returns>
    public DateTimeOffset FreeAt(SendKind kind, DateTimeOffset now)
    {
        if (_underWay >= mostUnderWay)
        {
            return DateTimeOffset.MaxValue;
        }

        Fill(now);
        var next = _tokens >= 1 ? now : now + TimeSpan.FromSeconds((1 - _tokens) / pace.PerSecond);
        return _pauses.Where(p => p.Kind is null || p.Kind == kind).Select(p => p.Until).Append(next).Max();
    }

    public void Enter() => (_underWay, _tokens) = (_underWay + 1, _tokens - 1);

    /// <param name="wasSent">False when in the end nothing was asked of the service.</param>
    public void Leave(bool wasSent) => (_underWay, _tokens) = (_underWay - 1, wasSent ? _tokens : _tokens + 1);

    public void Pause(OutboxPause pause, DateTimeOffset now)
    {
        _pauses.RemoveAll(p => p.Until <= now);
        _pauses.Add(pause);
    }

    public IEnumerable<OutboxPause> PausesAt(DateTimeOffset now) => _pauses.Where(p => p.Until > now);

    private void Fill(DateTimeOffset now)
    {
        _tokens = Math.Min(pace.PerSecond, _tokens + (Math.Max(0, (now - _filledAt).TotalSeconds) * pace.PerSecond));
        _filledAt = now;
    }
}
