using System.Globalization;
using RetentionBot.Domain.Alerts;

namespace RetentionBot.Domain.Checklists;

/// <summary>A checklist as it comes again and again: when, where, which checks, and whose they are.</summary>
public sealed class ChecklistPlan
{
    /// <summary>The key of the list that is there from the start.</summary>
    public const string Weekly = "weekly";

    /// <summary>Checks a list may have: as many as all find room on one card.</summary>
    public const int MostChecks = 20;

    /// <summary>Signs a name may have.</summary>
    public const int LongestName = 100;

    private readonly List<PlannedCheck> _checks = [];

    public long Id { get; init; }

    /// <summary>What people call it by in a command: <see cref="Weekly"/>, or <see cref="OwnList.KeyOf"/> its name. One that is stopped gives its key back.</summary>
    public string Key { get; private set; } = "";

    /// <summary>As people wrote it; null for the list that is there from the start, whose name is a text.</summary>
    public string? Name { get; init; }

    public ChecklistCadence Cadence { get; private set; }

    /// <inheritdoc cref="ChecklistSchedule.OnDay"/>
    public int OnDay { get; private set; }

    /// <inheritdoc cref="ChecklistSchedule.OnDate"/>
    public DateOnly? OnDate { get; private set; }

    /// <inheritdoc cref="ChecklistSchedule.At"/>
    public TimeOnly At { get; private set; }

    /// <summary>Key of the conversation it is posted in; null for every place that is connected for checklists.</summary>
    public string? PlaceKey { get; set; }

    /// <summary>Since when it no longer comes; null while it does.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>Counts the changes; two who change the same version cannot both save.</summary>
    public int Version { get; private set; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<PlannedCheck> Checks => _checks;

    /// <summary>When it comes.</summary>
    public ChecklistSchedule Schedule => new(Cadence, OnDay, OnDate, At);

    /// <summary>Makes a list.</summary>
    /// <param name="key">As <see cref="Key"/>.</param>
    /// <param name="name">As <see cref="Name"/>.</param>
    /// <param name="schedule">When it comes.</param>
    /// <param name="checks">Each a key of <see cref="WeeklySeven"/>, or words of one's own.</param>
    /// <param name="id">A fresh id; 0 for the store to choose one.</param>
    public static ChecklistPlan Of(string key, string? name, ChecklistSchedule schedule, IEnumerable<(string? Check, string? Words)> checks, long id = 0)
    {
        var plan = new ChecklistPlan { Id = id, Key = key, Name = name };
        plan.Reschedule(schedule);
        plan._checks.AddRange(checks.Select((c, i) => new PlannedCheck { Position = i + 1, Check = c.Check, Words = c.Words }));
        return plan;
    }

    /// <summary>Lets it come at other times.</summary>
    public void Reschedule(ChecklistSchedule schedule)
    {
        (Cadence, OnDay, OnDate, At) = (schedule.Cadence, schedule.OnDay, schedule.OnDate, schedule.At);
        Version++;
    }

    /// <summary>Adds a check from the next list on.</summary>
    /// <param name="position">A number that no check of it has.</param>
    /// <param name="words">As people wrote them.</param>
    public PlannedCheck Add(int position, string words)
    {
        var check = new PlannedCheck { Position = position, Words = words };
        _checks.Add(check);
        Version++;
        return check;
    }

    /// <summary>Leaves a check out from the next list on. The others keep their numbers, by which people and timers know them.</summary>
    public void Remove(PlannedCheck check)
    {
        _checks.Remove(check);
        Version++;
    }

    /// <summary>It comes no more, and another list may have its name.</summary>
    public void Stop(DateTimeOffset at)
    {
        if (StoppedAt is null)
        {
            (StoppedAt, Key) = (at, string.Create(CultureInfo.InvariantCulture, $"{Key}~{Id}"));
            Version++;
        }
    }

    /// <summary>Makes a check a colleague's from the next list on.</summary>
    public void Assign(int position, AlertOwner owner)
    {
        var check = _checks.Single(c => c.Position == position);
        (check.OwnerId, check.OwnerName) = (owner.Id, owner.Name);
        Version++;
    }

    /// <summary>Gives a check its deadline from the next list on.</summary>
    /// <param name="position">Which check.</param>
    /// <param name="days">Days after the day the list is meant for.</param>
    public void SetDeadline(int position, int days)
    {
        _checks.Single(c => c.Position == position).DueDays = days;
        Version++;
    }
}

/// <summary>A check of a list as it comes again and again.</summary>
public sealed class PlannedCheck
{
    public long Id { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Position { get; init; }

    /// <summary>A key of <see cref="WeeklySeven"/>, whose words are a text; null for one with words of its own.</summary>
    public string? Check { get; init; }

    /// <summary>What is to be checked, as people wrote it; null exactly when <see cref="Check"/> is not.</summary>
    public string? Words { get; init; }

    /// <summary>Whose it is, by the directory's id; null while it is nobody's.</summary>
    public long? OwnerId { get; internal set; }

    public string? OwnerName { get; internal set; }

    /// <summary>Days after the day the list is meant for; null while it has no deadline.</summary>
    public int? DueDays { get; internal set; }
}
