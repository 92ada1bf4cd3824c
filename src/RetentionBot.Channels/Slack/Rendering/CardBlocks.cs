using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>Walks through a card and puts each element into blocks; the more particular ones are left to the classes beside it.</summary>
internal sealed class CardBlocks
{
    private const int DeepestNesting = 16;

    private readonly CardPlan _plan;
    private readonly List<string> _warnings;
    private readonly BlockList _blocks;
    private readonly ActionBlocks _actions;
    private readonly InputBlocks _inputs;
    private readonly TableBlocks _tables;
    private readonly ChartBlocks _charts;
    private readonly PictureBlocks _pictures;
    private readonly RichTextBlocks _richTexts;

    public CardBlocks(CardPlan plan, Surface surface, List<string> warnings)
    {
        _plan = plan;
        _warnings = warnings;
        _blocks = new BlockList(surface, warnings);
        _actions = new ActionBlocks(plan, _blocks, warnings);
        _inputs = new InputBlocks(plan, _blocks, warnings);
        _tables = new TableBlocks(surface, _blocks, warnings);
        _charts = new ChartBlocks(surface, _blocks, warnings);
        _pictures = new PictureBlocks(_blocks, warnings);
        _richTexts = new RichTextBlocks(_blocks, warnings);
    }

    /// <summary>The blocks, within the limits; none when the card shows nothing.</summary>
    public JsonArray Render()
    {
        var card = _plan.Card;
        foreach (var lost in (string[])["refresh", "authentication", "backgroundImage"])
        {
            if (card[lost] is not null)
            {
                _warnings.Add($"{lost} of the card has no counterpart.");
            }
        }

        if (_plan is { EnforcesRequired: true, HasInputs: true, ShowsInputs: false })
        {
            _warnings.Add("The inputs were left out: no action of the card could send them.");
        }

        RenderAll(card.Visible("body"), depth: 0);
        AddSelectAction(card);
        _actions.Add(card.Visible("actions"));
        return _blocks.ToArray();
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

        if (element.Effective() is not { } shown)
        {
            WarnOfLoss(element);
        }
        else if (ChartReader.IsChart(shown) && !_charts.TryAdd(shown))
        {
            RenderFallback(shown, depth);
        }
        else
        {
            RenderKnown(shown, depth);
            AddSelectAction(shown);
        }
    }

    private void RenderFallback(JsonObject element, int depth)
    {
        if (element["fallback"] is JsonObject fallback)
        {
            Render(fallback, depth + 1);
        }
        else
        {
            WarnOfLoss(element);
        }
    }

    private void WarnOfLoss(JsonObject element)
    {
        if (!element.Has("fallback", "drop"))
        {
            _warnings.Add($"{element.KindForWarning()} has no counterpart and no fallback: left out.");
        }
    }

    private void RenderKnown(JsonObject element, int depth)
    {
        switch (element.Kind())
        {
            case "TextBlock":
                RenderText(element);
                break;
            case "RichTextBlock":
                _richTexts.Add(element);
                break;
            case "FactSet":
                _blocks.AddFields(element.Visible("facts").Select(Fact).OfType<string>());
                break;
            case "ColumnSet":
                RenderColumns(element, depth);
                break;
            case "Container":
                RenderContainer(element, depth);
                break;
            case "Carousel":
                RenderCarousel(element, depth);
                break;
            case "Table":
                _tables.Add(element);
                break;
            case "Image":
                _pictures.Add(element);
                break;
            case "ImageSet":
                RenderImages(element);
                break;
            case "Media":
                _pictures.AddMedia(element);
                break;
            case "ActionSet":
                _actions.Add(element.Visible("actions"));
                break;
            case "CodeBlock" when element.Text("codeSnippet") is { } code:
                _blocks.AddPreformatted(code);
                break;
            case "Badge" when element.Text("text") is { } badge:
                _blocks.AddContext([CardText.Sign(element.Text("style")), .. Mrkdwn.Pieces(badge)]);
                break;
            case "ProgressBar" when CardText.Progress(element) is { } progress:
                _blocks.AddText([progress]);
                break;
            case var _ when CardTree.IsInput(element):
                RenderInput(element);
                break;
        }
    }

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

    private void RenderCarousel(JsonObject element, int depth)
    {
        var pages = element.Visible("pages");
        if (pages.Count > 1)
        {
            _warnings.Add("Only the first page of a Carousel is shown.");
        }

        RenderAll(pages.Take(1).SelectMany(page => page.Visible("items")), depth + 1);
    }

    private void RenderColumns(JsonObject element, int depth)
    {
        var columns = element.Visible("columns");
        if (!TryRenderAsSection(columns))
        {
            foreach (var column in columns)
            {
                RenderAll(column.Visible("items"), depth + 1);
            }
        }

        columns.ForEach(AddSelectAction);
    }

    /// <summary>Two columns of text as fields, or text with a picture or a button beside it; false when the columns hold anything else.</summary>
    private bool TryRenderAsSection(List<JsonObject> columns)
    {
        if (columns is not [{ } first, { } second])
        {
            return false;
        }

        var (left, right) = (CardText.Column(first), CardText.Column(second));
        if (left is not null && right is not null)
        {
            _blocks.AddFields([_blocks.Fit(left, BlockLimits.Field), _blocks.Fit(right, BlockLimits.Field)]);
            return true;
        }

        if ((left ?? right) is not { } text || Accessory(left is null ? first : second) is not { } accessory)
        {
            return false;
        }

        _blocks.Add(new JsonObject { ["type"] = "section", ["text"] = BlockList.Markup(_blocks.Fit(text, BlockLimits.Text)), ["accessory"] = accessory });
        return true;
    }

    /// <summary>What may stand at the right of a section: one picture or one button; null when the column holds anything else.</summary>
    private JsonObject? Accessory(JsonObject column) => column.Visible("items") switch
    {
        [{ } image] when image.Kind() == "Image" && image["selectAction"] is null => PictureBlocks.Element(image),
        [{ } set] when set.Kind() == "ActionSet" && set.Visible("actions") is [{ } action] && action.Effective() is { } known && _plan.RoleOf(known) != ActionRole.Choices
            => _actions.Accessory(known),
        _ => null,
    };

    private void RenderImages(JsonObject element)
    {
        var images = element.Visible("images");
        _pictures.AddAll(images, areLarge: element.Has("imageSize", "large"));
        images.ForEach(AddSelectAction);
    }

    private void RenderInput(JsonObject input)
    {
        if (_plan.ShowsInputs)
        {
            _inputs.Add(input);
        }

        if (input["inlineAction"] is JsonObject inline)
        {
            _actions.Add([inline]);
        }
    }

    /// <summary>Slack lets nobody press a picture or an area: a button below it does the same.</summary>
    private void AddSelectAction(JsonObject element)
    {
        if (element["selectAction"] is JsonObject action)
        {
            _actions.Add([action]);
        }
    }
}
