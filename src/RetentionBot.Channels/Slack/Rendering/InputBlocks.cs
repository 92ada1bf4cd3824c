using System.Globalization;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// Inputs as input blocks; <c>block_id</c> is the input's id, by which the answer is found again. In a message Slack enforces nothing: the server checks.
/// </summary>
internal sealed class InputBlocks(CardPlan plan, BlockList blocks, List<string> warnings)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>The choices that have a value, in order.</summary>
    public static IEnumerable<(string Title, string Value)> Choices(JsonObject input) =>
        from choice in input.Children("choices")
        let value = choice.Text("value")
        where value is not null
        select (choice.Text("title") ?? value, value);

    /// <summary>What an input is called: its label, else what stands in it, else its id.</summary>
    public static string Label(JsonObject input)
    {
        var id = input.Text("id") ?? SlackText.Ellipsis;
        var label = Mrkdwn.Plain(input.Text("label") ?? input.Text(input.Kind() == "Input.Toggle" ? "title" : "placeholder") ?? id);
        return SlackText.Cut(label.Length > 0 ? label : id, BlockLimits.Label);
    }

    /// <summary>Adds one of the inputs Slack has; one that cannot be carried is left out with a warning.</summary>
    public void Add(JsonObject input)
    {
        if (input.Text("id") is not { Length: <= BlockLimits.Id } id || !_ids.Add(id))
        {
            warnings.Add("An input was left out: its id is missing, too long or used twice.");
            return;
        }

        if (Element(input) is not { } element)
        {
            return;
        }

        if (input["regex"] is not null || (input.Is("isRequired") && !plan.EnforcesRequired))
        {
            warnings.Add("Patterns, and required inputs of a message, are checked on arrival.");
        }

        var block = new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = id,
            ["optional"] = !input.Is("isRequired"),
            ["dispatch_action"] = false,
            ["label"] = BlockList.Plain(Label(input)),
            ["element"] = element,
        };

        // Boxes and radio buttons have no place for it inside.
        if (element.Kind() is "checkboxes" or "radio_buttons" && input.Text("label") is not null && input.Text("placeholder") is { } hint)
        {
            block["hint"] = BlockList.Plain(SlackText.Cut(hint, BlockLimits.Label));
        }

        blocks.Add(block);
    }

    private JsonObject? Element(JsonObject input) => input.Kind() switch
    {
        "Input.Text" => TextElement(input),
        "Input.Number" => NumberElement(input),
        "Input.Date" => Picker(input, "datepicker", "initial_date", "yyyy-MM-dd"),
        "Input.Time" => Picker(input, "timepicker", "initial_time", "HH:mm"),
        "Input.Toggle" => ToggleElement(input),
        _ => ChoiceElement(input),
    };

    private JsonObject? TextElement(JsonObject input)
    {
        if (input.Has("style", "password"))
        {
            warnings.Add("A password is not asked for in a chat: the input was left out.");
            return null;
        }

        var type = input.Has("style", "email") ? "email_text_input" : input.Has("style", "url") ? "url_text_input" : "plain_text_input";
        var element = Named(type, input);
        var limit = int.TryParse(input.Text("maxLength"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0
            ? Math.Min(most, BlockLimits.InputText)
            : BlockLimits.InputText;
        if (type == "plain_text_input")
        {
            element["multiline"] = input.Is("isMultiline");
            element["max_length"] = limit;
        }

        if (input.Text("value") is { } value)
        {
            element["initial_value"] = SlackText.Cut(value, limit);
        }

        return element;
    }

    private static JsonObject NumberElement(JsonObject input)
    {
        var element = Named("number_input", input);
        element["is_decimal_allowed"] = true;
        var (least, most, value) = (input.Number("min"), input.Number("max"), input.Number("value"));
        if (least <= most || least is null || most is null)
        {
            Set("min_value", least);
            Set("max_value", most);
        }

        if (!(value < least) && !(value > most))
        {
            Set("initial_value", value);
        }

        return element;

        void Set(string name, decimal? number)
        {
            if (number is not null)
            {
                element[name] = number.Value.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private JsonObject Picker(JsonObject input, string type, string initial, string format)
    {
        if (input["min"] is not null || input["max"] is not null)
        {
            warnings.Add("The earliest and latest of a date or time are checked on arrival.");
        }

        var element = Named(type, input);
        if (DateTime.TryParseExact(input.Text("value"), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            element[initial] = input.Text("value");
        }

        return element;
    }

    private JsonObject? ToggleElement(JsonObject input)
    {
        var (on, off) = (input.Text("valueOn") ?? "true", input.Text("valueOff") ?? "false");
        if (on.Length > BlockLimits.Option || off.Length > BlockLimits.Option)
        {
            warnings.Add("A toggle was left out: its values are too long.");
            return null;
        }

        var title = Mrkdwn.Plain(input.Text("title") ?? on);
        var element = new JsonObject { ["type"] = "checkboxes", ["action_id"] = ActionId.Toggle(off), ["options"] = new JsonArray(Option(title, on)) };
        if (input.Text("value") == on)
        {
            element["initial_options"] = new JsonArray(Option(title, on));
        }

        return element;
    }

    private JsonObject? ChoiceElement(JsonObject input)
    {
        var isMulti = input.Is("isMultiSelect");
        var all = Choices(input).ToList();
        var usable = all.Where(choice => choice.Value.Length <= BlockLimits.Option).DistinctBy(choice => choice.Value, StringComparer.Ordinal)
            .Take(BlockLimits.SelectOptions).ToList();
        if (usable.Count < all.Count || input["choices.data"] is not null)
        {
            warnings.Add("Choices that are too many, too long, repeated or loaded on typing were left out.");
        }

        if (usable.Count == 0)
        {
            warnings.Add("A choice without choices was left out.");
            return null;
        }

        var isListed = input.Has("style", "expanded") && usable.Count <= BlockLimits.ListedOptions;
        var element = isListed
            ? new JsonObject { ["type"] = isMulti ? "checkboxes" : "radio_buttons", ["action_id"] = ActionId.Value }
            : Named(isMulti ? "multi_static_select" : "static_select", input);
        element["options"] = new JsonArray([.. usable.Select(choice => Option(choice.Title, choice.Value))]);

        var picked = (input.Text("value") ?? "").Split(isMulti ? [','] : []);
        var initial = usable.Where(choice => picked.Contains(choice.Value, StringComparer.Ordinal))
            .Select(choice => Option(choice.Title, choice.Value))
            .ToArray();
        if (initial.Length > 0)
        {
            element[isMulti ? "initial_options" : "initial_option"] = isMulti ? new JsonArray(initial) : initial[0];
        }

        return element;
    }

    private static JsonObject Named(string type, JsonObject input)
    {
        var element = new JsonObject { ["type"] = type, ["action_id"] = ActionId.Value };
        if (input.Text("placeholder") is { } placeholder)
        {
            element["placeholder"] = BlockList.Plain(SlackText.Cut(placeholder, BlockLimits.Placeholder));
        }

        return element;
    }

    private static JsonObject Option(string title, string value) =>
        new() { ["text"] = BlockList.Plain(SlackText.Cut(title.Length > 0 ? title : value, BlockLimits.Option)), ["value"] = value };
}
