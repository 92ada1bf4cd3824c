using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>Reads a card by name, shrugging at what is missing or of another type.</summary>
internal static class CardJson
{
    /// <summary>A text, number or truth value as text; null when absent, blank or something else.</summary>
    public static string? Text(this JsonObject json, string name) => json[name] is JsonValue value ? Clean(value.ToString()) : null;

    /// <summary>The text without control signs and halves of letters, which no wire carries well; null when nothing is left to read.</summary>
    public static string? Clean(string? text)
    {
        var clean = string.Concat((text ?? "").EnumerateRunes().Where(rune => !Rune.IsControl(rune) || rune.Value is '\n' or '\r' or '\t'));
        return string.IsNullOrWhiteSpace(clean) ? null : clean;
    }

    /// <summary>A number, also one written as text; null when absent, something else or beyond what can be reckoned with.</summary>
    public static decimal? Number(this JsonObject json, string name) =>
        decimal.TryParse(json.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Kind(this JsonObject json) => json.Text("type") ?? "";

    /// <summary>A type's name for a warning, unless it is no name at all.</summary>
    public static string KindForWarning(this JsonObject json) => json.Kind() is { Length: > 0 and <= 60 } kind ? kind : "An element without a proper type";

    public static bool Is(this JsonObject json, string name) => string.Equals(json.Text(name), "true", StringComparison.OrdinalIgnoreCase);

    public static bool Has(this JsonObject json, string name, string value) => string.Equals(json.Text(name), value, StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<JsonObject> Children(this JsonObject json, string name) => json[name] is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The children a reader sees.</summary>
    public static List<JsonObject> Visible(this JsonObject json, string name) => [.. json.Children(name).Where(IsVisible)];

    private static bool IsVisible(JsonObject element) => !element.Has("isVisible", "false");

    /// <summary>Whether a card made this happen that is no proper JSON, such as an object with two members of one name.</summary>
    public static bool IsUnreadable(Exception fault) => fault is ArgumentException or InvalidOperationException or JsonException;

    public static string Compact(this JsonNode json) => json.ToJsonString(SlackJson.Compact);

    public static bool IsHttps(string? url) =>
        url is { Length: <= BlockLimits.Url } && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>A link people may follow: the web or mail, with the signs that Slack's link notation uses written as escapes.</summary>
    public static string? Link(string? url)
    {
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeMailto))
        {
            return null;
        }

        var safe = url.Trim().Replace("|", "%7C", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal)
            .Replace(">", "%3E", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);
        return safe.Length <= BlockLimits.Url && !safe.Any(char.IsControl) ? safe : null;
    }
}
