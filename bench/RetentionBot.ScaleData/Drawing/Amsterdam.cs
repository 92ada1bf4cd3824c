namespace RetentionBot.ScaleData.Drawing;

/// <summary>Local days in Europe/Amsterdam by the European rule, with no table of zones: what is counted here must not follow the bot's own conversion.</summary>
internal static class Amsterdam
{
    public static DateOnly LocalDay(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime.AddHours(IsSummer(at) ? 2 : 1));

    /// <summary>From 01:00 UTC on the last Sunday of March to the same of October.</summary>
    private static bool IsSummer(DateTimeOffset at) => LastSunday(at.Year, 3) <= at && at < LastSunday(at.Year, 10);

    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
