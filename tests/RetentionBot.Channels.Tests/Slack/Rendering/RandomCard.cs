using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Slack.Rendering;

/// <summary>Cards nobody would design: known and unknown elements in any place, texts of every bad sort. The same seed gives the same card.</summary>
internal sealed class RandomCard(int seed)
{
    private static readonly string[] Texts =
    [
        "Acme", "", " ", "<!channel> & <@U1>", "**b** _i_ [a](https://example.com/?x=1&y=2)", "شركة النقل", "👩‍👩‍👧‍👦", "\ud83d half", "line\nline", "58", "-1", "1e400", "true",
        "<at>Sanne</at>", "{{DATE(2026-11-09T00:00:00Z, SHORT)}}", "https://example.com/a.png", "data:image/png;base64,AAAA", "javascript:alert(1)", new string('x', 3100),
        string.Concat(Enumerable.Repeat("👋🏽", 100)), new string('#', 80),
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
        "title", "label", "placeholder", "altText", "poster", "value", "valueOn", "valueOff", "min", "max", "maxLength", "id", "verb", "tooltip", "legend", "x", "y",
        "xAxisTitle", "yAxisTitle", "codeSnippet", "regex", "fontType",
    ];

    private readonly Random _random = new(seed);

    /// <summary>How many things may still come inside the present element, lest the first one take up all the room.</summary>
    private int _left;

    public JsonObject Next() => Card(depth: 0);

    private JsonObject Card(int depth) =>
        new() { ["type"] = "AdaptiveCard", ["body"] = Many(9, depth, Element), ["actions"] = Many(7, depth, Action), ["selectAction"] = Maybe(depth, Action) };

    private JsonObject Element(int depth)
    {
        var element = Words(Pick(Elements));
        foreach (var list in (string[])["items", "columns", "rows", "cells", "pages", "images", "facts", "inlines", "choices", "sources", "data", "values"])
        {
            if (!Chance(3))
            {
                element[list] = list is "items" or "images" ? Many(3, depth, Element) : list == "inlines" && Chance(2) ? new JsonArray(Pick(Texts), 5, null) : Many(list == "choices" ? 12 : 4, depth, Part);
            }
        }

        element["actions"] = Chance(4) ? Many(7, depth, Action) : null;
        element["selectAction"] = Maybe(depth, Action);
        element["inlineAction"] = Maybe(depth, Action);
        element["fallback"] = Chance(3) ? "drop" : Maybe(depth, Element);
        element["style"] = Pick("heading", "expanded", "compact", "attention", "good", "email", "url", "password", "default");
        element["color"] = Pick("attention", "warning", "good", "default");
        element["id"] = Chance(5) ? Pick(Texts) : $"i{_random.Next(100)}";
        element["requires"] = Chance(8) ? new JsonObject { ["x"] = "1.0" } : null;
        return element;
    }

    /// <summary>A column, row, cell, fact, choice, point of a chart and whatever else lies in an element.</summary>
    private JsonObject Part(int depth)
    {
        var part = Words("");
        part["items"] = Chance(3) ? Many(2, depth, Element) : null;
        part["selectAction"] = Maybe(depth, Action);
        foreach (var list in (string[])["cells", "values", "data"])
        {
            part[list] = Chance(3) ? Many(3, depth, Part) : null;
        }

        // A chart lives of figures with a name.
        part["y"] = _random.Next(-3, 90);
        part["value"] = _random.Next(0, 9);
        foreach (var name in (string[])["x", "legend", "title"])
        {
            part[name] = Pick("A", "B", "C", "D", Pick(Texts));
        }

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
        action["card"] = depth < 2 && Chance(3) ? Card(depth + 2) : null;
        action["targetElements"] = new JsonArray(Pick(Texts), new JsonObject { ["elementId"] = Pick(Texts) });
        action["fallback"] = Maybe(depth, Action);
        return action;
    }

    private JsonObject Words(string type)
    {
        var element = new JsonObject { ["type"] = type };
        foreach (var name in Names.Where(_ => Chance(6)))
        {
            element[name] = Pick(Texts);
        }

        element["text"] = Pick(Texts);
        element["url"] = Pick("https://example.com/a.png", Pick(Texts));
        foreach (var flag in Flags.Where(_ => Chance(6)))
        {
            element[flag] = Chance(2);
        }

        return element;
    }

    private JsonArray Many(int most, int depth, Func<int, JsonObject> make)
    {
        var made = new JsonArray();
        for (var count = _random.Next(most + 1); count > 0; count--)
        {
            _left = depth == 0 ? 20 : _left - 1;
            if (_left > 0)
            {
                made.Add((JsonNode)make(depth + 1));
            }
        }

        return made;
    }

    private JsonObject? Maybe(int depth, Func<int, JsonObject> make) => depth < 3 && _left > 0 && Chance(5) ? make(depth + 1) : null;

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private string Pick(params string[] from) => from[_random.Next(from.Length)];
}
