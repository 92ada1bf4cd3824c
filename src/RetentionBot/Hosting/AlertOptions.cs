using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;
using RetentionBot.Features.Alerts;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Alerts</c>; <c>docs/alerts.md</c> says what each value does.</summary>
internal sealed class AlertOptions
{
    /// <summary>Names of segments of high value, one that ends in * standing for all that begin so; null: those that begin with "high-value".</summary>
    public IReadOnlyList<string>? HighValueSegments { get; init; }

    public RuleOptions Rules { get; init; } = new();

    public RuleSettings ToRuleSettings() => new(
        new RuleLimits
        {
            InactiveDays = Rules.Inactive.Days,
            DeclineShare = Rules.UsageDecline.Share,
            DeclineMinimumDays = Rules.UsageDecline.MinimumDays,
            FirstReply = TimeSpan.FromHours((double)Rules.FirstReply.Hours),
            FirstReplyWarnShare = Rules.FirstReply.WarnAt,
            RenewalSteps = Steps(Rules.Renewal.Days, RuleLimits.Default.RenewalSteps),
            AutomaticRenewals = Rules.Renewal.Automatic,
            CardSteps = Steps(Rules.CardExpiry.Days, RuleLimits.Default.CardSteps),
        },
        Rules.ByName.Where(rule => !rule.Options.On).Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal),
        HighValueSegments ?? [RuleSettings.HighValueByDefault]);

    /// <summary>What is wrong, a sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        const string section = "RetentionBot:Alerts";
        (bool IsWrong, string Sentence)[] checks =
        [
            (HighValueSegments?.Any(string.IsNullOrWhiteSpace) == true, "HighValueSegments holds an empty name."),
            (Rules.Inactive.Days is < 1 or > 60, "Rules:inactive:Days is a number of days from 1 to 60, for example 7."),
            (Rules.UsageDecline.Share is <= 0 or > 1, "Rules:usage-decline:Share is a share above 0 and at most 1, for example 0.4."),
            (Rules.UsageDecline.MinimumDays is < 1 or > 28, "Rules:usage-decline:MinimumDays is a number of days from 1 to 28, for example 8."),
            (Rules.FirstReply.Hours is <= 0 or > 240, "Rules:first-reply:Hours is a number of hours above 0 and at most 240, for example 24."),
            (Rules.FirstReply.WarnAt is <= 0 or > 1, "Rules:first-reply:WarnAt is a share above 0 and at most 1, for example 0.75."),
            (!AreDays(Rules.Renewal.Days), "Rules:renewal:Days are numbers of days from 1 to 365, for example 90, 60 and 30."),
            (!AreDays(Rules.CardExpiry.Days), "Rules:card-expiry:Days are numbers of days from 1 to 365, for example 30 and 7."),
        ];
        return checks.Where(check => check.IsWrong).Select(check => $"{section}:{check.Sentence}");
    }

    private static bool AreDays(IReadOnlyList<int>? days) => days is null || (days.Count > 0 && days.All(d => d is >= 1 and <= 365));

    private static IReadOnlyList<int> Steps(IReadOnlyList<int>? days, IReadOnlyList<int> byDefault) => days is null ? byDefault : [.. days.Distinct().OrderDescending()];
}

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
