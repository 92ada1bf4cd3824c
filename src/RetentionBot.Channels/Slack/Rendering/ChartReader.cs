using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>The figures of one line or set of bars.</summary>
/// <param name="Points">In the order of the card.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<(string Label, decimal Value)> Points);

/// <summary>Reads the charts of Teams, whose data has another shape in every kind, into series of named figures.</summary>
internal static class ChartReader
{
    public const string Gauge = "Chart.Gauge";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Chart.Line"] = "line",
        ["Chart.Pie"] = "pie",
        ["Chart.Donut"] = "pie",
        ["Chart.VerticalBar"] = "bar",
        ["Chart.VerticalBar.Grouped"] = "bar",
        ["Chart.HorizontalBar"] = "bar",
        ["Chart.HorizontalBar.Stacked"] = "bar",
        [Gauge] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsChart(JsonObject element) => Types.ContainsKey(element.Kind());

    /// <summary>Slack's name for the kind of chart: <c>line</c>, <c>pie</c> or <c>bar</c>.</summary>
    public static string Type(JsonObject chart) => Types[chart.Kind()];

    /// <summary>The series of a chart; null when it holds anything that is no figure with a name.</summary>
    public static List<ChartSeries>? Series(JsonObject chart)
    {
        var data = chart.Children("data").ToList();
        var series = chart.Kind() switch
        {
            "Chart.Pie" or "Chart.Donut" => [Of(Name(chart), data, "legend", "value")],
            "Chart.VerticalBar" or "Chart.HorizontalBar" => [Of(Name(chart), data, "x", "y")],
            "Chart.HorizontalBar.Stacked" => ByLegend(data),
            _ => data.ConvertAll(one => Of(one.Text("legend") ?? BlockList.Nothing, one.Children("values"), "x", "y")),
        };
        return series.Count > 0 && series.TrueForAll(one => one is { Points.Count: > 0 }) ? series.ConvertAll(one => one!) : null;
    }

    private static string Name(JsonObject chart) => chart.Text("yAxisTitle") ?? chart.Text("title") ?? BlockList.Nothing;

    private static ChartSeries? Of(string name, IEnumerable<JsonObject> data, string label, string value)
    {
        var points = new List<(string, decimal)>();
        foreach (var one in data)
        {
            if (one.Text(label) is not { } words || one.Number(value) is not { } figure)
            {
                return null;
            }

            points.Add((words, figure));
        }

        return new ChartSeries(name, points);
    }

    /// <summary>A stacked chart names its parts row by row; Slack wants them part by part.</summary>
    private static List<ChartSeries?> ByLegend(List<JsonObject> rows)
    {
        var parts = rows.SelectMany(row => row.Children("data").Select(part => new JsonObject
        {
            ["legend"] = part.Text("legend"),
            ["x"] = row.Text("title"),
            ["y"] = part.Number("value"),
        }));
        return [.. parts.GroupBy(part => part.Text("legend") ?? BlockList.Nothing, StringComparer.Ordinal).Select(one => Of(one.Key, one, "x", "y"))];
    }
}
