using System.Globalization;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>How a TextBlock looks on Slack: as a header, or as a line with a sign for its colour and in bold for its weight.</summary>
internal static class CardText
{
    public static bool IsHeading(JsonObject element) => element.Has("style", "heading") || element.Has("size", "large") || element.Has("size", "extraLarge");

    /// <summary>
    /// The header block of a heading. A header takes no markup, and whether it reads entities is nowhere said: a heading that is long or holds such signs
    /// gets none.
    /// </summary>
    public static JsonObject? Header(JsonObject element, string markdown)
    {
        var text = Sign(element.Text("color")) + Mrkdwn.Plain(markdown).ReplaceLineEndings(" ");
        return IsHeading(element) && text.Length <= BlockLimits.Header && !text.AsSpan().ContainsAny('<', '>') && !string.IsNullOrWhiteSpace(text)
            ? new JsonObject { ["type"] = "header", ["text"] = BlockList.Plain(text) }
            : null;
    }

    /// <summary>A text as mrkdwn, in bold when it is a heading or heavy; Slack's bold spans no line break and no other bold.</summary>
    public static List<string> Line(JsonObject element, string markdown)
    {
        var isBold = (element.Has("weight", "bolder") || IsHeading(element))
            && !markdown.Contains('\n', StringComparison.Ordinal) && !markdown.Contains("**", StringComparison.Ordinal);
        var sign = Sign(element.Text("color"));
        return isBold ? [sign, "*", .. Mrkdwn.Pieces(markdown), "*"] : [sign, .. Mrkdwn.Pieces(markdown)];
    }

    /// <summary>Slack has no text colours; a sign in front says the same, also to those who see no colours.</summary>
    public static string Sign(string? color) => color?.ToUpperInvariant() switch
    {
        "ATTENTION" => "❗ ",
        "WARNING" => "⚠️ ",
        "GOOD" => "✅ ",
        _ => "",
    };

    /// <summary>A bar of ten signs and the share in words; null when the element does not say how far it is.</summary>
    public static string? Progress(JsonObject element)
    {
        const int Signs = 10;
        var most = element.Number("max") ?? 100;
        if (element.Number("value") is not { } value || most <= 0)
        {
            return null;
        }

        var share = Math.Clamp(value / most, 0, 1);
        var full = (int)(share * Signs);
        return $"{new string('▰', full)}{new string('▱', Signs - full)} {Math.Round(share * 100).ToString(CultureInfo.InvariantCulture)} %";
    }

    /// <summary>The texts of a column that holds nothing else; null when it does, or says nothing.</summary>
    public static List<string>? Column(JsonObject column)
    {
        var items = column.Visible("items");
        if (items.Exists(item => item.Kind() != "TextBlock" || item["requires"] is not null))
        {
            return null;
        }

        var pieces = new List<string>();
        foreach (var item in items)
        {
            if (item.Text("text") is { } markdown)
            {
                pieces.AddRange([pieces.Count > 0 ? "\n" : "", .. Line(item, markdown)]);
            }
        }

        return pieces.Count > 0 ? pieces : null;
    }
}
