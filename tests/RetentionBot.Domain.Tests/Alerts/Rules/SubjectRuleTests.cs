using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;
using static RetentionBot.Domain.Alerts.AlertEventKind;

namespace RetentionBot.Domain.Tests.Alerts.Rules;

/// <summary>The rules on one case, renewal, invoice or card.</summary>
public sealed class SubjectRuleTests
{
    private static readonly RuleLimits Limits = RuleLimits.Default;
    private static readonly DateTimeOffset Opened = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Opened.AddHours(24);
    private static readonly DateOnly Today = new(2026, 6, 2);

    [Fact]
    public void A_case_is_warned_of_at_18_hours_and_breached_at_24()
    {
        var watching = new Watching(AlertRules.FirstReply);
        LookAtCase(watching, "17:59:59").ShouldBeEmpty();
        LookAtCase(watching, "18:00:00").ShouldBe([Raised]);
        watching.Shown.ShouldBe(new AlertFinding(Until: Due));
        LookAtCase(watching, "23:59:59").ShouldBeEmpty();
        LookAtCase(watching, "1.00:00:00").ShouldBe([ScoreUpdated]);
        watching.Shown.ShouldBe(new AlertFinding(Until: Due, IsOver: true));
        LookAtCase(watching, "1.05:00:00", reply: "1.04:00:00").ShouldBe([Recovered]);
        watching.Latest.Finding.IsOver.ShouldBeTrue();
    }

    [Theory]
    [InlineData("23:59:00", false)]
    [InlineData("23:59:59.9999999", false)]
    [InlineData("1.00:00:00", true)]
    [InlineData("1.00:00:01", true)]
    public void A_reply_at_23_59_is_in_time_and_one_at_24_00_is_not(string reply, bool isBreach)
    {
        // Nobody looked between the warning and the reply: how it ended is still told.
        var watching = new Watching(AlertRules.FirstReply);
        LookAtCase(watching, "20:00:00");
        LookAtCase(watching, "2.00:00:00", reply);

        watching.IsOpen.ShouldBeFalse();
        watching.Latest.Finding.IsOver.ShouldBe(isBreach);
    }

    [Fact]
    public void A_case_that_is_closed_or_gone_waits_for_no_reply()
    {
        var watching = new Watching(AlertRules.FirstReply);
        LookAtCase(watching, "19:00:00");
        watching.Look(Today, latest => FirstReplyRule.Decide(new CaseFacts(Opened.AddHours(20), Opened, null, Opened.AddHours(19.5)), latest, Limits)).ShouldBe([Recovered]);

        watching = new Watching(AlertRules.FirstReply);
        LookAtCase(watching, "19:00:00");
        watching.Look(Today, latest => FirstReplyRule.Decide(new CaseFacts(Opened, Opened, null, null, IsGone: true), latest, Limits)).ShouldBe([Recovered]);
    }

    [Fact]
    public void Old_data_and_forgotten_cases_warn_of_nothing()
    {
        var watching = new Watching(AlertRules.FirstReply);
        watching.Look(Today, latest => FirstReplyRule.Decide(new CaseFacts(Opened.AddHours(20), Opened, null, null, MayWarn: false), latest, Limits)).ShouldBeEmpty();
        LookAtCase(watching, "14.00:00:01").ShouldBeEmpty();
        LookAtCase(watching, "14.00:00:00").ShouldBe([Raised]);
    }

    [Fact]
    public void A_contract_that_ends_on_1_October_is_told_of_on_3_July_2_August_and_1_September()
    {
        var watching = new Watching(AlertRules.Renewal);
        var told = new List<(DateOnly, AlertEventKind)>();
        for (var day = new DateOnly(2026, 6, 1); day < new DateOnly(2026, 10, 10); day = day.AddDays(1))
        {
            told.AddRange(LookAtRenewal(watching, day).Select(kind => (day, kind)));
        }

        told.ShouldBe(
        [
            (new DateOnly(2026, 7, 3), Raised), (new DateOnly(2026, 8, 2), ScoreUpdated), (new DateOnly(2026, 9, 1), ScoreUpdated),
            (new DateOnly(2026, 10, 1), Recovered),
        ]);
        watching.Alerts.Count.ShouldBe(1);
        watching.Latest.Finding.ShouldBe(new AlertFinding(Number: 30, Day: new DateOnly(2026, 10, 1)));
    }

    [Fact]
    public void A_renewal_that_a_person_closed_is_raised_anew_at_the_next_step()
    {
        var watching = new Watching(AlertRules.Renewal);
        LookAtRenewal(watching, new DateOnly(2026, 7, 3));
        watching.ResolveByHand();

        LookAtRenewal(watching, new DateOnly(2026, 8, 1)).ShouldBeEmpty();
        LookAtRenewal(watching, new DateOnly(2026, 8, 2)).ShouldBe([Rearmed, Raised]);
        watching.ResolveByHand();
        LookAtRenewal(watching, new DateOnly(2026, 9, 1)).ShouldBe([Rearmed, Raised]);
        watching.ResolveByHand();
        LookAtRenewal(watching, new DateOnly(2026, 9, 30)).ShouldBeEmpty();
        LookAtRenewal(watching, new DateOnly(2026, 10, 1)).ShouldBe([Rearmed]);
        watching.Alerts.Count.ShouldBe(3);
    }

    [Fact]
    public void A_renewal_that_moves_away_or_is_gone_is_no_news_any_more()
    {
        var watching = new Watching(AlertRules.Renewal);
        var day = new DateOnly(2026, 7, 10);
        LookAtRenewal(watching, day);
        watching.Look(day, latest => RenewalRule.Decide(new RenewalFacts(day, new DateOnly(2027, 10, 1)), latest, Limits)).ShouldBe([Recovered]);

        LookAtRenewal(watching, day).ShouldBe([Raised]);
        watching.Look(day, latest => RenewalRule.Decide(new RenewalFacts(day, new DateOnly(2026, 10, 1), IsGone: true), latest, Limits)).ShouldBe([Recovered]);
    }

    [Fact]
    public void A_contract_that_renews_by_itself_is_told_of_only_where_that_is_asked_for()
    {
        var (day, facts) = (new DateOnly(2026, 7, 10), new RenewalFacts(new DateOnly(2026, 7, 10), new DateOnly(2026, 10, 1), IsAutomatic: true));
        new Watching(AlertRules.Renewal).Look(day, latest => RenewalRule.Decide(facts, latest, Limits)).ShouldBeEmpty();
        new Watching(AlertRules.Renewal).Look(day, latest => RenewalRule.Decide(facts, latest, Limits with { AutomaticRenewals = true })).ShouldBe([Raised]);
    }

    [Fact]
    public void Three_failures_are_one_alert_and_two_edits_and_the_payment_ends_it()
    {
        var watching = new Watching(AlertRules.PaymentFailed);
        LookAtInvoice(watching, Failed(1)).ShouldBe([Raised]);
        LookAtInvoice(watching, Failed(1), Failed(3)).ShouldBe([ScoreUpdated]);
        LookAtInvoice(watching, Failed(1), Failed(3), Failed(7)).ShouldBe([ScoreUpdated]);
        watching.Shown.ShouldBe(new AlertFinding(Number: 3, Day: new DateOnly(2026, 6, 7), AmountMinor: 149_00, Currency: "EUR"));

        LookAtInvoice(watching, Failed(1), Failed(3), Failed(7), Paid(8)).ShouldBe([Recovered]);
        watching.Alerts.Count.ShouldBe(1);
    }

    [Fact]
    public void A_payment_that_becomes_known_before_its_failures_leaves_nothing_to_tell()
    {
        var watching = new Watching(AlertRules.PaymentFailed);
        LookAtInvoice(watching, Paid(8)).ShouldBeEmpty();
        LookAtInvoice(watching, Paid(8), Failed(7), Failed(1)).ShouldBeEmpty();

        // Taken back after it was paid.
        LookAtInvoice(watching, Paid(8), Failed(7), Failed(1), Failed(9)).ShouldBe([Raised]);
        watching.Shown!.Number.ShouldBe(1);
    }

    [Fact]
    public void An_invoice_that_a_person_closed_is_silent_until_it_was_paid()
    {
        var watching = new Watching(AlertRules.PaymentFailed);
        LookAtInvoice(watching, Failed(1));
        watching.ResolveByHand();

        LookAtInvoice(watching, Failed(1), Failed(3)).ShouldBeEmpty();
        LookAtInvoice(watching, Failed(1), Failed(3), Paid(4)).ShouldBe([Rearmed]);
    }

    [Fact]
    public void An_invoice_that_failed_a_season_ago_is_no_news()
    {
        var watching = new Watching(AlertRules.PaymentFailed);
        watching.Look(Today, latest => PaymentFailedRule.Decide(new InvoiceFacts(new DateOnly(2026, 8, 31), [Failed(1)]), latest)).ShouldBeEmpty();
        watching.Look(Today, latest => PaymentFailedRule.Decide(new InvoiceFacts(new DateOnly(2026, 8, 30), [Failed(1)]), latest)).ShouldBe([Raised]);
    }

    [Fact]
    public void A_card_is_told_of_at_30_days_changed_at_7_and_when_it_has_expired_and_ends_with_a_newer_one()
    {
        var watching = new Watching(AlertRules.CardExpiry);
        var told = new List<(DateOnly, AlertEventKind)>();
        var lastDay = new DateOnly(2026, 8, 31);
        for (var day = new DateOnly(2026, 7, 1); day < new DateOnly(2026, 9, 20); day = day.AddDays(1))
        {
            told.AddRange(LookAtCard(watching, new CardFacts(day, lastDay)).Select(kind => (day, kind)));
        }

        told.ShouldBe([(new DateOnly(2026, 8, 1), Raised), (new DateOnly(2026, 8, 24), ScoreUpdated), (new DateOnly(2026, 9, 1), ScoreUpdated)]);
        watching.Shown.ShouldBe(new AlertFinding(Number: 7, Day: lastDay, IsOver: true));
        LookAtCard(watching, new CardFacts(new DateOnly(2026, 9, 20), lastDay, HasNewer: true)).ShouldBe([Recovered]);
    }

    [Fact]
    public void A_card_that_expires_in_August_is_told_of_on_2_August()
    {
        var watching = new Watching(AlertRules.CardExpiry);
        LookAtCard(watching, new CardFacts(new DateOnly(2026, 8, 2), new DateOnly(2026, 8, 31))).ShouldBe([Raised]);
        LookAtCard(watching, new CardFacts(new DateOnly(2026, 8, 3), new DateOnly(2026, 8, 31), IsGone: true)).ShouldBe([Recovered]);
    }

    [Fact]
    public void A_card_that_expired_long_ago_is_not_what_they_pay_with()
    {
        var watching = new Watching(AlertRules.CardExpiry);
        LookAtCard(watching, new CardFacts(new DateOnly(2026, 10, 1), new DateOnly(2026, 8, 31))).ShouldBeEmpty();
        LookAtCard(watching, new CardFacts(new DateOnly(2026, 9, 30), new DateOnly(2026, 8, 31))).ShouldBe([Raised]);
    }

    private static IReadOnlyList<AlertEventKind> LookAtCase(Watching watching, string after, string? reply = null) => watching.Look(
        Today,
        latest => FirstReplyRule.Decide(new CaseFacts(Opened + Span(after), Opened, reply is null ? null : Opened + Span(reply), null), latest, Limits));

    private static IReadOnlyList<AlertEventKind> LookAtRenewal(Watching watching, DateOnly day) =>
        watching.Look(day, latest => RenewalRule.Decide(new RenewalFacts(day, new DateOnly(2026, 10, 1)), latest, Limits));

    private static IReadOnlyList<AlertEventKind> LookAtInvoice(Watching watching, params PaymentAttempt[] attempts) =>
        watching.Look(Today, latest => PaymentFailedRule.Decide(new InvoiceFacts(Today.AddDays(10), attempts), latest));

    private static IReadOnlyList<AlertEventKind> LookAtCard(Watching watching, CardFacts facts) =>
        watching.Look(facts.Today, latest => CardExpiryRule.Decide(facts, latest, Limits));

    private static PaymentAttempt Failed(int day) => Attempt(day, isPaid: false);

    private static PaymentAttempt Paid(int day) => Attempt(day, isPaid: true);

    private static PaymentAttempt Attempt(int day, bool isPaid) =>
        new(new DateTimeOffset(2026, 6, day, 10, 0, 0, TimeSpan.Zero), new DateOnly(2026, 6, day), isPaid, 149_00, "EUR");

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
