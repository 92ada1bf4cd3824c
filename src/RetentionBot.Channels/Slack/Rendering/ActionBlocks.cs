using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// Actions as buttons. Destructive ones get no confirmation dialog: its words would have to be in the reader's language, which the card does not carry.
/// </summary>
internal sealed class ActionBlocks(BlockList blocks, List<string> warnings)
{
    private int _links;

    public static bool IsKnown(JsonObject action) => IsSubmit(action) || action.Kind() == "Action.OpenUrl";

    public static bool IsSubmit(JsonObject action) => action.Kind() is "Action.Execute" or "Action.Submit";

    /// <summary>One row of buttons, the secondary ones last; more rows when there are too many for one.</summary>
    public void Add(IReadOnlyList<JsonObject> actions)
    {
        var buttons = actions.OrderBy(action => action.Has("mode", "secondary")).Select(Button).OfType<JsonObject>();
        AddRows([.. buttons]);
    }

    public void AddRows(IReadOnlyList<JsonObject> buttons)
    {
        foreach (var row in buttons.Chunk(BlockLimits.ActionElements))
        {
            var used = new HashSet<string>(StringComparer.Ordinal);
            var hasPrimary = false;
            foreach (var button in row)
            {
                var id = button.Text("action_id")!;
                for (var number = 2; !used.Add(button.Text("action_id")!); number++)
                {
                    button["action_id"] = $"{id}#{number}";
                }

                if (button.Has("style", "primary") && hasPrimary)
                {
                    button.Remove("style");
                    warnings.Add("Only one positive action of a set is emphasised.");
                }

                hasPrimary |= button.Has("style", "primary");
            }

            blocks.Add(new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray([.. row]) });
        }
    }

    /// <summary>The button of one action; null, with a warning, when Slack could not carry it.</summary>
    public JsonObject? Button(JsonObject action)
    {
        if (!IsKnown(action))
        {
            return null;
        }

        if (action.Has("isEnabled", "false"))
        {
            warnings.Add("A disabled action was left out.");
            return null;
        }

        var title = action.Text("title") ?? action.Text("tooltip") ?? SlackText.Ellipsis;
        var button = IsSubmit(action) ? SubmitButton(action, title) : LinkButton(action, title);
        if (button is not null && Style(action.Text("style")) is { } style)
        {
            button["style"] = style;
        }

        if (button is not null && action.Text("tooltip") is { } tooltip)
        {
            button["accessibility_label"] = SlackText.Cut(tooltip, BlockLimits.AccessibilityLabel);
        }

        return button;
    }

    /// <summary>The verb an action stands for.</summary>
    public static string Verb(JsonObject action) =>
        action.Text("verb") ?? (action["data"] as JsonObject)?.Text("verb") ?? ActionId.Submit;

    /// <summary>A button that carries data; null, with a warning, when the data or the verb are too long to go along.</summary>
    public JsonObject? DataButton(string title, string verb, JsonObject? data, string? idSuffix = null)
    {
        var value = data is { Count: > 0 } ? data.Compact() : null;
        if (!ActionId.IsVerb(verb) || value?.Length > BlockLimits.ButtonValue)
        {
            warnings.Add("A button was left out: its verb is not usable or its data is too long.");
            return null;
        }

        if (title.Length > BlockLimits.ButtonText)
        {
            warnings.Add($"Button text cut to {BlockLimits.ButtonText} signs.");
        }

        var button = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = idSuffix is null ? verb : $"{verb}#{idSuffix}",
            ["text"] = BlockList.Plain(SlackText.Cut(title, BlockLimits.ButtonText)),
        };
        if (value is not null)
        {
            button["value"] = value;
        }

        return button;
    }

    private JsonObject? SubmitButton(JsonObject action, string title)
    {
        if (action["data"] is not (null or JsonObject))
        {
            warnings.Add("Data of an action that is no object was left out.");
        }

        if (action.Has("associatedInputs", "none"))
        {
            warnings.Add("The inputs go along with every button, also with one that wants none.");
        }

        return DataButton(title, Verb(action), action["data"] as JsonObject);
    }

    private JsonObject? LinkButton(JsonObject action, string title)
    {
        if (CardJson.Link(action.Text("url")) is not { } url)
        {
            warnings.Add("A link without a usable address was left out.");
            return null;
        }

        return new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = ActionId.Link(++_links),
            ["text"] = BlockList.Plain(SlackText.Cut(title, BlockLimits.ButtonText)),
            ["url"] = url,
        };
    }

    private static string? Style(string? style) => style?.ToUpperInvariant() switch
    {
        "POSITIVE" => "primary",
        "DESTRUCTIVE" => "danger",
        _ => null,
    };
}
