using System.Globalization;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Reading;

/// <summary>Rewrites a column's text the way our fields are written: words by table, numbers with a dot, times as ISO.</summary>
internal static class FieldText
{
    /// <exception cref="RowRejectedException">The word is not in the table, or the time is not in the format.</exception>
    public static string Of(string field, string text, FieldSource source)
    {
        if (source.Values is not null)
        {
            return source.Values.TryGetValue(text, out var ours) || text.Length == 0
                ? ours ?? ""
                : throw new RowRejectedException($"{field} '{RowReader.Shown(text)}' is not in the mapping's table.");
        }

        if (source.HasDecimalComma)
        {
            text = text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        }

        return source.Formats.Count == 0 || text.Length == 0 ? text : Iso(field, text, source.Formats);
    }

    private static string Iso(string field, string text, IReadOnlyList<string> formats)
    {
        foreach (var format in formats)
        {
            if (HasOffset(format))
            {
                if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
                {
                    return instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
                }
            }
            else if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                return local.ToString(HasTime(format) ? "yyyy-MM-dd'T'HH:mm:ss.fffffff" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        }

        throw new RowRejectedException($"{field} '{RowReader.Shown(text)}' is not a date like {string.Join(" or ", formats)}.");
    }

    private static bool HasOffset(string format) => format.AsSpan().ContainsAny('z', 'K');

    private static bool HasTime(string format) => format.AsSpan().ContainsAny('H', 'h');
}
