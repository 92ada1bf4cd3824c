namespace RetentionBot.Domain.Calendar;

/// <summary>When colleagues work and when they may be told something.</summary>
/// <param name="Hours">The company's working hours.</param>
/// <param name="Workspace">Whose zone they are in, unless a colleague has another.</param>
/// <param name="TellsAtOnce">Whether nobody has quiet hours, as when trying the bot.</param>
public sealed record WorkCalendar(WorkingHours Hours, Workspace Workspace, bool TellsAtOnce = false)
{
    /// <summary>The instant by which colleagues have worked for so long.</summary>
    public DateTimeOffset After(DateTimeOffset at, TimeSpan work) => Hours.After(at, work, Workspace);

    /// <summary>When a colleague may be told something that is known now: at once within their working hours, else when these begin.</summary>
    /// <param name="now">The instant it is known.</param>
    /// <param name="zone">Their IANA zone; null, or one this machine does not know, for the workspace's.</param>
    public DateTimeOffset TellAt(DateTimeOffset now, string? zone) => TellsAtOnce ? now : Hours.NextFrom(now, In(zone));

    /// <summary>When somebody may be told something that is meant for a day: on it, or as soon after it as in <see cref="TellAt"/>, and never before now.</summary>
    /// <param name="day">The day, in their zone.</param>
    /// <param name="now">The instant it is known.</param>
    /// <param name="zone">As in <see cref="TellAt"/>.</param>
    public DateTimeOffset TellOn(DateOnly day, DateTimeOffset now, string? zone) => TellAt(In(zone).StartOf(day) is var start && start > now ? start : now, zone);

    /// <summary>The first instant from one on at which a colleague is at work: that very one when they are.</summary>
    /// <param name="at">Where to look from.</param>
    /// <param name="zone">As in <see cref="TellAt"/>.</param>
    public DateTimeOffset AtWorkFrom(DateTimeOffset at, string? zone) => Hours.NextFrom(at, In(zone));

    /// <summary>The first instant at work of a colleague's first working day after the one an instant is on.</summary>
    /// <param name="at">Where to look from.</param>
    /// <param name="zone">As in <see cref="TellAt"/>.</param>
    public DateTimeOffset NextWorkingDay(DateTimeOffset at, string? zone) => Hours.NextWorkingDay(at, In(zone));

    /// <summary>The first instant after one at which a working day of a colleague begins.</summary>
    /// <param name="at">Where to look from; a day that begins at this very instant has begun.</param>
    /// <param name="zone">As in <see cref="TellAt"/>.</param>
    public DateTimeOffset NextStart(DateTimeOffset at, string? zone) => AtWorkFrom(at, zone) is var next && next > at ? next : NextWorkingDay(at, zone);

    /// <summary>The first instant at work of a colleague on a day, or on the first working day after it.</summary>
    /// <param name="day">The day, in their zone.</param>
    /// <param name="zone">As in <see cref="TellAt"/>.</param>
    public DateTimeOffset WorkingDayFrom(DateOnly day, string? zone) => AtWorkFrom(In(zone).StartOf(day), zone);

    /// <summary>The local day of a colleague.</summary>
    public DateOnly DayOf(DateTimeOffset at, string? zone) => In(zone).LocalDate(at);

    private Workspace In(string? zone) => zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var own) ? Workspace with { Zone = own } : Workspace;
}
