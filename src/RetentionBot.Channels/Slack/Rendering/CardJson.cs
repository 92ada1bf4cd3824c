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

    public static string Kind(this JsonObject json) => json.Text("type") ?? "";

    public static bool Is(this JsonObject json, string name) => string.Equals(json.Text(name), "true", StringComparison.OrdinalIgnoreCase);

    public static bool Has(this JsonObject json, string name, string value) => string.Equals(json.Text(name), value, StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<JsonObject> Children(this JsonObject json, string name) => json[name] is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The children a reader sees.</summary>
    public static List<JsonObject> Visible(this JsonObject json, string name) => [.. json.Children(name).Where(IsVisible)];

    /// <summary>Everything a reader sees below an element, to any depth.</summary>
    public static IEnumerable<JsonObject> VisibleDescendants(this JsonObject json) =>
        ((string[])["body", "items", "columns", "rows", "cells", "actions"])
            .SelectMany(json.Visible)
            .SelectMany(child => child.VisibleDescendants().Prepend(child));

    private static bool IsVisible(JsonObject element) => !element.Has("isVisible", "false");

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
