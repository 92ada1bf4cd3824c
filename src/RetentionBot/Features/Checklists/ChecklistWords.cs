using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>What is said about lists and checks, alike on cards and in sentences. Foreign words come out escaped where nothing else is said.</summary>
internal static class ChecklistWords
{
    /// <summary>As many positions are named one by one; more are counted.</summary>
    private const int MostNamed = 3;

    private const int LongestName = 60;

    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>What a check is about, as it is shown.</summary>
    public static string Of(ChecklistItem item, Texts texts) => item.Check is { } check ? texts.Say($"checklist.check.{check}") : CardText.Escape(item.Words);

    /// <summary>Number and words in plain text, short enough for a line to choose from.</summary>
    public static string Plain(ChecklistItem item, Texts texts)
    {
        var words = item.Check is { } check ? texts.Say($"checklist.check.{check}") : item.Words ?? "";
        return $"{texts.Format.Number(item.Position)}. {(words.Length <= LongestName ? words : $"{words[..(LongestName - 1)]}…")}";
    }

    /// <summary>The name of a list with its turn: "Weekly checklist, week 43".</summary>
    public static string Title(ChecklistPlan plan, Checklist list, Texts texts)
    {
        var name = Name(plan, texts);
        return plan.Cadence switch
        {
            ChecklistCadence.Weekly => texts.Say("checklist.of-week", ("name", name), ("week", ISOWeek.GetWeekOfYear(list.Day.ToDateTime(TimeOnly.MinValue)))),
            ChecklistCadence.Monthly => $"{name}, {texts.Format.Period(Period.MonthOf(list.Day))}",
            _ => name,
        };
    }

    public static string Name(ChecklistPlan plan, Texts texts) => plan.Name is { } name ? CardText.Escape(name) : texts.Say("checklist.name");

    /// <summary>A check of another list than the weekly one says which list it is on.</summary>
    /// <param name="said">The check, as it is shown.</param>
    public static string WithList(ChecklistPlan plan, string said) => plan.Name is { } name ? $"{CardText.Escape(name)} {said}" : said;

    /// <summary>What stands between "checklist" and what is to be done with a list: nothing for the weekly one, else a space and its key, which needs no escaping.</summary>
    public static string Command(ChecklistPlan? plan) => plan is { Name: not null } ? $" {plan.Key}" : "";

    /// <summary>A plan as the audit log names it.</summary>
    public static string Subject(ChecklistPlan plan) => plan.Name is null ? "checklist" : PostChecklistTimer.SubjectOf(plan);

    /// <summary>When a list comes: "on Mondays at 09:00".</summary>
    public static string Schedule(ChecklistPlan plan, Texts texts)
    {
        var time = ("time", (object?)plan.At.ToString("HH:mm", CultureInfo.InvariantCulture));
        return plan.Cadence switch
        {
            ChecklistCadence.Weekly => texts.Say("checklist.schedule.weekly", ("day", texts.Say($"checklist.day.{Weekdays[plan.OnDay - 1]}")), time),
            ChecklistCadence.Monthly => texts.Say("checklist.schedule.monthly", ("day", plan.OnDay), time),
            _ => texts.Say("checklist.schedule.once", ("day", texts.Format.Date(plan.OnDate!.Value)), time),
        };
    }

    /// <summary>The same in a sentence.</summary>
    public static string When(ChecklistPlan plan, Texts texts) =>
        texts.Say(plan.Name is null ? "checklist.when" : "checklist.own.when", ("name", Name(plan, texts)), ("schedule", Schedule(plan, texts)));

    /// <summary>How far it is: "5/7 done".</summary>
    public static string Progress(ChecklistState state, Texts texts) =>
        state.IsComplete ? texts.Say("checklist.complete", ("done", state.Done), ("all", state.All)) : texts.Say("checklist.progress", ("done", state.Done), ("all", state.All));

    /// <summary>What it lacks to be a plan; null when it lacks nothing.</summary>
    public static string? Lacks(ChecklistState state, Texts texts) => state.IsPlan ? null : texts.Say(
        "checklist.no-plan",
        ("lacks", string.Join("; ", new[] { Lacking(state.WithoutOwner, "owner", state.All, texts), Lacking(state.WithoutDeadline, "deadline", state.All, texts) }.OfType<string>())));

    /// <summary>"3rd week", "2nd month"; null for one that is listed for the first time.</summary>
    public static string? Times(ChecklistItem item, ChecklistCadence cadence, Texts texts) => item.TimesListed < 2 ? null : texts.Say(
        cadence == ChecklistCadence.Monthly ? "checklist.nth-month" : "checklist.nth-week", ("nth", Ordinal(item.TimesListed, texts)));

    public static string Owner(ChecklistItem item, Texts texts) => item.OwnerName is { } owner ? CardText.Escape(owner) : texts.Say("checklist.no-owner");

    /// <summary>The deadline, and whether it has passed.</summary>
    public static string Deadline(ChecklistItem item, DateOnly today, Texts texts) => item.DueOn is not { } due
        ? texts.Say("checklist.no-deadline")
        : texts.Say(!item.IsDone && due < today ? "checklist.overdue" : "checklist.due", ("day", texts.Format.ShortDate(due)));

    private static string? Lacking(IReadOnlyList<int> positions, string what, int all, Texts texts) => positions.Count switch
    {
        0 => null,
        1 => texts.Say($"checklist.lacks.{what}-one", ("number", positions[0])),
        var n when n == all => texts.Say($"checklist.lacks.{what}-all"),
        <= MostNamed => texts.Say(
            $"checklist.lacks.{what}-some",
            ("numbers", string.Join(", ", positions.SkipLast(1).Select(p => texts.Format.Number(p)))),
            ("last", positions[^1])),
        _ => texts.Say($"checklist.lacks.{what}-many", ("n", positions.Count)),
    };

    private static string Ordinal(int number, Texts texts) => texts.Format.Number(number) + (texts.Language == Texts.Dutch ? "e" : (number % 100, number % 10) switch
    {
        ( >= 11 and <= 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    });
}
