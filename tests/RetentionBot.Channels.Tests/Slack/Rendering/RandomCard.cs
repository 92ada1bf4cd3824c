using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Slack.Rendering;

/// <summary>Cards nobody would design: known and unknown elements in any place, texts of every bad sort. The same seed gives the same card.</summary>
internal sealed class RandomCard(int seed)
{
    private static readonly string[] Texts =
    [
        "Acme", "", " ", "<!channel> & <@U1>", "**b** _i_ [a](https://example.com/?x=1&y=2)", "شركة النقل", "👩‍👩‍👧‍👦", "\ud83d half", "line\nline", "58", "-1", "1e400", "true",
        "<at>Sanne</at>", "{{DATE(2026-11-09T00:00:00Z, SHORT)}}", "https://example.com/a.png", "data:image/png;base64,AAAA", "javascript:alert(1)", new string('x', 4000),
        string.Concat(Enumerable.Repeat("👋🏽", 300)), new string('#', 80),
    ];

    private static readonly string[] Elements =
    [
        "TextBlock", "RichTextBlock", "FactSet", "ColumnSet", "Container", "Table", "Image", "ImageSet", "Media", "ActionSet", "Input.Text", "Input.Number", "Input.Date", "Input.Time",
        "Input.Toggle", "Input.ChoiceSet", "Chart.Line", "Chart.Pie", "Chart.Donut", "Chart.VerticalBar", "Chart.VerticalBar.Grouped", "Chart.HorizontalBar",
        "Chart.HorizontalBar.Stacked", "Chart.Gauge", "CodeBlock", "Badge", "ProgressBar", "Carousel", "Sparkle",
    ];

    private static readonly string[] Actions = ["Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility", "Action.New"];

    private static readonly string[] Flags =
        ["isVisible", "separator", "isRequired", "isMultiSelect", "isMultiline", "isSubtle", "isEnabled", "stacked", "highlight", "italic", "underline", "strikethrough"];

    /// <summary>Every text an element or action may carry, under every name it may have.</summary>
    private static readonly string[] Names =
    [
        "text", "title", "label", "placeholder", "altText", "url", "poster", "value", "valueOn", "valueOff", "min", "max", "maxLength", "id", "verb", "tooltip", "legend", "x", "y",
        "xAxisTitle", "yAxisTitle", "codeSnippet", "regex", "fontType",
    ];

    private readonly Random _random = new(seed);

    public JsonObject Next() => Card(depth: 0);

    private JsonObject Card(int depth) => new() { ["type"] = "AdaptiveCard", ["body"] = Many(6, depth, Element), ["actions"] = Many(8, depth, Action), ["selectAction"] = Maybe(depth, Action) };

    private JsonObject Element(int depth)
    {
        var element = Words(Pick(Elements));
        foreach (var list in (string[])["items", "columns", "rows", "cells", "pages", "images", "facts", "inlines", "choices", "sources", "data", "values"])
        {
            element[list] = list is "items" or "images" ? Many(3, depth, Element) : list == "inlines" && Chance(2) ? new JsonArray(Pick(Texts), 5, null) : Many(list == "choices" ? 12 : 4, depth, Part);
        }

        element["actions"] = Many(7, depth, Action);
        element["selectAction"] = Maybe(depth, Action);
        element["inlineAction"] = Maybe(depth, Action);
        element["fallback"] = Chance(3) ? "drop" : Maybe(depth, Element);
        element["style"] = Pick("heading", "expanded", "compact", "attention", "good", "email", "url", "password", "default");
        element["color"] = Pick("attention", "warning", "good", "default");
        element["requires"] = Chance(8) ? new JsonObject { ["x"] = "1.0" } : null;
        return element;
    }

    /// <summary>A column, row, cell, fact, choice, point of a chart and whatever else lies in an element.</summary>
    private JsonObject Part(int depth)
    {
        var part = Words("");
        part["items"] = Many(2, depth, Element);
        part["cells"] = Many(3, depth, Part);
        part["values"] = Many(3, depth, Part);
        part["data"] = Many(3, depth, Part);
        part["y"] = _random.Next(-3, 90);
        part["selectAction"] = Maybe(depth, Action);
        return part;
    }

    private JsonObject Action(int depth)
    {
        var action = Words(Pick(Actions));
        action["verb"] = Pick("alert.acknowledge", "alert.snooze", "survey.answer", "form.cancel", "card:open", Pick(Texts));
        action["data"] = Chance(4) ? "text" : new JsonObject { ["id"] = Pick(Texts), ["n"] = 1.50m };
        action["mode"] = Pick("primary", "secondary");
        action["style"] = Pick("positive", "destructive", "default");
        action["associatedInputs"] = Pick("auto", "none");
        action["card"] = depth > 2 ? null : Card(depth + 2);
        action["targetElements"] = new JsonArray(Pick(Texts), new JsonObject { ["elementId"] = Pick(Texts) });
        action["fallback"] = Maybe(depth, Action);
        return action;
    }

    private JsonObject Words(string type)
    {
        var element = new JsonObject { ["type"] = type };
        foreach (var name in Names.Where(_ => Chance(2)))
        {
            element[name] = Pick(Texts);
        }

        foreach (var flag in Flags.Where(_ => Chance(6)))
        {
            element[flag] = Chance(2);
        }

        return element;
    }

    private JsonArray Many(int most, int depth, Func<int, JsonObject> make) =>
        new([.. Enumerable.Range(0, depth > 3 ? 0 : _random.Next(most + 1)).Select(_ => make(depth + 1))]);

    private JsonObject? Maybe(int depth, Func<int, JsonObject> make) => depth < 3 && Chance(5) ? make(depth + 1) : null;

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private string Pick(params string[] from) => from[_random.Next(from.Length)];
}
