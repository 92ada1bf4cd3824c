using System.Text;
using System.Text.Json;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// What a modal carries along in its private_metadata: which verb gets the inputs, with which data, and where the form was opened. It comes back from the
/// client, so it is a wish like everything else in a press; whose workspace it is and who sent it are never read from here.
/// </summary>
/// <param name="MessageTs">The message with the pressed button; null when there is none that could be rewritten.</param>
internal sealed record SlackFormOrigin(string Verb, IReadOnlyDictionary<string, string> Data, string Channel, string? MessageTs, string? ThreadTs)
{
    /// <summary>Null when it is more than Slack carries.</summary>
    public string? ToMetadata()
    {
        var text = JsonSerializer.Serialize(this, SlackJson.Compact);
        return text.Length <= BlockLimits.PrivateMetadata ? text : null;
    }

    /// <summary>Null when it is nothing that was written here.</summary>
    public static SlackFormOrigin? Read(string? metadata) =>
        SlackJson.TryParse(Encoding.UTF8.GetBytes(metadata ?? "")) is { } json
        && json.Text(nameof(Verb)) is { } verb
        && json.Text(nameof(Channel)) is { } channel
            ? new SlackFormOrigin(verb, SlackInputs.Stored(json.At(nameof(Data))), channel, json.Text(nameof(MessageTs)), json.Text(nameof(ThreadTs)))
            : null;
}
