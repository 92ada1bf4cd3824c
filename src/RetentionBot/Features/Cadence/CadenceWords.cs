using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Features.Cadence;

/// <summary>What touchpoints are called and what they are for.</summary>
internal static class CadenceWords
{
    /// <summary>A touchpoint's name; the key of its step where that is one of the settings.</summary>
    public static string NameOf(Touchpoint touchpoint, Texts texts)
    {
        var step = CadencePlan.NameOf(touchpoint.Step);
        return texts.Has($"cadence.step.{step}.name") ? texts.Say($"cadence.step.{step}.name") : step.Replace('-', ' ');
    }

    /// <summary>What it is for; null where nothing is said about it.</summary>
    public static string? GoalOf(Touchpoint touchpoint, Texts texts)
    {
        var step = CadencePlan.NameOf(touchpoint.Step);
        return texts.Has($"cadence.step.{step}.goal") ? texts.Say($"cadence.step.{step}.goal") : null;
    }

    /// <summary>Why the budget refused a day, in words.</summary>
    public static string Why(SuppressReason reason, Texts texts) => texts.Say(reason == SuppressReason.KeptForNps ? "cadence.kept-for-nps" : "cadence.asked-lately");

    /// <summary>Where a touchpoint stands, in a sentence.</summary>
    public static string StateOf(Touchpoint touchpoint, Func<string?, string> escape, Texts texts) => touchpoint switch
    {
        { State: TouchpointState.Done } => texts.Say("cadence.done", ("name", escape(touchpoint.EndedBy))),
        { State: TouchpointState.Skipped } => texts.Say("cadence.skipped", ("name", escape(touchpoint.EndedBy))),
        { State: TouchpointState.Planned, MovedFrom: { } from } => texts.Say("cadence.moved", ("day", touchpoint.DueOn), ("from", from)),
        { State: TouchpointState.Planned } => texts.Say("cadence.planned", ("day", touchpoint.DueOn)),
        _ => texts.Say("cadence.due", ("day", touchpoint.DueOn)),
    };
}
