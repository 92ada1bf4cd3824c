using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>Charts as Slack's own, which takes few and small ones; whatever it would refuse is left to the chart's fallback.</summary>
internal sealed class ChartBlocks(Surface surface, BlockList blocks, List<string> warnings)
{
    /// <summary>Leaves room for the rest of the message beside two charts.</summary>
    private const int MostBytes = 4_000;

    private int _charts;

    /// <returns>False, with a warning, when Slack cannot carry it.</returns>
    public bool TryAdd(JsonObject chart)
    {
        if (chart.Kind() == ChartReader.Gauge)
        {
            return TryAddGauge(chart);
        }

        if (!surface.HasDataBlocks || _charts == BlockLimits.Charts || Block(chart) is not { } block || Encoding.UTF8.GetByteCount(block.Compact()) > MostBytes)
        {
            warnings.Add("A chart that Slack cannot show here gave way to its fallback.");
            return false;
        }

        if (chart.Is("stacked") || chart.Kind() is "Chart.HorizontalBar.Stacked")
        {
            warnings.Add("Stacked bars stand side by side.");
        }

        _charts++;
        blocks.Add(block);
        return true;
    }

    /// <summary>A gauge has no counterpart but says one figure, of another.</summary>
    private bool TryAddGauge(JsonObject gauge)
    {
        if (gauge.Number("value") is not { } value)
        {
            return false;
        }

        List<string> title = gauge.Text("title") is { } words ? ["*", .. Mrkdwn.Pieces(words), "*", "\n"] : [];
        var most = gauge.Number("max") ?? 100;
        blocks.AddText([.. title, $"{value.ToString(CultureInfo.InvariantCulture)} / {most.ToString(CultureInfo.InvariantCulture)}"]);
        return true;
    }

    private JsonObject? Block(JsonObject chart)
    {
        var type = ChartReader.Type(chart);
        var shown = ChartReader.Series(chart) is { } series ? (type == "pie" ? Pie(series[0]) : Plot(type, series, chart)) : null;
        return shown is null ? null : new JsonObject
        {
            ["type"] = "data_visualization",
            ["title"] = SlackText.Cut(chart.Text("title") ?? chart.Text("yAxisTitle") ?? BlockList.Nothing, BlockLimits.ChartTitle),
            ["chart"] = shown,
        };
    }

    /// <summary>Null when there are too many parts, or one is less than nothing; a part that is nothing is left out.</summary>
    private JsonObject? Pie(ChartSeries series)
    {
        var parts = series.Points.Where(point => point.Value != 0).ToList();
        return parts.Count is > 0 and <= BlockLimits.ChartSeries && parts.TrueForAll(point => point.Value > 0) && Labels(parts) is { } labels
            ? new JsonObject { ["type"] = "pie", ["segments"] = Points(parts, labels) }
            : null;
    }

    /// <summary>Null when there are too many series or points, or the series do not speak of the same things.</summary>
    private JsonObject? Plot(string type, List<ChartSeries> series, JsonObject chart)
    {
        var names = Short(series.Select(one => one.Name));
        if (series.Count > BlockLimits.ChartSeries || series[0].Points.Count > BlockLimits.ChartPoints
            || names is null || Labels(series[0].Points) is not { } labels
            || series.Exists(one => !one.Points.Select(point => point.Label).SequenceEqual(series[0].Points.Select(point => point.Label), StringComparer.Ordinal)))
        {
            return null;
        }

        var axes = new JsonObject { ["categories"] = new JsonArray([.. labels.Select(label => (JsonNode)label)]) };
        foreach (var (name, from) in (ReadOnlySpan<(string, string)>)[("x_label", "xAxisTitle"), ("y_label", "yAxisTitle")])
        {
            if (chart.Text(from) is { } words)
            {
                axes[name] = SlackText.Cut(words, BlockLimits.ChartTitle);
            }
        }

        var drawn = series.Zip(names, (one, name) => new JsonObject { ["name"] = name, ["data"] = Points(one.Points, labels) });
        return new JsonObject { ["type"] = type, ["series"] = new JsonArray([.. drawn]), ["axis_config"] = axes };
    }

    private static JsonArray Points(IReadOnlyList<(string Label, decimal Value)> points, List<string> labels) =>
        new([.. points.Zip(labels, (point, label) => new JsonObject { ["label"] = label, ["value"] = point.Value })]);

    private List<string>? Labels(IReadOnlyList<(string Label, decimal Value)> points) => Short(points.Select(point => point.Label));

    /// <summary>Names short enough for a chart; null when they could then no longer be told apart.</summary>
    private List<string>? Short(IEnumerable<string> names)
    {
        var whole = names.ToList();
        if (whole.Exists(name => name.Length > BlockLimits.ChartLabel))
        {
            warnings.Add($"Names in a chart were cut to {BlockLimits.ChartLabel} signs.");
        }

        var cut = whole.ConvertAll(name => SlackText.Cut(name, BlockLimits.ChartLabel));
        return cut.Distinct(StringComparer.Ordinal).Count() == cut.Count ? cut : null;
    }
}
