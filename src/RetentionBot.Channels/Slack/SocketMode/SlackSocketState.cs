namespace RetentionBot.Channels.Slack.SocketMode;

/// <summary>How the connection to Slack stands.</summary>
public enum SlackSocketStatus
{
    /// <summary>Socket Mode is not used.</summary>
    Off,

    /// <summary>Being opened, for the first time or again.</summary>
    Connecting,

    /// <summary>Slack has said hello; what people do arrives.</summary>
    Connected,

    /// <summary>Slack lets the app connect no more; only an operator can mend it.</summary>
    Stopped,
}

/// <summary>What a health check may know of Socket Mode. Safe to read at any time.</summary>
public sealed class SlackSocketState
{
    private volatile Snapshot _now = new(SlackSocketStatus.Off, Reason: null);

    public SlackSocketStatus Status => _now.Status;

    /// <summary>Slack's code for why it is not connected; null when there is nothing to say.</summary>
    public string? Reason => _now.Reason;

    internal void Set(SlackSocketStatus status, string? reason = null) => _now = new Snapshot(status, reason);

    private sealed record Snapshot(SlackSocketStatus Status, string? Reason);
}
