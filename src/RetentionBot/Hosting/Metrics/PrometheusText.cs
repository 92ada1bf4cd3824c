using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace RetentionBot.Hosting.Metrics;

/// <summary>The words of Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The name an instrument has there: <c>retentionbot.turn.duration</c> in s is <c>retentionbot_turn_duration_seconds</c>, what only grows ends in <c>_total</c>.</summary>
    public static string NameOf(Instrument instrument, bool isCounter)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        var name = Plain(instrument.Name);
        return name + (name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit) + (isCounter ? "_total" : "");
    }

    /// <summary>Labels as they stand between the braces, in the order of their names, so that the same labels give the same text.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var sorted = tags.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(Plain(name)).Append("=\"").Append(Quoted(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.ToString();
    }

    /// <param name="labels">From <see cref="Labels"/>; may be empty.</param>
    /// <param name="further">One more label, as text; may be empty.</param>
    public static void WriteSample(StringBuilder text, string name, string labels, string further, double value)
    {
        text.Append(name);
        if (labels.Length + further.Length > 0)
        {
            text.Append('{').Append(labels).Append(labels.Length > 0 && further.Length > 0 ? "," : "").Append(further).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    public static void WriteHead(StringBuilder text, string name, string type, string? help)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append((help ?? "").Replace(@"\", @"\\", StringComparison.Ordinal).ReplaceLineEndings(@"\n")).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Letters, digits and underscores.</summary>
    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Quoted(string value) =>
        value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}
