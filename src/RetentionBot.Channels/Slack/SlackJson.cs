using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// Reads Slack's JSON by name and shrugs at what is missing or of another type. Records would not do: the same field is a string in one event and an object
/// in the next (<c>channel</c>), and an unknown event must be acknowledged rather than fail.
/// </summary>
internal static class SlackJson
{
    /// <summary>Compact, with letters of all languages as they are: Slack counts characters, and the text goes into no HTML.</summary>
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Parses a body that must be one object; null when it is anything else.</summary>
    public static JsonElement? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = JsonElement.Parse(body.Span);
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member at the end of a path of names; undefined when a step is missing.</summary>
    public static JsonElement At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return default;
            }
        }

        return json;
    }

    /// <summary>The non-empty string at the end of a path; null when there is none.</summary>
    public static string? Text(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.String } found && found.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Whether the member at the end of a path is <c>true</c>.</summary>
    public static bool Is(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path).ValueKind == JsonValueKind.True;

    /// <summary>The items of the array at the end of a path; none when there is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>The members of the object at the end of a path; none when there is no object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject() : [];
}
