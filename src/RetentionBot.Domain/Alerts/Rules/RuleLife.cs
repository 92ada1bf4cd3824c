namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>One thing a rule did to an alert.</summary>
public readonly record struct RuleStep(Alert Alert, AlertEventKind Kind);

/// <summary>Does what a rule decides, and asks again until it has nothing more to say: one look may end an alert and raise the next.</summary>
public static class RuleLife
{
    /// <summary>The longest there is: the last word on an alert, its end, the next one, and that all is said.</summary>
    private const int MostSteps = 4;

    /// <summary>Takes one look.</summary>
    /// <param name="latest">The latest alert for the customer, rule and subject, if any.</param>
    /// <param name="decide">The rule, over facts that stay the same during the look.</param>
    /// <param name="raise">Makes a new alert of a finding; null when the rule may raise none.</param>
    /// <param name="on">The day the facts are of.</param>
    /// <param name="at">The instant of the look.</param>
    /// <returns>What was done, in order; empty when all was said already.</returns>
    public static IReadOnlyList<RuleStep> Look(
        Alert? latest, Func<RuleAlert, RuleDecision> decide, Func<AlertFinding, Alert>? raise, DateOnly on, DateTimeOffset at)
    {
        var steps = new List<RuleStep>();
        while (steps.Count < MostSteps && Step() is { } step)
        {
            steps.Add(step);
            latest = step.Alert;
        }

        return steps;

        RuleStep? Step() => decide(RuleAlert.Of(latest)) switch
        {
            RuleDecision.Raise { Finding: var finding } when raise is not null => new RuleStep(raise(finding), AlertEventKind.Raised),
            RuleDecision.Update { Finding: var finding } when Done(latest!.UpdateFinding(finding)) => new RuleStep(latest, AlertEventKind.ScoreUpdated),
            RuleDecision.Recover when Done(latest!.Recover(on, at)) => new RuleStep(latest, AlertEventKind.Recovered),
            RuleDecision.Rearm when Done(latest!.Rearm(on)) => new RuleStep(latest, AlertEventKind.Rearmed),
            _ => null,
        };
    }

    private static bool Done(AlertOutcome outcome) => outcome == AlertOutcome.Done;
}
