using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>Slack's limits on the blocks of a message, written down a second time on purpose: the fake must not believe the renderer.</summary>
public static class BlockKitRules
{
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["section"] = ["type", "block_id", "text", "fields", "accessory", "expand"],
        ["header"] = ["type", "block_id", "text"],
        ["context"] = ["type", "block_id", "elements"],
        ["actions"] = ["type", "block_id", "elements"],
        ["divider"] = ["type", "block_id"],
        ["image"] = ["type", "block_id", "image_url", "slack_file", "alt_text", "title"],
        ["input"] = ["type", "block_id", "label", "element", "optional", "dispatch_action", "hint"],
        ["rich_text"] = ["type", "block_id", "elements"],
        ["table"] = ["type", "block_id", "rows", "column_settings"],
    };

    private static readonly string[] InputTypes =
    [
        "plain_text_input", "email_text_input", "url_text_input", "number_input", "datepicker", "timepicker",
        "static_select", "multi_static_select", "radio_buttons", "checkboxes",
    ];

    /// <summary>What Slack would complain of, each with a pointer; empty when all is well.</summary>
    public static List<string> Faults(JsonArray blocks)
    {
        var faults = new List<string>();
        Check(faults, blocks.Count <= 50, "/blocks", "no more than 50 items");
        Check(faults, blocks.Count(block => Text(block, "type") == "table") <= 1, "/blocks", "one table per message");
        var ids = blocks.Select(block => Text(block, "block_id")).Where(id => id is not null).ToList();
        Check(faults, ids.Distinct(StringComparer.Ordinal).Count() == ids.Count, "/blocks", "block_id must be unique");
        for (var i = 0; i < blocks.Count; i++)
        {
            Block(faults, blocks[i]!.AsObject(), $"/blocks/{i}");
        }

        return faults;
    }

    private static void Block(List<string> faults, JsonObject block, string at)
    {
        var type = Text(block, "type") ?? "";
        if (!Members.TryGetValue(type, out var members))
        {
            faults.Add($"unsupported type [{at}/type]");
            return;
        }

        Check(faults, block.All(member => members.Contains(member.Key, StringComparer.Ordinal)), at, "no unknown members");
        Check(faults, Text(block, "block_id") is not ({ Length: 0 } or { Length: > 255 }), at + "/block_id", "1 to 255 characters");
        switch (type)
        {
            case "section":
                Section(faults, block, at);
                break;
            case "header":
                TextObject(faults, block["text"], at + "/text", 150, mustBePlain: true);
                break;
            case "context":
                Each(faults, block, "elements", 1, 10, at, (element, place) =>
                {
                    if (Text(element, "type") == "image")
                    {
                        Image(faults, element, place);
                    }
                    else
                    {
                        TextObject(faults, element, place, 3000);
                    }
                });
                break;
            case "actions":
                Actions(faults, block, at);
                break;
            case "image":
                Image(faults, block, at);
                break;
            case "input":
                TextObject(faults, block["label"], at + "/label", 2000, mustBePlain: true);
                Check(faults, InputTypes.Contains(Text(block["element"], "type"), StringComparer.Ordinal), at + "/element", "an input element");
                Element(faults, block["element"]!.AsObject(), at + "/element");
                break;
            case "rich_text":
                Each(faults, block, "elements", 1, 1000, at, (part, place) => Each(faults, part, "elements", 1, 1000, place, (text, spot) =>
                    Check(faults, Text(text, "text") is { Length: > 0 and <= 3000 }, spot, "1 to 3000 characters")));
                break;
            case "table":
                Table(faults, block, at);
                break;
        }
    }

    private static void Section(List<string> faults, JsonObject block, string at)
    {
        Check(faults, block["text"] is not null || block["fields"] is not null, at, "text or fields");
        if (block["text"] is { } text)
        {
            TextObject(faults, text, at + "/text", 3000);
        }

        if (block["fields"] is not null)
        {
            Each(faults, block, "fields", 1, 10, at, (field, place) => TextObject(faults, field, place, 2000));
        }

        if (block["accessory"] is JsonObject accessory)
        {
            Element(faults, accessory, at + "/accessory");
        }
    }

    private static void Actions(List<string> faults, JsonObject block, string at)
    {
        Each(faults, block, "elements", 1, 25, at, (element, place) => Element(faults, element, place));
        var ids = block["elements"]!.AsArray().Select(element => Text(element, "action_id")).ToList();
        Check(faults, ids.Distinct(StringComparer.Ordinal).Count() == ids.Count, at, "action_id must be unique in its block");
    }

    private static void Element(List<string> faults, JsonObject element, string at)
    {
        var type = Text(element, "type");
        if (type == "image")
        {
            Image(faults, element, at);
            return;
        }

        Check(faults, Text(element, "action_id") is { Length: > 0 and <= 255 }, at + "/action_id", "1 to 255 characters");
        if (element["placeholder"] is { } placeholder)
        {
            TextObject(faults, placeholder, at + "/placeholder", 150, mustBePlain: true);
        }

        switch (type)
        {
            case "button":
                TextObject(faults, element["text"], at + "/text", 75, mustBePlain: true);
                Check(faults, element["value"] is null || Text(element, "value") is { Length: > 0 and <= 2000 }, at + "/value", "1 to 2000 characters");
                Check(faults, element["url"] is null || Text(element, "url") is { Length: > 0 and <= 3000 }, at + "/url", "1 to 3000 characters");
                Check(faults, Text(element, "style") is null or "primary" or "danger", at + "/style", "primary or danger");
                Check(faults, element["accessibility_label"] is null || Text(element, "accessibility_label") is { Length: > 0 and <= 75 }, at, "label of 75");
                break;
            case "static_select" or "multi_static_select":
                Options(faults, element, 100, at);
                break;
            case "radio_buttons" or "checkboxes":
                Options(faults, element, 10, at);
                break;
            case "plain_text_input":
                Check(faults, element["max_length"] is null || element["max_length"]!.GetValue<int>() is >= 1 and <= 3000, at + "/max_length", "1 to 3000");
                break;
            case "number_input":
                Check(faults, element["is_decimal_allowed"] is not null, at, "is_decimal_allowed is required");
                break;
            case "email_text_input" or "url_text_input" or "datepicker" or "timepicker":
                break;
            default:
                faults.Add($"unsupported element [{at}/type]");
                break;
        }
    }

    private static void Options(List<string> faults, JsonObject element, int most, string at)
    {
        Each(faults, element, "options", 1, most, at, (option, place) =>
        {
            TextObject(faults, option["text"], place + "/text", 75);
            Check(faults, Text(option, "value") is { Length: > 0 and <= 75 }, place + "/value", "1 to 75 characters");
        });
        var options = element["options"]!.AsArray();
        JsonNode?[] initial = [.. element["initial_options"] as JsonArray ?? [], .. element["initial_option"] is { } one ? [one] : Array.Empty<JsonNode?>()];
        Check(faults, initial.All(chosen => options.Any(option => JsonNode.DeepEquals(option, chosen))), at, "initial options must be among the options");
    }

    private static void Table(List<string> faults, JsonObject block, string at)
    {
        var letters = 0;
        Each(faults, block, "rows", 1, 100, at, null, (row, place) =>
        {
            var cells = row.AsArray();
            Check(faults, cells.Count is >= 1 and <= 20, place, "1 to 20 cells");
            foreach (var cell in cells)
            {
                Check(faults, Text(cell, "type") is "raw_text" or "raw_number" && Text(cell, "text") is { Length: > 0 }, place, "cells with text");
                letters += Text(cell, "text")?.Length ?? 0;
            }
        });
        Check(faults, letters <= 10_000, at, "10000 characters in all cells");
        Check(faults, block["column_settings"] is null || block["column_settings"]!.AsArray().Count <= 20, at, "20 column settings");
    }

    private static void Image(List<string> faults, JsonObject image, string at)
    {
        Check(faults, Text(image, "image_url") is { Length: > 0 and <= 3000 } url && url.StartsWith("https://", StringComparison.Ordinal), at, "an https image_url");
        Check(faults, Text(image, "alt_text") is { Length: > 0 and <= 2000 }, at + "/alt_text", "1 to 2000 characters");
    }

    private static void TextObject(List<string> faults, JsonNode? text, string at, int most, bool mustBePlain = false)
    {
        Check(faults, Text(text, "type") == "plain_text" || (!mustBePlain && Text(text, "type") == "mrkdwn"), at, mustBePlain ? "plain_text" : "a text object");
        Check(faults, Text(text, "text") is { } shown && shown.Length <= most && !string.IsNullOrWhiteSpace(shown), at, $"1 to {most} characters");
    }

    private static void Each(List<string> faults, JsonObject owner, string name, int least, int most, string at, Action<JsonObject, string>? check, Action<JsonNode, string>? any = null)
    {
        if (owner[name] is not JsonArray items || items.Count < least || items.Count > most)
        {
            faults.Add($"must have {least} to {most} items [{at}/{name}]");
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            check?.Invoke(items[i]!.AsObject(), $"{at}/{name}/{i}");
            any?.Invoke(items[i]!, $"{at}/{name}/{i}");
        }
    }

    private static string? Text(JsonNode? owner, string name) => owner is JsonObject json && json[name] is JsonValue value ? value.ToString() : null;

    private static void Check(List<string> faults, bool isFine, string at, string rule)
    {
        if (!isFine)
        {
            faults.Add($"must be: {rule} [json-pointer:{at}]");
        }
    }
}
