using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>What is known of a customer's silence.</summary>
/// <param name="AsOf">The last day of the usage feed, which must be live: on old data nobody is inactive.</param>
/// <param name="Since">The day silence counts from where no use is known: the customer pays since then, and the feed reaches back to it.</param>
/// <param name="LastUse">The last day of use; null when none is known.</param>
public sealed record SilenceFacts(DateOnly AsOf, DateOnly Since, DateOnly? LastUse)
{
    /// <summary>Days since the last use; use from before <see cref="Since"/> starts no silence.</summary>
    public int Days => AsOf.DayNumber - (LastUse > Since ? LastUse.Value : Since).DayNumber;
}

/// <summary>The alert rule <c>inactive</c>: more than a week without use raises one alert, which ends when the product is used again.</summary>
/// <remarks>Of <see cref="AlertFinding"/> it uses <c>Day</c>: the last day of use, null when none is known. It names no number of days, which would change every day.</remarks>
public static class InactiveRule
{
    /// <summary>Decides on a customer as a whole.</summary>
    public static RuleDecision Decide(SilenceFacts facts, RuleAlert latest, RuleLimits limits)
    {
        var isSilent = facts.Days > limits.InactiveDays;

        // Used since it was raised, and silent again: that is another silence. Use from before that was only learned late: it is the same one.
        var wasUsedSince = !latest.MayFire && facts.LastUse > latest.RaisedOn;
        if (!isSilent || wasUsedSince)
        {
            return latest.End();
        }

        var keepsDay = facts.LastUse is null && latest.State == HealthAlertState.Open;
        return latest.Show(new AlertFinding(Day: keepsDay ? latest.Finding.Day : facts.LastUse));
    }
}
