using System.Globalization;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;
using RetentionBot.Features.Alerts;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Alerts</c>; <c>docs/alerts.md</c> says what each value does.</summary>
internal sealed class AlertOptions
{
    /// <summary>Whether colleagues are told outside their working hours too; null: in Development only.</summary>
    public bool? TellAtOnce { get; init; }

    /// <summary>Cards a place takes in an hour; what is more stands in one summary.</summary>
    public int MostCardsAnHour { get; init; } = 10;

    /// <summary>Whether colleagues get a digest as their working day begins.</summary>
    public bool Digest { get; init; } = true;

    /// <summary>Who is told when nobody takes an alert on; none: after four hours at work the lead.</summary>
    public IReadOnlyList<ChainOptions> Escalation { get; init; } = [];

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
        foreach (var (_, sentence) in checks.Where(check => check.IsWrong))
        {
            yield return $"{section}:{sentence}";
        }

        if (MostCardsAnHour < 1)
        {
            yield return "RetentionBot:Alerts:MostCardsAnHour must be at least 1.";
        }

        foreach (var (index, step) in Escalation.SelectMany(chain => chain.Steps).Index())
        {
            if (!TimeSpan.TryParse(step.After, CultureInfo.InvariantCulture, out var after) || after < TimeSpan.Zero)
            {
                yield return $"RetentionBot:Alerts:Escalation: step {index + 1} has After '{step.After}'; give working time as hours and minutes, for example 04:00.";
            }

            if (step.To is not (EscalationStep.Lead or EscalationStep.Owner) && !System.Net.Mail.MailAddress.TryCreate(step.To, out _))
            {
                yield return $"RetentionBot:Alerts:Escalation: step {index + 1} has To '{step.To}'; it must be lead, owner or the mail address of a colleague.";
            }
        }
    }

    public AlertSettings ToSettings() => new(
        [.. Escalation.Select(chain => new EscalationChain(
            chain.Segments, [.. chain.Steps.Select(step => new EscalationStep(TimeSpan.Parse(step.After, CultureInfo.InvariantCulture), step.To))]))],
        MostCardsAnHour,
        Digest);

    private static bool AreDays(IReadOnlyList<int>? days) => days is null || (days.Count > 0 && days.All(d => d is >= 1 and <= 365));

    private static IReadOnlyList<int> Steps(IReadOnlyList<int>? days, IReadOnlyList<int> byDefault) => days is null ? byDefault : [.. days.Distinct().OrderDescending()];
}

/// <summary>One chain of <c>RetentionBot:Alerts:Escalation</c>.</summary>
internal sealed class ChainOptions
{
    /// <summary>The segments it is for; none: all that have no chain of their own.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    public IReadOnlyList<StepOptions> Steps { get; init; } = [];
}

/// <summary>One step of a chain.</summary>
internal sealed class StepOptions
{
    /// <summary>Working time, e.g. <c>04:00</c>.</summary>
    public string After { get; init; } = "";

    /// <summary><c>lead</c>, <c>owner</c> or a mail address.</summary>
    public string To { get; init; } = "";
}
