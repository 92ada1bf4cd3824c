using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>The blocks that hold more than a line of text.</summary>
public static partial class BlockKitRules
{
    private static readonly string[] Styles = ["bold", "italic", "strike", "code", "underline"];

    private static void RichText(List<string> faults, JsonObject block, string at) =>
        Each(faults, block, "elements", 1, 100, at, (part, place) =>
        {
            Check(faults, Text(part, "type") is "rich_text_section" or "rich_text_preformatted", place + "/type", "a section or preformatted text");
            Each(faults, part, "elements", 1, 3000, place, (text, spot) =>
            {
                Check(faults, Text(text, "type") is "text" or "link", spot + "/type", "text or link");
                Check(faults, Text(text, "text") is { Length: > 0 and <= 3000 }, spot, "1 to 3000 characters");
                Check(faults, (Text(text, "type") == "link") == Text(text, "url") is { Length: > 0 and <= 3000 }, spot + "/url", "there for a link only");
                Check(faults, text["style"] is null || text["style"]!.AsObject().All(style => Styles.Contains(style.Key, StringComparer.Ordinal)), spot + "/style", "a known style");
            });
        });

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

    private static void Chart(List<string> faults, JsonObject block, string at)
    {
        Check(faults, Text(block, "title") is { Length: > 0 and <= 50 }, at + "/title", "1 to 50 characters");
        if (block["chart"] is not JsonObject chart)
        {
            faults.Add($"must be: a chart [{at}/chart]");
            return;
        }

        switch (Text(chart, "type"))
        {
            case "pie":
                Each(faults, chart, "segments", 1, 6, at, (segment, place) =>
                {
                    Point(faults, segment, place);
                    Check(faults, Number(segment, "value") > 0, place + "/value", "more than zero");
                });
                break;
            case "line" or "bar" or "area":
                Plot(faults, chart, at + "/chart");
                break;
            default:
                faults.Add($"unsupported chart [{at}/chart/type]");
                break;
        }
    }

    private static void Plot(List<string> faults, JsonObject chart, string at)
    {
        var categories = (chart["axis_config"]?["categories"] as JsonArray ?? []).Select(category => category!.ToString()).ToList();
        var names = new List<string?>();
        Check(faults, categories.Distinct(StringComparer.Ordinal).Count() == categories.Count, at + "/axis_config", "unique categories");
        foreach (var name in (string[])["x_label", "y_label"])
        {
            Check(faults, chart["axis_config"]?[name] is null || Text(chart["axis_config"], name) is { Length: > 0 and <= 50 }, at + "/axis_config/" + name, "1 to 50 characters");
        }

        Each(faults, chart, "series", 1, 6, at, (series, place) =>
        {
            names.Add(Text(series, "name"));
            Check(faults, Text(series, "name") is { Length: > 0 and <= 20 }, place + "/name", "1 to 20 characters");
            Each(faults, series, "data", 1, 20, place, (point, spot) => Point(faults, point, spot));
            Check(faults, series["data"]!.AsArray().Select(point => Text(point, "label")).SequenceEqual(categories, StringComparer.Ordinal), place, "the labels of the categories");
        });
        Check(faults, names.Distinct(StringComparer.Ordinal).Count() == names.Count, at, "unique names");
    }

    private static void Point(List<string> faults, JsonObject point, string at)
    {
        Check(faults, Text(point, "label") is { Length: > 0 and <= 20 }, at + "/label", "1 to 20 characters");
        Check(faults, point["value"]?.GetValueKind() == System.Text.Json.JsonValueKind.Number, at + "/value", "a number");
    }
}
