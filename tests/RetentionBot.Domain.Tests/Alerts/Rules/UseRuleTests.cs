using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;
using static RetentionBot.Domain.Alerts.AlertEventKind;

namespace RetentionBot.Domain.Tests.Alerts.Rules;

/// <summary>The rules <c>inactive</c> and <c>usage-decline</c>.</summary>
public sealed class UseRuleTests
{
    private static readonly RuleLimits Limits = RuleLimits.Default;
    private static readonly DateOnly LastUse = new(2026, 6, 1);
    private static readonly DateOnly LongAgo = new(2025, 1, 1);

    [Fact]
    public void Seven_days_without_use_are_no_alert_and_the_eighth_is_one()
    {
        var watching = new Watching(AlertRules.Inactive);
        for (var day = 1; day <= 7; day++)
        {
            LookAtSilence(watching, LastUse.AddDays(day), LastUse).ShouldBeEmpty();
        }

        LookAtSilence(watching, LastUse.AddDays(8), LastUse).ShouldBe([Raised]);
        watching.Shown.ShouldBe(new AlertFinding(Day: LastUse));

        // A card that counted the days would change every day.
        LookAtSilence(watching, LastUse.AddDays(9), LastUse).ShouldBeEmpty();
        LookAtSilence(watching, LastUse.AddDays(30), LastUse).ShouldBeEmpty();
    }

    [Fact]
    public void Use_ends_the_alert_and_another_silence_raises_another()
    {
        var watching = new Watching(AlertRules.Inactive);
        LookAtSilence(watching, LastUse.AddDays(8), LastUse);

        LookAtSilence(watching, LastUse.AddDays(10), LastUse.AddDays(10)).ShouldBe([Recovered]);
        LookAtSilence(watching, LastUse.AddDays(18), LastUse.AddDays(10)).ShouldBe([Raised]);
        watching.Alerts.Count.ShouldBe(2);
    }

    [Fact]
    public void A_silence_that_began_while_nobody_looked_is_another_one()
    {
        var watching = new Watching(AlertRules.Inactive);
        LookAtSilence(watching, LastUse.AddDays(8), LastUse);

        // Used on day 9, and silent again for 12 days when somebody looks.
        LookAtSilence(watching, LastUse.AddDays(21), LastUse.AddDays(9)).ShouldBe([Recovered, Raised]);
    }

    [Fact]
    public void Use_that_is_learned_late_corrects_the_same_alert()
    {
        var watching = new Watching(AlertRules.Inactive);
        LookAtSilence(watching, LastUse.AddDays(12), LastUse);

        LookAtSilence(watching, LastUse.AddDays(13), LastUse.AddDays(3)).ShouldBe([ScoreUpdated]);
        watching.Shown.ShouldBe(new AlertFinding(Day: LastUse.AddDays(3)));

        // Day 7 of that very silence: it was none at all.
        LookAtSilence(watching, LastUse.AddDays(13), LastUse.AddDays(6)).ShouldBe([Recovered]);
    }

    [Fact]
    public void A_person_who_closes_it_hears_no_more_of_that_silence()
    {
        var watching = new Watching(AlertRules.Inactive);
        LookAtSilence(watching, LastUse.AddDays(8), LastUse);
        watching.ResolveByHand();

        LookAtSilence(watching, LastUse.AddDays(20), LastUse).ShouldBeEmpty();
        LookAtSilence(watching, LastUse.AddDays(21), LastUse.AddDays(21)).ShouldBe([Rearmed]);
        LookAtSilence(watching, LastUse.AddDays(29), LastUse.AddDays(21)).ShouldBe([Raised]);
    }

    [Fact]
    public void Who_never_used_it_is_inactive_from_the_eighth_day_of_paying()
    {
        var watching = new Watching(AlertRules.Inactive);
        var start = new DateOnly(2026, 6, 1);

        LookAtSilence(watching, start.AddDays(7), lastUse: null, since: start).ShouldBeEmpty();
        LookAtSilence(watching, start.AddDays(8), lastUse: null, since: start).ShouldBe([Raised]);
        watching.Shown.ShouldBe(new AlertFinding());
    }

    [Fact]
    public void Who_comes_back_has_a_week_to_begin()
    {
        // Last used in the time before: that silence was not ours to tell.
        var watching = new Watching(AlertRules.Inactive);
        LookAtSilence(watching, LastUse.AddDays(100), LastUse, since: LastUse.AddDays(95)).ShouldBeEmpty();
        LookAtSilence(watching, LastUse.AddDays(103), LastUse, since: LastUse.AddDays(95)).ShouldBe([Raised]);
    }

    [Theory]
    [InlineData(20, 12, 40)]
    [InlineData(20, 13, null)]
    [InlineData(10, 6, 40)]
    [InlineData(8, 0, null)]
    [InlineData(7, 2, null)]
    [InlineData(12, 12, null)]
    public void A_loss_of_forty_per_cent_of_the_days_of_use_raises_an_alert(int before, int now, int? percent)
    {
        // 20 -> 12 is 40 %, 20 -> 13 is 35 %; 8 -> 0 is a stop, which the rule inactive tells; 7 days are too few to take a share of.
        var watching = new Watching(AlertRules.UsageDecline);
        LookAtUse(watching, Used(before, now));

        watching.Shown.ShouldBe(percent is null ? null : new AlertFinding(Number: percent));
    }

    [Fact]
    public void A_stop_is_a_decline_where_nobody_tells_of_inactivity()
    {
        var watching = new Watching(AlertRules.UsageDecline);
        LookAtUse(watching, Used(before: 8, now: 0), silentAfter: null);

        watching.Shown.ShouldBe(new AlertFinding(Number: 100));
    }

    [Fact]
    public void A_decline_deepens_on_the_same_alert_and_ends_within_half_of_the_share()
    {
        var watching = new Watching(AlertRules.UsageDecline);
        LookAtUse(watching, Used(28, 16)).ShouldBe([Raised]);
        LookAtUse(watching, Used(28, 14)).ShouldBe([ScoreUpdated]);
        watching.Shown.ShouldBe(new AlertFinding(Number: 50));

        // Four weeks on, 14 -> 11 is a loss of 21 %, which is not less than half of 40 %; 14 -> 12 is, with 14 %.
        LookAtUse(watching, Later(Blocks(28, 28, 14, 11))).ShouldBe([ScoreUpdated]);
        watching.Shown.ShouldBe(new AlertFinding(Number: 21));
        LookAtUse(watching, Later(Blocks(28, 28, 14, 12))).ShouldBe([Recovered]);

        static UseHistory Later(UseHistory use) => use with { LastDay = use.LastDay.AddDays(28) };
    }

    [Fact]
    public void A_decline_that_turns_into_silence_stays_told_for_as_long_as_it_lasts()
    {
        // 28 days, then every other day for four weeks, then none.
        var watching = new Watching(AlertRules.UsageDecline);
        var use = Blocks(28, 28, 14);
        LookAtUse(watching, use).ShouldBe([Raised]);
        for (var silent = 1; silent <= 70; silent++)
        {
            var later = new UseHistory(use.LastDay.AddDays(silent), use.Days << silent);
            LookAtUse(watching, later).ShouldNotContain(Recovered);
        }
    }

    [Fact]
    public void Nobody_is_measured_by_days_on_which_it_did_not_pay()
    {
        var watching = new Watching(AlertRules.UsageDecline);
        var use = Used(20, 12);
        watching.Look(use.LastDay, latest => UsageDeclineRule.Decide(new UseFacts(use, use.LastDay.AddDays(-40), 7), latest, Limits)).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_is_off_raises_nothing_and_lets_what_is_open_end()
    {
        var watching = new Watching(AlertRules.UsageDecline);
        watching.Look(LastUse, latest => UsageDeclineRule.Decide(new UseFacts(Used(20, 12), LongAgo, 7), latest, Limits), isOn: false).ShouldBeEmpty();
        LookAtUse(watching, Used(20, 12)).ShouldBe([Raised]);
        watching.Look(LastUse, latest => UsageDeclineRule.Decide(new UseFacts(Used(20, 20), LongAgo, 7), latest, Limits), isOn: false).ShouldBe([Recovered]);
    }

    private static IReadOnlyList<AlertEventKind> LookAtSilence(Watching watching, DateOnly asOf, DateOnly? lastUse, DateOnly? since = null) =>
        watching.Look(asOf, latest => InactiveRule.Decide(new SilenceFacts(asOf, since ?? LongAgo, lastUse), latest, Limits));

    private static IReadOnlyList<AlertEventKind> LookAtUse(Watching watching, UseHistory use, int? silentAfter = 7) =>
        watching.Look(use.LastDay, latest => UsageDeclineRule.Decide(new UseFacts(use, LongAgo, silentAfter), latest, Limits));

    /// <summary>So many days of use in the last 28 days and in each 28 before them.</summary>
    private static UseHistory Used(int before, int now) => Blocks(before, before, now);

    /// <summary>Days of use in stretches of 28 days, the last one last, spread evenly over each and with use on its last day.</summary>
    private static UseHistory Blocks(params int[] counts)
    {
        var use = new UseHistory(new DateOnly(2026, 7, 31), 0);
        for (var day = 0; day < counts.Length * 28; day++)
        {
            var (count, nth) = (counts[^((day / 28) + 1)], 27 - (day % 28));
            use = (nth + 1) * count / 28 > nth * count / 28 ? use.With(use.LastDay.AddDays(-day)) : use;
        }

        return use;
    }
}
