using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Alerts;

/// <summary>How long an alert can be snoozed: for a while, until the next working day, or until a day.</summary>
public static class SnoozeTimes
{
    /// <summary>Until the next working day begins.</summary>
    public const string NextWorkingDay = "workday";

    private const int LongestDays = 30;

    private static readonly Dictionary<string, TimeSpan> Whiles = new(StringComparer.Ordinal)
    {
        ["1h"] = TimeSpan.FromHours(1),
        ["4h"] = TimeSpan.FromHours(4),
        ["1d"] = TimeSpan.FromDays(1),
        ["3d"] = TimeSpan.FromDays(3),
        ["7d"] = TimeSpan.FromDays(7),
        ["14d"] = TimeSpan.FromDays(14),
        ["30d"] = TimeSpan.FromDays(LongestDays),
    };

    /// <summary>What can be chosen, the shortest first.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["1h", "4h", NextWorkingDay, "1d", "3d", "7d", "14d", "30d"];

    /// <summary>When a snooze ends.</summary>
    /// <param name="choice">One of <see cref="Choices"/>.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="hours">When colleagues work.</param>
    /// <param name="workspace">Whose zone the hours are in.</param>
    /// <returns>Null for a choice there is not.</returns>
    public static DateTimeOffset? End(string choice, DateTimeOffset now, WorkingHours hours, Workspace workspace) =>
        choice == NextWorkingDay ? hours.NextWorkingDay(now, workspace) : Whiles.TryGetValue(choice, out var span) ? now + span : null;

    /// <summary>When a snooze until a day ends: as work begins on it, or on the first working day after it.</summary>
    /// <returns>Null for a day that is not after today or is more than 30 days away.</returns>
    public static DateTimeOffset? End(DateOnly day, DateTimeOffset now, WorkingHours hours, Workspace workspace)
    {
        var today = workspace.LocalDate(now);
        return day > today && day <= today.AddDays(LongestDays) ? hours.NextFrom(workspace.StartOf(day), workspace) : null;
    }
}
