using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack;

/// <summary>What Slack is told within three seconds, the same over HTTP and over a socket.</summary>
/// <param name="IsTaken">False: it could not be committed and has to come again.</param>
/// <param name="Body">What a submitted form shows next; null says nothing, which is the answer to everything else.</param>
internal sealed record SlackAck(bool IsTaken, JsonObject? Body = null)
{
    public static SlackAck Taken { get; } = new(IsTaken: true);

    public static SlackAck NotTaken { get; } = new(IsTaken: false);
}
