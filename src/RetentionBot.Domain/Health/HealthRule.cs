namespace RetentionBot.Domain.Health;

/// <summary>Where a customer stands with the health rule.</summary>
public enum HealthAlertState
{
    /// <summary>There never was an alert; the rule may fire.</summary>
    None,

    /// <summary>An alert is open; there is never a second.</summary>
    Open,

    /// <summary>A person closed the last alert before the customer recovered; the rule stays silent until then.</summary>
    AwaitingRecovery,

    /// <summary>The customer recovered since the last alert; the rule may fire again.</summary>
    Armed,
}

/// <summary>What set the rule off.</summary>
[Flags]
public enum HealthRaiseReason
{
    None = 0,

    /// <summary>The score came down through the threshold.</summary>
    Crossing = 1,

    /// <summary>The score fell far within 7 days.</summary>
    Fall = 2,

    Both = Crossing | Fall,
}

/// <summary>What is to be done about a new score.</summary>
public abstract record HealthDecision
{
    private HealthDecision()
    {
    }

    /// <summary>Neither raise nor close; an open alert may show the new score.</summary>
    public sealed record Nothing : HealthDecision;

    public sealed record Raise(HealthRaiseReason Reason) : HealthDecision;

    /// <summary>The customer recovered: close the open alert. The rule is armed again at once.</summary>
    public sealed record Resolve : HealthDecision;

    /// <summary>The customer recovered after a person closed the alert: the rule may fire again.</summary>
    public sealed record Rearm : HealthDecision;
}

/// <summary>The alert rule <c>health</c>: a score that crosses the threshold downwards, or falls far in 7 days, raises one alert.</summary>
public static class HealthRule
{
    /// <summary>Decides on a customer's new score.</summary>
    /// <param name="today">The new score. Unknown changes nothing.</param>
    /// <param name="previous">The last known score before today's, normally yesterday's; null when there is none, so that a first score fires nothing.</param>
    /// <param name="sevenDaysAgo">The score 7 days before today's; null when unknown, and then there is no fall.</param>
    /// <param name="state">Where the customer stands.</param>
    /// <param name="profile">Threshold, fall and recovery margin.</param>
    /// <remarks>
    /// Recovered means the threshold plus the margin is reached and the score is no longer a fall against 7 days ago. Without that second
    /// condition a fall from 92 to 76, above the threshold all along, would close the day after it was raised and be raised again the next.
    /// </remarks>
    public static HealthDecision Decide(int? today, int? previous, int? sevenDaysAgo, HealthAlertState state, HealthProfile profile)
    {
        if (today is not { } score)
        {
            return new HealthDecision.Nothing();
        }

        var reason = Reason(score, previous, sevenDaysAgo, profile);
        var hasRecovered = score >= profile.Threshold + profile.RecoveryMargin && !reason.HasFlag(HealthRaiseReason.Fall);
        return state switch
        {
            HealthAlertState.Open when hasRecovered => new HealthDecision.Resolve(),
            HealthAlertState.AwaitingRecovery when hasRecovered => new HealthDecision.Rearm(),
            HealthAlertState.None or HealthAlertState.Armed when reason != HealthRaiseReason.None => new HealthDecision.Raise(reason),
            _ => new HealthDecision.Nothing(),
        };
    }

    private static HealthRaiseReason Reason(int score, int? previous, int? sevenDaysAgo, HealthProfile profile) =>
        (previous >= profile.Threshold && score < profile.Threshold ? HealthRaiseReason.Crossing : HealthRaiseReason.None)
        | (sevenDaysAgo - score >= profile.Fall ? HealthRaiseReason.Fall : HealthRaiseReason.None);
}
