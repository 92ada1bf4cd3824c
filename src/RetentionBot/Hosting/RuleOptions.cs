using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Alerts:Rules</c>, one part per rule under the rule's own name.</summary>
internal sealed class RuleOptions
{
    [ConfigurationKeyName(AlertRules.Inactive)]
    public InactiveOptions Inactive { get; init; } = new();

    [ConfigurationKeyName(AlertRules.UsageDecline)]
    public UsageDeclineOptions UsageDecline { get; init; } = new();

    [ConfigurationKeyName(AlertRules.FirstReply)]
    public FirstReplyOptions FirstReply { get; init; } = new();

    [ConfigurationKeyName(AlertRules.Renewal)]
    public RenewalOptions Renewal { get; init; } = new();

    [ConfigurationKeyName(AlertRules.PaymentFailed)]
    public OneRuleOptions PaymentFailed { get; init; } = new();

    [ConfigurationKeyName(AlertRules.CardExpiry)]
    public CardExpiryOptions CardExpiry { get; init; } = new();

    public IEnumerable<(string Name, OneRuleOptions Options)> ByName =>
    [
        (AlertRules.Inactive, Inactive), (AlertRules.UsageDecline, UsageDecline), (AlertRules.FirstReply, FirstReply),
        (AlertRules.Renewal, Renewal), (AlertRules.PaymentFailed, PaymentFailed), (AlertRules.CardExpiry, CardExpiry),
    ];
}

/// <summary>What can be set for every rule.</summary>
internal class OneRuleOptions
{
    /// <summary>Off, a rule raises nothing; what it has left open can still end.</summary>
    public bool On { get; init; } = true;
}

internal sealed class InactiveOptions : OneRuleOptions
{
    /// <inheritdoc cref="RuleLimits.InactiveDays"/>
    public int Days { get; init; } = RuleLimits.Default.InactiveDays;
}

internal sealed class UsageDeclineOptions : OneRuleOptions
{
    /// <inheritdoc cref="RuleLimits.DeclineShare"/>
    public decimal Share { get; init; } = RuleLimits.Default.DeclineShare;

    /// <inheritdoc cref="RuleLimits.DeclineMinimumDays"/>
    public int MinimumDays { get; init; } = RuleLimits.Default.DeclineMinimumDays;
}

internal sealed class FirstReplyOptions : OneRuleOptions
{
    /// <inheritdoc cref="RuleLimits.FirstReply"/>
    public decimal Hours { get; init; } = (decimal)RuleLimits.Default.FirstReply.TotalHours;

    /// <inheritdoc cref="RuleLimits.FirstReplyWarnShare"/>
    public decimal WarnAt { get; init; } = RuleLimits.Default.FirstReplyWarnShare;
}

internal sealed class RenewalOptions : OneRuleOptions
{
    /// <summary>The steps; null: 90, 60 and 30.</summary>
    public IReadOnlyList<int>? Days { get; init; }

    /// <inheritdoc cref="RuleLimits.AutomaticRenewals"/>
    public bool Automatic { get; init; }
}

internal sealed class CardExpiryOptions : OneRuleOptions
{
    /// <summary>The steps; null: 30 and 7.</summary>
    public IReadOnlyList<int>? Days { get; init; }
}
