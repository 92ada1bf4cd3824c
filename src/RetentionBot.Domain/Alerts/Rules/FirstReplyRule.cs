using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>What is known of a case.</summary>
/// <param name="Now">The instant of the look.</param>
/// <param name="OpenedAt">When the customer asked.</param>
/// <param name="FirstReplyAt">When somebody replied; null when nobody did.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="MayWarn">Whether the customer is of high value and the feed is live: old data warn of nothing.</param>
/// <param name="IsGone">Whether the source no longer has it.</param>
public sealed record CaseFacts(
    DateTimeOffset Now, DateTimeOffset OpenedAt, DateTimeOffset? FirstReplyAt, DateTimeOffset? ClosedAt, bool MayWarn = true, bool IsGone = false);

/// <summary>
/// The alert rule <c>first-reply</c>: a case without a reply is warned of when three quarters of the promised time are gone, and is a breach from its very end on.
/// It ends with a reply or when the case is closed.
/// </summary>
/// <remarks>Of <see cref="AlertFinding"/> it uses <c>Until</c>: when the reply is due, and <c>IsOver</c>: that it was not there by then.</remarks>
public static class FirstReplyRule
{
    /// <summary>A case that has waited longer was forgotten by its source, and nobody is told of it for the first time.</summary>
    public static TimeSpan Furthest { get; } = TimeSpan.FromDays(14);

    /// <summary>How long a case waits until somebody is warned.</summary>
    public static TimeSpan WarnAfter(RuleLimits limits) => TimeSpan.FromTicks((long)(limits.FirstReply.Ticks * limits.FirstReplyWarnShare));

    /// <summary>Decides on one case.</summary>
    public static RuleDecision Decide(CaseFacts facts, RuleAlert latest, RuleLimits limits)
    {
        var due = facts.OpenedAt + limits.FirstReply;
        DateTimeOffset? ended = Earlier(facts.FirstReplyAt, facts.ClosedAt);
        var finding = new AlertFinding(Until: due, IsOver: (ended ?? facts.Now) >= due);
        if (facts.IsGone)
        {
            return latest.End();
        }

        if (ended is not null)
        {
            // That it came too late is kept, however late that is learned.
            return latest.State == HealthAlertState.Open && finding != latest.Finding ? latest.Show(finding) : latest.End();
        }

        var waited = facts.Now - facts.OpenedAt;
        return waited < WarnAfter(limits) || !facts.MayWarn || (waited > Furthest && latest.MayFire) ? new RuleDecision.Nothing() : latest.Show(finding);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
