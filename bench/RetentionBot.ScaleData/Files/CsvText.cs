using System.Globalization;
using System.Text;

namespace RetentionBot.ScaleData.Files;

/// <summary>Writes lines of comma-separated values. No value of the data set holds a comma, a quote or a line break.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder text = new();

    public long Rows { get; private set; }

    public void Row(params ReadOnlySpan<string?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(values[i]);
        }

        text.Append('\n');
        Rows++;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text.ToString());

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Cents as an amount in euros.</summary>
    public static string Amount(long minor) => string.Create(CultureInfo.InvariantCulture, $"{(minor < 0 ? "-" : "")}{Math.Abs(minor) / 100}.{Math.Abs(minor) % 100:00}");

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Flag(bool flag) => flag ? "true" : "false";
}
