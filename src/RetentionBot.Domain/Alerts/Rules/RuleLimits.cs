namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>Where the rules that look at no score draw their lines; the workspace's choice.</summary>
public sealed record RuleLimits
{
    public static RuleLimits Default { get; } = new();

    /// <summary>So many days without use are no news; one more is.</summary>
    public int InactiveDays { get; init; } = 7;

    /// <summary>The share of its use a customer must have lost, above 0 and at most 1.</summary>
    public decimal DeclineShare { get; init; } = 0.40m;

    /// <summary>Days of use the earlier 28 days must hold, so that a share of them says something.</summary>
    public int DeclineMinimumDays { get; init; } = 8;

    /// <summary>Within which a first reply is promised; a reply at its very end comes too late.</summary>
    public TimeSpan FirstReply { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The share of <see cref="FirstReply"/> after which somebody is warned.</summary>
    public decimal FirstReplyWarnShare { get; init; } = 0.75m;

    /// <summary>Days before a contract's date at which its owner is told, the largest first.</summary>
    public IReadOnlyList<int> RenewalSteps { get; init; } = [90, 60, 30];

    /// <summary>Whether contracts that renew by themselves are told of as well.</summary>
    public bool AutomaticRenewals { get; init; }

    /// <summary>Days before a payment card's last day at which somebody is told, the largest first.</summary>
    public IReadOnlyList<int> CardSteps { get; init; } = [30, 7];

    /// <summary>The smallest step that is not yet passed; null when even the largest lies ahead.</summary>
    /// <param name="steps">The largest first.</param>
    /// <param name="daysLeft">Days until what the steps lead to.</param>
    public static int? StepAt(IReadOnlyList<int> steps, int daysLeft)
    {
        int? reached = null;
        foreach (var step in steps)
        {
            reached = daysLeft <= step ? step : reached;
        }

        return reached;
    }
}
