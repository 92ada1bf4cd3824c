using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>A RichTextBlock: runs of text, each with its own looks, which read no markup.</summary>
internal sealed class RichTextBlocks(BlockList blocks, List<string> warnings)
{
    public void Add(JsonObject element)
    {
        var runs = new List<JsonObject>();
        var room = BlockLimits.Text;
        foreach (var inline in element["inlines"] as JsonArray ?? [])
        {
            if (room == 0)
            {
                break;
            }

            var run = inline as JsonObject ?? (inline is JsonValue plain ? new JsonObject { ["text"] = plain.ToString() } : []);
            if (Text(run) is { } text)
            {
                if (text.Length > room)
                {
                    warnings.Add($"Text cut to {BlockLimits.Text} signs.");
                }

                var shown = SlackText.Cut(text, room);
                room -= shown.Length;
                runs.Add(Run(run, shown));
            }
        }

        if (runs.Exists(run => !string.IsNullOrWhiteSpace(run.Text("text"))))
        {
            blocks.AddRichText("rich_text_section", runs);
        }
    }

    /// <summary>What a run says; unlike elsewhere, a space alone counts, it keeps the words around it apart.</summary>
    private static string? Text(JsonObject run) =>
        (run["text"] as JsonValue)?.ToString() is { Length: > 0 } text
            ? CardText.Sign(run.Text("color")) + (CardJson.Clean(text) is { } clean ? Mrkdwn.WithDates(clean) : " ")
            : null;

    private JsonObject Run(JsonObject run, string text)
    {
        if (run.Is("highlight"))
        {
            warnings.Add("The highlight of a text is lost.");
        }

        var link = run["selectAction"] is JsonObject action && action.Kind() == "Action.OpenUrl" ? CardJson.Link(action.Text("url")) : null;
        if (run["selectAction"] is not null && link is null)
        {
            warnings.Add("An action of a text that is no link was left out.");
        }

        var element = new JsonObject { ["type"] = link is null ? "text" : "link", ["text"] = text };
        if (link is not null)
        {
            element["url"] = link;
        }

        if (Style(run) is { Count: > 0 } style)
        {
            element["style"] = style;
        }

        return element;
    }

    private static JsonObject Style(JsonObject run)
    {
        var style = new JsonObject();
        foreach (var (name, isOn) in (ReadOnlySpan<(string, bool)>)
        [
            ("bold", run.Has("weight", "bolder")), ("italic", run.Is("italic")), ("strike", run.Is("strikethrough")), ("underline", run.Is("underline")),
            ("code", run.Has("fontType", "monospace")),
        ])
        {
            if (isOn)
            {
                style[name] = true;
            }
        }

        return style;
    }
}
