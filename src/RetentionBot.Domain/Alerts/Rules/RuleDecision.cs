using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>What is to be done about a customer, rule and subject.</summary>
public abstract record RuleDecision
{
    private RuleDecision()
    {
    }

    /// <summary>All is said already.</summary>
    public sealed record Nothing : RuleDecision;

    public sealed record Raise(AlertFinding Finding) : RuleDecision;

    /// <summary>The open alert is to show this instead.</summary>
    public sealed record Update(AlertFinding Finding) : RuleDecision;

    /// <summary>What the open alert is about is over: close it. The rule is armed again at once.</summary>
    public sealed record Recover : RuleDecision;

    /// <summary>It is over after a person closed the alert, or something new has come: the rule may fire again.</summary>
    public sealed record Rearm : RuleDecision;
}

/// <summary>What a rule is told of the latest alert there was for a customer, rule and subject.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Finding">What that alert shows.</param>
/// <param name="RaisedOn">Its day; the first of all days when there is none.</param>
public sealed record RuleAlert(HealthAlertState State, AlertFinding Finding, DateOnly RaisedOn)
{
    /// <summary>There never was one.</summary>
    public static RuleAlert None { get; } = new(HealthAlertState.None, AlertFinding.None, DateOnly.MinValue);

    /// <summary>Whether the rule may fire.</summary>
    public bool MayFire => State is HealthAlertState.None or HealthAlertState.Armed;

    public static RuleAlert Of(Alert? latest) => latest is null ? None : new(Alert.StateAfter(latest), latest.Finding, latest.RaisedOn);

    /// <summary>What it takes to end it: nothing where there is nothing to end.</summary>
    internal RuleDecision End() => State switch
    {
        HealthAlertState.Open => new RuleDecision.Recover(),
        HealthAlertState.AwaitingRecovery => new RuleDecision.Rearm(),
        _ => new RuleDecision.Nothing(),
    };

    /// <summary>What it takes for it to show this: a new alert, another look of the open one, or nothing after a person has closed it.</summary>
    internal RuleDecision Show(AlertFinding finding) => State switch
    {
        HealthAlertState.Open when finding != Finding => new RuleDecision.Update(finding),
        HealthAlertState.Open or HealthAlertState.AwaitingRecovery => new RuleDecision.Nothing(),
        _ => new RuleDecision.Raise(finding),
    };
}
