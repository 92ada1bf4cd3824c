using System.Globalization;
using RetentionBot.Domain.Calendar;

namespace RetentionBot.Ingest.Rows;

/// <summary>Days and instants as ISO 8601 writes them; <c>T</c> or a space before the time, an hour of one digit allowed. Years 1900 to 2199.</summary>
internal static class IsoTime
{
    private static readonly string[] Local =
        [.. from t in (string[])["'T'", "' '"] from time in (string[])["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF"] select $"yyyy-MM-dd{t}{time}"];

    private static readonly string[] WithOffset = [.. Local.SelectMany(format => (string[])[$"{format}K", $"{format}' 'K"])];

    public static bool TryDay(string text, Workspace workspace, out DateOnly day)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return IsSensible(day.Year);
        }

        var isInstant = TryInstant(text, workspace, out var at);
        day = isInstant ? workspace.LocalDate(at) : default;
        return isInstant;
    }

    /// <summary>The last day of a month, 2026-08.</summary>
    public static bool TryLastDayOfMonth(string text, out DateOnly day)
    {
        var isMonth = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && IsSensible(first.Year);
        day = isMonth ? first.AddMonths(1).AddDays(-1) : default;
        return isMonth;
    }

    /// <summary>An instant without an offset is local to the workspace; a day stands for its first instant.</summary>
    public static bool TryInstant(string text, Workspace workspace, out DateTimeOffset at)
    {
        at = default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsSensible(day.Year))
        {
            at = workspace.StartOf(day);
            return true;
        }

        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && IsSensible(local.Year))
        {
            at = workspace.ToInstant(local);
            return true;
        }

        if (DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && IsSensible(instant.Year))
        {
            at = instant.ToUniversalTime();
            return true;
        }

        return false;
    }

    private static bool IsSensible(int year) => year is >= 1900 and < 2200;
}
