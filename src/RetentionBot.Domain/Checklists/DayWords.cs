using System.Globalization;

namespace RetentionBot.Domain.Checklists;

/// <summary>Days as people write them in a command, in English and Dutch.</summary>
public static class DayWords
{
    private static readonly string[][] Weekdays =
    [
        ["monday", "mon", "maandag", "ma"],
        ["tuesday", "tue", "dinsdag", "di"],
        ["wednesday", "wed", "woensdag", "wo"],
        ["thursday", "thu", "donderdag", "do"],
        ["friday", "fri", "vrijdag", "vr"],
        ["saturday", "sat", "zaterdag", "za"],
        ["sunday", "sun", "zondag", "zo"],
    ];

    /// <summary>The ISO day of the week a word means, 1 for Monday; null when it means none.</summary>
    public static int? Weekday(string word)
    {
        var index = Array.FindIndex(Weekdays, names => names.Contains(word, StringComparer.OrdinalIgnoreCase));
        return index < 0 ? null : index + 1;
    }

    /// <summary>The day a word means: <c>2026-11-30</c>, <c>today</c>, <c>morgen</c>, or the next such day of the week, today counted.</summary>
    /// <param name="word">One word.</param>
    /// <param name="today">The local day it is.</param>
    /// <returns>Null when it means none.</returns>
    public static DateOnly? Read(string word, DateOnly today)
    {
        if (Weekday(word) is { } wanted)
        {
            var iso = (((int)today.DayOfWeek + 6) % 7) + 1;
            return today.AddDays((wanted - iso + 7) % 7);
        }

        return word.ToLowerInvariant() switch
        {
            "today" or "vandaag" => today,
            "tomorrow" or "morgen" => today.AddDays(1),
            _ => DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        };
    }
}
