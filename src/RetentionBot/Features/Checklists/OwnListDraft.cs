using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>A list that somebody asks for.</summary>
/// <param name="Name">As they wrote it; null where it could not be read.</param>
/// <param name="Schedule">When it comes; null where it could not be read.</param>
/// <param name="Checks">In their order.</param>
internal sealed record OwnListDraft(string? Name, ChecklistSchedule? Schedule, IReadOnlyList<DraftCheck> Checks);

/// <summary>A check of such a list.</summary>
/// <param name="Number">1 for the first that was written.</param>
/// <param name="Words">What is to be checked.</param>
/// <param name="Owner">Whose it is to be; null for nobody.</param>
/// <param name="DueDays">Days after the day the list is meant for; null for no deadline.</param>
internal sealed record DraftCheck(int Number, string Words, StaffMember? Owner = null, int? DueDays = null);

/// <summary>Something that keeps a list from being made or changed.</summary>
/// <param name="Place">Where it stands in a template: a member's name, or a number of a check.</param>
/// <param name="What">The last part of its text's key.</param>
/// <param name="About">The words that are wrong; null when none are to be repeated.</param>
internal sealed record OwnListFault(string Place, string What, string? About = null)
{
    /// <summary>Signs that are repeated.</summary>
    private const int MostRepeated = 60;

    public static string PlaceOf(DraftCheck check) => $"check {check.Number}";

    public static OwnListFault Of(ChecklistCadence cadence, ScheduleFault fault) => fault == ScheduleFault.Time ? new("time", "time") : new("day", cadence switch
    {
        ChecklistCadence.Weekly => "weekday",
        ChecklistCadence.Monthly => "monthday",
        _ => "date",
    });

    /// <summary>What is wrong, and what to do.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="isPlain">Whether it is read as it is, rather than as Markdown.</param>
    public string Say(Texts texts, bool isPlain = false)
    {
        var about = About is { Length: > MostRepeated } ? $"{About[..MostRepeated]}…" : About;
        return texts.Say(
            $"checklist.fault.{What}",
            ("about", isPlain ? about : CardText.Escape(about)), ("signs", OwnList.LongestName), ("words", OwnList.LongestCheck), ("checks", ChecklistPlan.MostChecks),
            ("lists", OwnList.MostLists), ("years", OwnList.MostYears));
    }
}
