using System.Globalization;

namespace RetentionBot.Domain.Calendar;

/// <summary>When colleagues work: Monday to Friday between two local times, holidays excepted.</summary>
/// <param name="From">The first minute of the day.</param>
/// <param name="To">The end of it, itself no longer in.</param>
/// <param name="Holidays">Days off.</param>
public sealed record WorkingHours(TimeOnly From, TimeOnly To, IReadOnlySet<DateOnly> Holidays)
{
    /// <summary>As many days are looked through before it is said that nobody ever works again.</summary>
    private const int FurthestDays = 366;

    /// <summary>Reads two times with the earlier first, "09:00-17:30".</summary>
    /// <returns>Null for anything else.</returns>
    public static (TimeOnly From, TimeOnly To)? Times(string text) =>
        text.Split('-') is [var from, var to] && Time(from) is { } first && Time(to) is { } last && first < last ? (first, last) : null;

    /// <summary>Reads days off, one a line as an ISO day with its name behind it; empty lines and those beginning with # are passed over.</summary>
    /// <returns>The days, and the number of the first line that is none; 0 when all are.</returns>
    public static (IReadOnlySet<DateOnly> Days, int WrongLine) Days(IEnumerable<string> lines)
    {
        var days = new HashSet<DateOnly>();
        foreach (var (index, line) in lines.Index())
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            if (!DateOnly.TryParseExact(text.Split([' ', ',', ';', '\t'], 2)[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return (days, index + 1);
            }

            days.Add(day);
        }

        return (days, 0);
    }

    /// <summary>The first instant from one on at which colleagues work: that very one when they do.</summary>
    public DateTimeOffset NextFrom(DateTimeOffset at, Workspace workspace)
    {
        var first = workspace.LocalDate(at);
        for (var day = first; day < first.AddDays(FurthestDays); day = day.AddDays(1))
        {
            var (start, end) = (workspace.ToInstant(day.ToDateTime(From)), workspace.ToInstant(day.ToDateTime(To)));
            if (IsWorkday(day) && at < end)
            {
                return at < start ? start : at;
            }
        }

        throw new InvalidOperationException("The holidays leave no working day in a year.");
    }

    /// <summary>The instant by which colleagues have worked for so long, counted from one on: nights, weekends and holidays do not count.</summary>
    /// <param name="at">Where to count from.</param>
    /// <param name="work">Time at work; zero gives the first instant at work.</param>
    /// <param name="workspace">Whose zone the hours are in.</param>
    public DateTimeOffset After(DateTimeOffset at, TimeSpan work, Workspace workspace)
    {
        for (var now = NextFrom(at, workspace); ; now = NextFrom(now, workspace))
        {
            var end = workspace.ToInstant(workspace.LocalDate(now).ToDateTime(To));
            if (work <= end - now)
            {
                return now + work;
            }

            (work, now) = (work - (end - now), end);
        }
    }

    /// <summary>The first instant at work of the first working day after an instant's own.</summary>
    public DateTimeOffset NextWorkingDay(DateTimeOffset at, Workspace workspace) => NextFrom(workspace.StartOf(workspace.LocalDate(at).AddDays(1)), workspace);

    /// <summary>The first working day on or after a day.</summary>
    public DateOnly WorkingDayFrom(DateOnly day, Workspace workspace) => workspace.LocalDate(NextFrom(workspace.StartOf(day), workspace));

    private bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day);

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
