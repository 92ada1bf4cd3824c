namespace RetentionBot.Channels.Slack;

/// <summary>What a health check may know of the events that Slack held back because there were too many. Safe to read at any time.</summary>
public sealed class SlackEventLimits
{
    private readonly Lock _gate = new();
    private volatile Snapshot _now = new(Times: 0, LastAt: null);

    /// <summary>How often Slack has said so since the start: once for every minute it lasts.</summary>
    public int Times => _now.Times;

    /// <summary>Null when it never has.</summary>
    public DateTimeOffset? LastAt => _now.LastAt;

    internal void Add(DateTimeOffset at)
    {
        lock (_gate)
        {
            _now = new Snapshot(_now.Times + 1, at);
        }
    }

    private sealed record Snapshot(int Times, DateTimeOffset? LastAt);
}
