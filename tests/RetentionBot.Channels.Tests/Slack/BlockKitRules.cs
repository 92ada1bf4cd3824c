using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>Slack's limits on the blocks of a message or view, written down a second time on purpose: the fake must not believe the renderer.</summary>
public static partial class BlockKitRules
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
        ["data_visualization"] = ["type", "block_id", "title", "chart"],
    };

    private static readonly string[] MessageOnly = ["table", "data_visualization"];

    private static readonly string[] InputTypes =
    [
        "plain_text_input", "email_text_input", "url_text_input", "number_input", "datepicker", "timepicker",
        "static_select", "multi_static_select", "radio_buttons", "checkboxes",
    ];

    /// <summary>What Slack would complain of in a message, each with a pointer; empty when all is well.</summary>
    public static List<string> Faults(JsonArray blocks)
    {
        var faults = new List<string>();
        Check(faults, blocks.Count <= 50, "/blocks", "no more than 50 items");
        Check(faults, blocks.Count(block => Text(block, "type") == "table") <= 1, "/blocks", "one table per message");
        Check(faults, blocks.Count(block => Text(block, "type") == "data_visualization") <= 2, "/blocks", "two charts per message");
        Blocks(faults, blocks);
        return faults;
    }

    /// <summary>What Slack would complain of in a modal or home tab, each with a pointer; empty when all is well.</summary>
    public static List<string> ViewFaults(JsonObject view)
    {
        var faults = new List<string>();
        var blocks = view["blocks"] as JsonArray ?? [];
        var isModal = Text(view, "type") == "modal";
        string[] members = ["type", "blocks", "callback_id", "private_metadata", "external_id", .. isModal ? (string[])["title", "submit", "close", "notify_on_close", "clear_on_close"] : []];
        Check(faults, isModal || Text(view, "type") == "home", "/view/type", "modal or home");
        Check(faults, view.All(member => members.Contains(member.Key, StringComparer.Ordinal)), "/view", "no unknown members");
        Check(faults, blocks.Count is >= 1 and <= 100, "/view/blocks", "1 to 100 items");
        Check(faults, Encoding.UTF8.GetByteCount(view.ToJsonString(SlackJson.Compact)) <= 250_000, "/view", "no more than 250 kB");
        Check(faults, Text(view, "callback_id") is not ({ Length: 0 } or { Length: > 255 }), "/view/callback_id", "1 to 255 characters");
        Check(faults, Text(view, "private_metadata") is not { Length: > 3000 }, "/view/private_metadata", "no more than 3000 characters");
        Check(faults, !blocks.Any(block => MessageOnly.Contains(Text(block, "type"), StringComparer.Ordinal)), "/view/blocks", "no blocks that only messages take");
        if (isModal)
        {
            Check(faults, view["submit"] is not null || !blocks.Any(block => Text(block, "type") == "input"), "/view/submit", "there when there are inputs");
            foreach (var name in (string[])["title", "submit", "close"])
            {
                if (name == "title" || view[name] is not null)
                {
                    TextObject(faults, view[name], "/view/" + name, 24, mustBePlain: true);
                }
            }
        }

        Blocks(faults, blocks);
        return faults;
    }

    private static void Blocks(List<string> faults, JsonArray blocks)
    {
        var ids = blocks.Select(block => Text(block, "block_id")).Where(id => id is not null).ToList();
        Check(faults, ids.Distinct(StringComparer.Ordinal).Count() == ids.Count, "/blocks", "block_id must be unique");
        for (var i = 0; i < blocks.Count; i++)
        {
            Block(faults, blocks[i]!.AsObject(), $"/blocks/{i}");
        }
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
                if (block["hint"] is { } hint)
                {
                    TextObject(faults, hint, at + "/hint", 2000, mustBePlain: true);
                }

                Check(faults, InputTypes.Contains(Text(block["element"], "type"), StringComparer.Ordinal), at + "/element", "an input element");
                Element(faults, block["element"]!.AsObject(), at + "/element");
                break;
            case "rich_text":
                RichText(faults, block, at);
                break;
            case "table":
                Table(faults, block, at);
                break;
            case "data_visualization":
                Chart(faults, block, at);
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
            case "overflow":
                Options(faults, element, 5, at);
                break;
            case "static_select" or "multi_static_select":
                Options(faults, element, 100, at);
                break;
            case "radio_buttons" or "checkboxes":
                Options(faults, element, 10, at);
                break;
            case "plain_text_input":
                Check(faults, element["initial_value"] is null || Text(element, "initial_value")!.Length <= (int)(Number(element, "max_length") ?? 3000), at, "initial_value within max_length");
                Check(faults, element["max_length"] is null || element["max_length"]!.GetValue<int>() is >= 1 and <= 3000, at + "/max_length", "1 to 3000");
                break;
            case "number_input":
                Check(faults, element["is_decimal_allowed"] is not null, at, "is_decimal_allowed is required");
                Check(faults, Number(element, "min_value") <= (Number(element, "max_value") ?? decimal.MaxValue) || element["min_value"] is null, at, "min_value no more than max_value");
                Check(faults, !(Number(element, "initial_value") < Number(element, "min_value")) && !(Number(element, "initial_value") > Number(element, "max_value")), at, "initial_value within");
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
            Check(faults, option["url"] is null || (Text(element, "type") == "overflow" && Text(option, "url") is { Length: > 0 and <= 3000 }), place + "/url", "a link of a menu");
        });
        var options = element["options"]!.AsArray();
        Check(faults, options.Select(option => Text(option, "value")).Distinct(StringComparer.Ordinal).Count() == options.Count, at, "option values must be unique");
        JsonNode?[] initial = [.. element["initial_options"] as JsonArray ?? [], .. element["initial_option"] is { } one ? [one] : Array.Empty<JsonNode?>()];
        Check(faults, initial.All(chosen => options.Any(option => JsonNode.DeepEquals(option, chosen))), at, "initial options must be among the options");
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

    private static decimal? Number(JsonNode? owner, string name) =>
        decimal.TryParse(Text(owner, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Check(List<string> faults, bool isFine, string at, string rule)
    {
        if (!isFine)
        {
            faults.Add($"must be: {rule} [json-pointer:{at}]");
        }
    }
}
