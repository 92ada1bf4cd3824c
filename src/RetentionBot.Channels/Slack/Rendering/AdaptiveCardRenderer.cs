using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>A message in Slack's terms.</summary>
/// <param name="Text">What notifications and screen readers say; never empty.</param>
/// <param name="Blocks">At least one block, within the limits.</param>
/// <param name="Warnings">What was lost on the way, for whoever designs the card; holds no data of the card.</param>
internal sealed record SlackMessage(string Text, JsonArray Blocks, IReadOnlyList<string> Warnings)
{
    public string BlocksJson => Blocks.Compact();
}

/// <summary>
/// Lowers a filled Adaptive Card 1.5 to Block Kit. What Slack has no word for becomes its <c>fallback</c> or is left out with a warning; a card that cannot be
/// read at all becomes its summary text. Never throws.
/// </summary>
internal sealed class AdaptiveCardRenderer
{
    private const int DeepestNesting = 16;

    private readonly List<string> _warnings = [];
    private readonly BlockList _blocks;
    private readonly ActionBlocks _actions;
    private readonly InputBlocks _inputs;
    private readonly TableBlocks _tables;
    private ChoiceRow? _choiceRow;

    private AdaptiveCardRenderer()
    {
        _blocks = new BlockList(_warnings);
        _actions = new ActionBlocks(_blocks, _warnings);
        _inputs = new InputBlocks(_blocks, _warnings);
        _tables = new TableBlocks(_blocks, _warnings);
    }

    /// <param name="text">The whole message when there is no card, else its one-line summary; Markdown subset.</param>
    public static SlackMessage Render(string text, JsonObject? card)
    {
        try
        {
            return new AdaptiveCardRenderer().ToMessage(text, card);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or JsonException)
        {
            // Only a card that is no proper JSON comes here, such as an object with two members of one name.
            return new AdaptiveCardRenderer().ToMessage(text, card: null, "The card could not be read: only its text is shown.");
        }
    }

    private SlackMessage ToMessage(string text, JsonObject? card, params IEnumerable<string> warnings)
    {
        _warnings.AddRange(warnings);
        var summary = Mrkdwn.Pieces(CardJson.Clean(text) ?? card?.Text("fallbackText") ?? card?.Text("speak") ?? FirstText(card) ?? SlackText.Ellipsis);
        if (card is not null)
        {
            RenderCard(card);
        }

        if (_blocks.IsEmpty)
        {
            _blocks.AddText(summary);
        }

        return new SlackMessage(_blocks.Fit(summary, BlockLimits.MessageText), _blocks.ToArray(), _warnings);
    }

    private static string? FirstText(JsonObject? card) =>
        card?.VisibleDescendants()
            .Where(element => element.Kind() == "TextBlock")
            .Select(element => element.Text("text"))
            .FirstOrDefault(found => found is not null);

    private void RenderCard(JsonObject card)
    {
        _choiceRow = ChoiceRow.In(card);
        foreach (var lost in (string[])["refresh", "authentication", "selectAction", "backgroundImage"])
        {
            if (card[lost] is not null)
            {
                _warnings.Add($"{lost} of the card has no counterpart.");
            }
        }

        RenderAll(card.Visible("body"), depth: 0);
        RenderActions(card, depth: 0);
    }

    private void RenderAll(IEnumerable<JsonObject> elements, int depth)
    {
        foreach (var element in elements)
        {
            Render(element, depth);
        }
    }

    private void Render(JsonObject element, int depth)
    {
        if (depth > DeepestNesting)
        {
            _warnings.Add("Elements nested too deeply were left out.");
            return;
        }

        if (element.Is("separator"))
        {
            _blocks.AddDivider();
        }

        if (element["selectAction"] is not null)
        {
            _warnings.Add($"selectAction of a {element.Kind()} has no counterpart.");
        }

        if (element["requires"] is JsonObject { Count: > 0 } || !TryRender(element, depth))
        {
            RenderFallback(element, depth);
        }
    }

    private bool TryRender(JsonObject element, int depth)
    {
        switch (element.Kind())
        {
            case "TextBlock":
                RenderText(element);
                return true;
            case "FactSet":
                _blocks.AddFields(element.Visible("facts").Select(Fact).OfType<string>());
                return true;
            case "ColumnSet":
                RenderColumns(element, depth);
                return true;
            case "Container":
                RenderContainer(element, depth);
                return true;
            case "Table":
                _tables.Add(element);
                return true;
            case "Image":
                RenderImage(element);
                return true;
            case "ActionSet":
                RenderActions(element, depth);
                return true;
            case var kind when kind.StartsWith("Input.", StringComparison.Ordinal):
                return ReferenceEquals(element, _choiceRow?.Input) || _inputs.TryAdd(element);
            default:
                return false;
        }
    }

    private void RenderFallback(JsonObject element, int depth)
    {
        if (element["fallback"] is JsonObject fallback)
        {
            Render(fallback, depth + 1);
        }
        else if (!element.Has("fallback", "drop"))
        {
            _warnings.Add($"{Known(element.Kind())} has no counterpart and no fallback: left out.");
        }
    }

    /// <summary>A type's name for a warning, unless it is no name at all.</summary>
    private static string Known(string kind) => kind.Length is > 0 and <= 60 ? kind : "An element without a proper type";

    private void RenderText(JsonObject element)
    {
        if (element.Text("text") is not { } markdown)
        {
            return;
        }

        if (markdown.Length > Mrkdwn.LongestInput)
        {
            _warnings.Add($"Text cut to {Mrkdwn.LongestInput} signs.");
        }

        if (CardText.Header(element, markdown) is { } header)
        {
            _blocks.Add(header);
        }
        else if (!CardText.IsHeading(element) && (element.Is("isSubtle") || element.Has("size", "small")))
        {
            _blocks.AddContext(CardText.Line(element, markdown));
        }
        else
        {
            _blocks.AddText(CardText.Line(element, markdown));
        }
    }

    private string? Fact(JsonObject fact)
    {
        var (title, value) = (fact.Text("title"), fact.Text("value"));
        if (title is null && value is null)
        {
            return null;
        }

        var shown = value is null ? [BlockList.Nothing] : Mrkdwn.Pieces(value);
        return _blocks.Fit(title is null ? shown : ["*", .. Mrkdwn.Pieces(title), "*", "\n", .. shown], BlockLimits.Field);
    }

    private void RenderContainer(JsonObject element, int depth)
    {
        if (CardText.Sign(element.Text("style")).TrimEnd() is { Length: > 0 } sign)
        {
            _blocks.AddContext([sign]);
        }

        _blocks.Break();
        RenderAll(element.Visible("items"), depth + 1);
        _blocks.Break();
    }

    private void RenderColumns(JsonObject element, int depth)
    {
        var columns = element.Visible("columns");
        var texts = columns.ConvertAll(CardText.Column);
        if (columns.Count == 2 && texts[0] is { } left && texts[1] is { } right)
        {
            _blocks.AddFields([_blocks.Fit(left, BlockLimits.Field), _blocks.Fit(right, BlockLimits.Field)]);
        }
        else if (columns.Count == 2 && (texts[0] ?? texts[1]) is { } text && Accessory(texts[0] is null ? columns[0] : columns[1]) is { } accessory)
        {
            var section = new JsonObject { ["type"] = "section", ["text"] = BlockList.Markup(_blocks.Fit(text, BlockLimits.Text)), ["accessory"] = accessory };
            _blocks.Add(section);
        }
        else
        {
            foreach (var column in columns)
            {
                RenderAll(column.Visible("items"), depth + 1);
            }
        }
    }

    /// <summary>What may stand at the right of a section: one picture or one button; null when the column holds anything else.</summary>
    private JsonObject? Accessory(JsonObject column) => column.Visible("items") switch
    {
        [{ } image] when image.Kind() == "Image" => ImageElement(image),
        [{ } set] when set.Kind() == "ActionSet" && set.Visible("actions") is [{ } action] && !ReferenceEquals(action, _choiceRow?.Submit)
            => _actions.Button(action),
        _ => null,
    };

    private void RenderImage(JsonObject element)
    {
        if (ImageElement(element) is { } image)
        {
            _blocks.Add(image);
            return;
        }

        _warnings.Add("An image without an https address was left out.");
        if (element.Text("altText") is { } altText)
        {
            _blocks.AddContext([.. SlackText.Graphemes(SlackText.Cut(altText, BlockLimits.AltText)).Select(SlackText.Escape)]);
        }
    }

    private static JsonObject? ImageElement(JsonObject element) => CardJson.IsHttps(element.Text("url"))
        ? new JsonObject
        {
            ["type"] = "image",
            ["image_url"] = element.Text("url"),
            ["alt_text"] = SlackText.Cut(element.Text("altText") ?? element.Text("title") ?? "image", BlockLimits.AltText),
        }
        : null;

    private void RenderActions(JsonObject owner, int depth)
    {
        var actions = new List<JsonObject>();
        foreach (var action in owner.Visible("actions"))
        {
            if (ReferenceEquals(action, _choiceRow?.Submit))
            {
                _choiceRow!.Value.AddTo(_blocks, _actions);
                _warnings.Add("The choices became buttons of their own; the submit button is left out.");
            }
            else if (Resolve(action, depth) is { } known)
            {
                actions.Add(known);
            }
        }

        _actions.Add(actions);
    }

    /// <summary>The action itself, or the first of its fallbacks that Slack has a word for.</summary>
    private JsonObject? Resolve(JsonObject action, int depth)
    {
        if (ActionBlocks.IsKnown(action) && action["requires"] is not JsonObject { Count: > 0 })
        {
            return action;
        }

        if (action["fallback"] is JsonObject fallback && depth < DeepestNesting)
        {
            return Resolve(fallback, depth + 1);
        }

        if (!action.Has("fallback", "drop"))
        {
            _warnings.Add($"{Known(action.Kind())} has no counterpart and no fallback: left out.");
        }

        return null;
    }
}
