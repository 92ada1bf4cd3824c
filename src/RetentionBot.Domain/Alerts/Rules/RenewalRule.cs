using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>What is known of a contract's date.</summary>
/// <param name="Today">The local day of the look.</param>
/// <param name="RenewsOn">The first day of the next term.</param>
/// <param name="IsAutomatic">Whether it renews by itself.</param>
/// <param name="IsGone">Whether the source no longer has it.</param>
public sealed record RenewalFacts(DateOnly Today, DateOnly RenewsOn, bool IsAutomatic = false, bool IsGone = false);

/// <summary>
/// The alert rule <c>renewal</c>: a contract ends in 90, 60 or 30 days. One alert per renewal: a later step changes the open one, and raises it anew where a person
/// had closed it. It ends when the date is there, moves away, or is gone.
/// </summary>
/// <remarks>Of <see cref="AlertFinding"/> it uses <c>Number</c>: the step in days, and <c>Day</c>: the date.</remarks>
public static class RenewalRule
{
    /// <summary>Decides on one renewal.</summary>
    public static RuleDecision Decide(RenewalFacts facts, RuleAlert latest, RuleLimits limits)
    {
        var daysLeft = facts.RenewsOn.DayNumber - facts.Today.DayNumber;
        if (facts.IsGone || daysLeft <= 0 || (facts.IsAutomatic && !limits.AutomaticRenewals) || RuleLimits.StepAt(limits.RenewalSteps, daysLeft) is not { } step)
        {
            return latest.End();
        }

        return latest.State == HealthAlertState.AwaitingRecovery && step < latest.Finding.Number
            ? new RuleDecision.Rearm()
            : latest.Show(new AlertFinding(Number: step, Day: facts.RenewsOn));
    }
}
