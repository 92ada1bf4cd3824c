using System.Globalization;

namespace RetentionBot.Ingest.Sample;

/// <summary>Writes values the way <see cref="ImportKinds"/> has them.</summary>
internal static class Fields
{
    public const string Currency = "EUR";

    public static string Text(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant as the workspace's clock shows it.</summary>
    public static string Text(this DateTime local) => local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Text(this int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Text(this bool yes) => yes ? "true" : "false";

    /// <summary>An amount of whole euros.</summary>
    public static string Euros(this int euros) => euros.ToString(CultureInfo.InvariantCulture) + ".00";

    public static DateTime At(this DateOnly day, int hour, int minute) => day.ToDateTime(new TimeOnly(hour, minute));

    /// <summary>A moment in office hours.</summary>
    public static DateTime InOfficeHours(this DateOnly day, Draw draw) => day.At(9, 0).AddMinutes(draw.Between(0, 419));

    public static DateOnly Day(this DateTime local) => DateOnly.FromDateTime(local);

    /// <summary>The text of what has happened by then; null for what is still to come.</summary>
    public static string? TextBy(this DateTime local, DateOnly through) => local.Day() <= through ? local.Text() : null;

    /// <summary>The fields that are given.</summary>
    public static IReadOnlyDictionary<string, string> Row(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var row = new Dictionary<string, string>(fields.Length, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                row.Add(name, value);
            }
        }

        return row;
    }
}
