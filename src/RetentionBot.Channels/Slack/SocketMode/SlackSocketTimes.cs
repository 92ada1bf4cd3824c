namespace RetentionBot.Channels.Slack.SocketMode;

/// <summary>The waits of Socket Mode.</summary>
internal sealed record SlackSocketTimes
{
    /// <summary>Between our own pings.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection on which no pong came for this long after a ping is dead; with the ping itself that is within 30 seconds.</summary>
    public TimeSpan PongWithin { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>From connecting to Slack's hello.</summary>
    public TimeSpan HelloWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The least wait after a failure; doubles with each.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A connection that held this long was a good one: the waits begin anew after it.</summary>
    public TimeSpan Lasting { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What was begun on a connection may still be acknowledged on it for this long after its successor is up.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(5);

    /// <param name="failures">In a row, from 1.</param>
    public TimeSpan PauseAfter(int failures)
    {
        var longest = Math.Min(LongestPause.TotalSeconds, ShortestPause.TotalSeconds * Math.Pow(2, failures - 1));
        return TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
