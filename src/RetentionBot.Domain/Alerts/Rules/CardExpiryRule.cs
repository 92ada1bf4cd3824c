namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>What is known of a payment card.</summary>
/// <param name="Today">The local day of the look.</param>
/// <param name="ExpiresOn">The last day it can be paid with.</param>
/// <param name="HasNewer">Whether the customer has one that lasts longer.</param>
/// <param name="IsGone">Whether the source no longer has it.</param>
public sealed record CardFacts(DateOnly Today, DateOnly ExpiresOn, bool HasNewer = false, bool IsGone = false);

/// <summary>
/// The alert rule <c>card-expiry</c>: the card a customer pays with expires within 30 days. One alert per card, changed at 7 days and when it has expired. It ends
/// when the customer has a newer card or the card is gone.
/// </summary>
/// <remarks>
/// Of <see cref="AlertFinding"/> it uses <c>Day</c>: the card's last day, <c>Number</c>: the step in days, and <c>IsOver</c>: that the card has expired.
/// </remarks>
public static class CardExpiryRule
{
    /// <summary>Of a card that expired longer ago nobody is told for the first time: the customer must be paying some other way.</summary>
    public const int FurthestDays = 30;

    /// <summary>Decides on one card.</summary>
    public static RuleDecision Decide(CardFacts facts, RuleAlert latest, RuleLimits limits)
    {
        var daysLeft = facts.ExpiresOn.DayNumber - facts.Today.DayNumber;
        if (facts.IsGone || facts.HasNewer || RuleLimits.StepAt(limits.CardSteps, daysLeft) is not { } step)
        {
            return latest.End();
        }

        return latest.MayFire && daysLeft < -FurthestDays
            ? new RuleDecision.Nothing()
            : latest.Show(new AlertFinding(Number: step, Day: facts.ExpiresOn, IsOver: daysLeft < 0));
    }
}
