using System.Globalization;

namespace RetentionBot.Domain.Checklists;

/// <summary>What is wrong with words that are to say when a list comes.</summary>
public enum ScheduleFault
{
    None,

    /// <summary>No day that fits how often it comes.</summary>
    Day,

    /// <summary>No time of day.</summary>
    Time,
}

/// <summary>How often and when a list comes, as people write it in English and Dutch: "weekly", "on Tuesday at 10:00", "op de 1e", "2026-12-10 10:00".</summary>
public static class ScheduleWords
{
    /// <summary>Words that mean nothing by themselves.</summary>
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase) { "on", "the", "at", "day", "every", "each", "op", "de", "om", "dag", "elke", "iedere", "uur" };

    private static readonly string[] Ordinals = ["ste", "st", "nd", "rd", "th", "de", "e"];

    /// <summary>How often a word means; null when it means nothing of the kind.</summary>
    public static ChecklistCadence? Cadence(string word) => word.ToLowerInvariant() switch
    {
        "weekly" or "wekelijks" => ChecklistCadence.Weekly,
        "monthly" or "maandelijks" => ChecklistCadence.Monthly,
        "once" or "eenmalig" => ChecklistCadence.Once,
        _ => null,
    };

    /// <summary>The day and the time, in this order; nine o'clock where there is no time.</summary>
    /// <param name="cadence">How often it comes.</param>
    /// <param name="words">What says when.</param>
    /// <param name="today">The local day it is.</param>
    /// <returns>A schedule exactly when nothing is wrong.</returns>
    public static (ChecklistSchedule? Schedule, ScheduleFault Fault) Read(ChecklistCadence cadence, IEnumerable<string> words, DateOnly today)
    {
        if (words.Select(w => w.Trim(',', '.', '!')).Where(w => w.Length > 0 && !Fillers.Contains(w)).ToList() is not [var day, .. var rest])
        {
            return (null, ScheduleFault.Day);
        }

        var onDay = cadence switch
        {
            ChecklistCadence.Weekly => DayWords.Weekday(day) ?? DayWords.Weekday(day.TrimEnd('s', 'S')),
            ChecklistCadence.Monthly => DayOfMonth(day),
            _ => 0,
        };
        var onDate = cadence == ChecklistCadence.Once ? DayWords.Read(day, today) : null;
        if (onDay is not { } wanted || (cadence == ChecklistCadence.Once && onDate is null))
        {
            return (null, ScheduleFault.Day);
        }

        return Time(rest) is { } at ? (new ChecklistSchedule(cadence, wanted, onDate, at), ScheduleFault.None) : (null, ScheduleFault.Time);
    }

    /// <summary>1 to 31, "1st", "1e"; the last day is 31, of which a shorter month has its own last.</summary>
    private static int? DayOfMonth(string word)
    {
        if (word.ToLowerInvariant() is "last" or "laatste")
        {
            return 31;
        }

        var ending = Array.Find(Ordinals, o => word.EndsWith(o, StringComparison.OrdinalIgnoreCase)) ?? "";
        return int.TryParse(word.AsSpan(0, word.Length - ending.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31 ? day : null;
    }

    private static TimeOnly? Time(List<string> words) => words switch
    {
        [] => ChecklistSchedule.Default.At,
        [var word] when TimeOnly.TryParseExact(word, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) => at,
        _ => null,
    };
}
