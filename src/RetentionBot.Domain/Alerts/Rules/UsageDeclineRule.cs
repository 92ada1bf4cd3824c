namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>What is known of a customer's use.</summary>
/// <param name="Use">Its days of use up to the last day of the usage feed, which must be live.</param>
/// <param name="Since">Pays without a gap since then, and the feed reaches back to it.</param>
/// <param name="SilentAfterDays">Longer without use than this, and it is the rule <c>inactive</c>'s to tell; null when nobody tells that.</param>
public sealed record UseFacts(UseHistory Use, DateOnly Since, int? SilentAfterDays);

/// <summary>
/// The alert rule <c>usage-decline</c>: days of use in 28 days against the 28 before them. A loss of the share that is set raises one alert; it ends once the loss
/// is less than half of that share. Days of use are counted, as the health score does, and not events: those go up and down by themselves.
/// </summary>
/// <remarks>
/// Of <see cref="AlertFinding"/> it uses <c>Number</c>: the loss in whole per cent. Each look goes over the last weeks anew and so forgets what was believed while
/// data were missing: the same data in any order end in the same alert.
/// </remarks>
public static class UsageDeclineRule
{
    /// <summary>Days that are compared with as many before them.</summary>
    public const int WindowDays = 28;

    /// <summary>Days a look goes back; data later than that find what was decided.</summary>
    public const int LookBackDays = 28;

    /// <summary>Days of use a look needs.</summary>
    public const int DaysNeeded = (2 * WindowDays) + LookBackDays;

    /// <summary>Decides on a customer as a whole.</summary>
    public static RuleDecision Decide(UseFacts facts, RuleAlert latest, RuleLimits limits)
    {
        var last = facts.Use.LastDay;
        var first = last.AddDays(-LookBackDays);
        var holds = !latest.MayFire && latest.RaisedOn < first;
        var (isTold, pausedSince) = (holds, false);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var loss = LossOn(day, facts.Use);
            if (!holds && loss >= limits.DeclineShare && IsMeasured(day, facts, limits))
            {
                // Who stopped altogether is told of as inactive, and does not come back to a second card. A loss that was there before the first of these days
                // began nobody knows how: what was told of it stays told.
                (holds, isTold) = (true, (day == first && !latest.MayFire) || !(facts.SilentAfterDays < SilentDays(day, facts.Use)));
            }
            else if (holds && loss < limits.DeclineShare / 2)
            {
                (holds, isTold) = (false, false);
            }

            pausedSince |= !holds && day > latest.RaisedOn;
        }

        return (holds && isTold) switch
        {
            false => latest.End(),
            true when latest.State == Health.HealthAlertState.AwaitingRecovery && pausedSince => new RuleDecision.Rearm(),
            true => latest.Show(new AlertFinding(Number: Percent(LossOn(last, facts.Use) ?? 1))),
        };
    }

    /// <summary>The share of its use that was lost, below zero when there is more of it; null when there is nothing to compare.</summary>
    private static decimal? LossOn(DateOnly day, UseHistory use)
    {
        var (now, before) = (use.CountUpTo(day, WindowDays), use.CountUpTo(day.AddDays(-WindowDays), WindowDays));
        return before > 0 ? 1 - ((decimal)now / before) : now > 0 ? 0 : null;
    }

    private static bool IsMeasured(DateOnly day, UseFacts facts, RuleLimits limits) =>
        facts.Since <= day.AddDays(1 - (2 * WindowDays)) && facts.Use.CountUpTo(day.AddDays(-WindowDays), WindowDays) >= limits.DeclineMinimumDays;

    private static int SilentDays(DateOnly day, UseHistory use) => day.DayNumber - (use.AsOf(day).LastUse ?? DateOnly.MinValue).DayNumber;

    private static int Percent(decimal share) => (int)Math.Round(share * 100, MidpointRounding.AwayFromZero);
}
