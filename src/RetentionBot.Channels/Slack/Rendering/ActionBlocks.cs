using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// Actions as buttons. Destructive ones get no confirmation dialog: its words would have to be in the reader's language, which the card does not carry.
/// </summary>
internal sealed class ActionBlocks(CardPlan plan, BlockList blocks, List<string> warnings)
{
    private int _links;

    /// <summary>The verb an action stands for.</summary>
    public static string Verb(JsonObject action) =>
        action.Text("verb") ?? (action["data"] as JsonObject)?.Text("verb") ?? ActionId.Submit;

    public static string Title(JsonObject action) => action.Text("title") ?? action.Text("tooltip") ?? SlackText.Ellipsis;

    /// <summary>Whether verb and data are short enough to go along with a button or a modal.</summary>
    public static bool IsSendable(string verb, JsonObject? data) => ActionId.IsVerb(verb) && Value(data)?.Length is null or <= BlockLimits.ButtonValue;

    /// <summary>A row of buttons, the secondary ones in a menu behind them; more rows when there are too many for one.</summary>
    public void Add(IEnumerable<JsonObject> actions)
    {
        var usable = actions.Select(Resolve).OfType<JsonObject>().Where(IsUsable).ToList();
        if (usable.RemoveAll(action => plan.RoleOf(action) == ActionRole.Choices) > 0)
        {
            blocks.AddText(plan.Row!.Question);
            AddRows(plan.Row.Buttons(this));
            warnings.Add("The choices became buttons of their own; the submit button is left out.");
        }

        var secondary = usable.FindAll(action => action.Has("mode", "secondary"));
        var primary = usable.Except(secondary).Select(Button);
        AddRows([.. primary.OfType<JsonObject>(), .. secondary.Chunk(BlockLimits.OverflowOptions).Select(ButtonOrMenu).OfType<JsonObject>()]);
    }

    /// <summary>The button of one action; null, with a warning, when Slack could not carry it.</summary>
    public JsonObject? Accessory(JsonObject action) => Resolve(action) is { } known && IsUsable(known) ? Button(known) : null;

    /// <summary>A button that opens a modal.</summary>
    public JsonObject OpenButton(string title, JsonObject action) => Named(ActionId.Open(plan.Token(action)), title);

    /// <summary>A button that carries data; null, with a warning, when the data or the verb are too long to go along.</summary>
    public JsonObject? DataButton(string title, string verb, JsonObject? data, string? idSuffix = null)
    {
        if (!IsSendable(verb, data))
        {
            warnings.Add("A button was left out: its verb is not usable or its data is too long.");
            return null;
        }

        var button = Named(idSuffix is null ? verb : $"{verb}#{idSuffix}", title);
        if (Value(data) is { } value)
        {
            button["value"] = value;
        }

        return button;
    }

    private void AddRows(IReadOnlyList<JsonObject> elements)
    {
        foreach (var row in elements.Chunk(BlockLimits.ActionElements))
        {
            var used = new HashSet<string>(StringComparer.Ordinal);
            var hasPrimary = false;
            foreach (var element in row)
            {
                var id = element.Text("action_id")!;
                for (var number = 2; !used.Add(element.Text("action_id")!); number++)
                {
                    element["action_id"] = $"{id}#{number}";
                }

                if (element.Has("style", "primary") && hasPrimary)
                {
                    element.Remove("style");
                    warnings.Add("Only one positive action of a set is emphasised.");
                }

                hasPrimary |= element.Has("style", "primary");
            }

            blocks.Add(new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray([.. row]) });
        }
    }

    /// <summary>The action itself, or the first of its fallbacks that Slack has a word for.</summary>
    private JsonObject? Resolve(JsonObject action)
    {
        var known = action.Effective();
        if (known is null && action.Has("type", "Action.ToggleVisibility"))
        {
            warnings.Add("Action.ToggleVisibility was left out: what it would show is shown.");
        }
        else if (known is null && !action.Has("fallback", "drop"))
        {
            warnings.Add($"{action.KindForWarning()} has no counterpart and no fallback: left out.");
        }

        return known;
    }

    private bool IsUsable(JsonObject action)
    {
        var role = plan.RoleOf(action);
        var fault = role switch
        {
            ActionRole.None => "A modal has one way to be sent: a further action was left out.",
            _ when action.Has("isEnabled", "false") => "A disabled action was left out.",
            ActionRole.Link when CardJson.Link(action.Text("url")) is null => "A link without a usable address was left out.",
            ActionRole.Send when !ActionId.IsVerb(Verb(action)) => "A button was left out: its verb is not usable.",
            _ => null,
        };
        if (fault is not null)
        {
            warnings.Add(fault);
        }

        return fault is null && role != ActionRole.Frame;
    }

    private JsonObject? Button(JsonObject action)
    {
        var button = plan.RoleOf(action) switch
        {
            ActionRole.Link => LinkButton(action),
            ActionRole.Open => OpenButton(Title(action), action),
            _ => SubmitButton(action),
        };
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

    /// <summary>A menu, unless there is nothing to choose in it.</summary>
    private JsonObject? ButtonOrMenu(JsonObject[] actions) => actions is [var only]
        ? Button(only)
        : new JsonObject { ["type"] = "overflow", ["action_id"] = ActionId.More, ["options"] = new JsonArray([.. actions.Select(Option)]) };

    private JsonObject Option(JsonObject action)
    {
        var option = new JsonObject { ["text"] = BlockList.Plain(Cut(Title(action), BlockLimits.Option)) };
        if (plan.RoleOf(action) == ActionRole.Link)
        {
            option["value"] = ActionId.Link(++_links);
            option["url"] = CardJson.Link(action.Text("url"));
        }
        else
        {
            option["value"] = plan.Token(action);
        }

        if (Style(action.Text("style")) is not null)
        {
            warnings.Add("The style of a secondary action is lost in the menu.");
        }

        return option;
    }

    private JsonObject? SubmitButton(JsonObject action)
    {
        if (action["data"] is not (null or JsonObject))
        {
            warnings.Add("Data of an action that is no object was left out.");
        }

        if (action.Has("associatedInputs", "none") && plan.HasInputs && plan.ShowsInputs)
        {
            warnings.Add("The inputs of a message go along with every button, also with one that wants none.");
        }

        return DataButton(Title(action), Verb(action), action["data"] as JsonObject);
    }

    private JsonObject LinkButton(JsonObject action)
    {
        var button = Named(ActionId.Link(++_links), Title(action));
        button["url"] = CardJson.Link(action.Text("url"));
        return button;
    }

    private JsonObject Named(string actionId, string title) => new()
    {
        ["type"] = "button",
        ["action_id"] = actionId,
        ["text"] = BlockList.Plain(Cut(title, BlockLimits.ButtonText)),
    };

    private string Cut(string title, int limit)
    {
        if (title.Length > limit)
        {
            warnings.Add($"The title of an action was cut to {limit} signs.");
        }

        return SlackText.Cut(title, limit);
    }

    private static string? Value(JsonObject? data) => data is { Count: > 0 } ? data.Compact() : null;

    private static string? Style(string? style) => style?.ToUpperInvariant() switch
    {
        "POSITIVE" => "primary",
        "DESTRUCTIVE" => "danger",
        _ => null,
    };
}
