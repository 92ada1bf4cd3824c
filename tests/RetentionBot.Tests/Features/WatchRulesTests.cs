using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Revenue;
using RetentionBot.Features.Alerts;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Tests.Ingest;
using static RetentionBot.Domain.Alerts.AlertEventKind;

namespace RetentionBot.Tests.Features;

/// <summary>The rules that look at no score on a real database. It is Sunday 22 November 2026, 11:00 in Amsterdam; no place is connected.</summary>
public sealed class WatchRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateOnly Yesterday = new(2026, 11, 21);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    public async Task The_eighth_day_without_use_raises_one_alert(int days, int alerts)
    {
        await using var host = await StartAsync();
        var customer = await PayingAsync(host);
        await host.UsedAsync(customer, Yesterday.AddDays(-days), "reports");
        await host.FeedAsync(Feeds.Usage, Yesterday);

        (await LookAsync(host)).ShouldBe(alerts);
        (await LookAsync(host)).ShouldBe(0);
        (await host.AlertsAsync()).Select(a => (a.Rule, a.Subject, a.RaisedOn, a.Finding.Day, a.MrrMinor))
            .ShouldBe(Enumerable.Repeat<(string, string, DateOnly, DateOnly?, long?)>((AlertRules.Inactive, "", Yesterday, Yesterday.AddDays(-8), 100_00), alerts));
    }

    [Fact]
    public async Task Old_data_make_nobody_inactive_and_use_that_comes_late_ends_the_alert()
    {
        await using var host = await StartAsync();
        var customer = await PayingAsync(host);
        await host.UsedAsync(customer, Yesterday.AddDays(-20), "reports");
        await host.FeedAsync(Feeds.Usage, Today.AddDays(-4));
        (await LookAsync(host)).ShouldBe(0);

        await host.WithAsync<RetentionDb, int>(db => db.Feeds.ExecuteUpdateAsync(f => f.SetProperty(x => x.DataThrough, Today.AddDays(-3))));
        (await LookAsync(host)).ShouldBe(1);

        await host.UsedAsync(customer, Yesterday.AddDays(-5), "reports");
        (await LookAsync(host)).ShouldBe(0);
        (await host.LifeAsync()).ShouldBe([Raised, Recovered], ignoreOrder: true);
    }

    [Fact]
    public async Task A_second_silence_ends_the_first_alert_and_raises_the_next_in_one_save()
    {
        var clock = new FixedClock { Now = Now.AddDays(-20) };
        await using var host = await StartAsync(clock: clock);
        var customer = await PayingAsync(host);
        await host.UsedAsync(customer, Today.AddDays(-40), "reports");
        await host.FeedAsync(Feeds.Usage, Yesterday);
        await host.WithAsync<RetentionDb, int>(db => db.Feeds.ExecuteUpdateAsync(f => f.SetProperty(x => x.DataThrough, Today.AddDays(-21))));
        (await LookAsync(host)).ShouldBe(1);

        // Used the day after, and silent since: nobody looked in between.
        clock.Now = Now;
        await host.UsedAsync(customer, Today.AddDays(-19), "reports");
        await host.WithAsync<RetentionDb, int>(db => db.Feeds.ExecuteUpdateAsync(f => f.SetProperty(x => x.DataThrough, Yesterday)));
        (await LookAsync(host)).ShouldBe(1);
        (await host.AlertsAsync()).Select(a => (a.Status, a.Finding.Day))
            .ShouldBe([(AlertStatus.Resolved, Today.AddDays(-40)), (AlertStatus.Open, Today.AddDays(-19))]);
    }

    [Fact]
    public async Task Use_on_far_fewer_days_than_before_raises_a_decline()
    {
        await using var host = await StartAsync();
        var customer = await PayingAsync(host);
        await host.UsedAsync(customer, Yesterday.AddDays(-100), "reports");

        // Every day for four weeks, then every other day: 28 -> 14, a loss of 50 %.
        for (var back = 0; back < 56; back += back < 28 ? 2 : 1)
        {
            await host.UsedAsync(customer, Yesterday.AddDays(-back), "reports");
        }

        await host.FeedAsync(Feeds.Usage, Yesterday);
        (await LookAsync(host)).ShouldBe(1);
        var alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Rule, alert.Finding).ShouldBe((AlertRules.UsageDecline, new AlertFinding(Number: 50)));
    }

    [Fact]
    public async Task Who_does_not_pay_is_left_alone_and_what_is_open_ends_when_they_leave()
    {
        await using var host = await StartAsync();
        var (trying, leaving) = (await host.CustomerAsync("Acme"), await host.CustomerAsync("Jansen"));
        await host.PaysAsync(trying, 0, isTrial: true);
        await host.PaysAsync(leaving, 50_00, until: Today.AddDays(1));
        await host.AddAsync(Failed(trying, "I1", 1), Failed(leaving, "I2", 1));
        (await LookAsync(host)).ShouldBe(1);
        (await host.AlertsAsync()).ShouldHaveSingleItem().CustomerId.ShouldBe(leaving);

        await host.WithAsync<RetentionDb, int>(db => db.Subscriptions.ExecuteUpdateAsync(s => s.SetProperty(x => x.EndsOn, Today)));
        await LookAsync(host);
        var alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.ResolvedBecause, alert.RearmedOn).ShouldBe((AlertResolution.Left, Today));
        (await LookAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task Three_failures_are_one_alert_with_two_edits_and_the_payment_ends_it()
    {
        await using var host = await StartAsync();
        var customer = await PayingAsync(host);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await host.AddAsync(Failed(customer, "INV-1", attempt));
            await LookAsync(host);
            await LookAsync(host);
        }

        var alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Subject, alert.Status).ShouldBe(("INV-1", AlertStatus.Open));
        alert.Finding.ShouldBe(new AlertFinding(Number: 3, Day: new DateOnly(2026, 11, 3), AmountMinor: 149_00, Currency: "EUR"));
        (await host.LifeAsync()).ShouldBe([Raised, ScoreUpdated, ScoreUpdated], ignoreOrder: true);

        await host.AddAsync(Attempt(customer, "INV-1", 4, PaymentOutcome.Paid));
        await LookAsync(host);
        (await host.AlertsAsync()).ShouldHaveSingleItem().ResolvedBecause.ShouldBe(AlertResolution.Recovered);
    }

    [Fact]
    public async Task Rows_that_the_source_takes_back_end_what_they_raised()
    {
        await using var host = await StartAsync();
        var customer = await PayingAsync(host);
        await host.AddAsync(
            Failed(customer, "INV-1", 1),
            new Renewal { SourceKey = "N1", CustomerId = customer, RenewsOn = Today.AddDays(50) },
            new PaymentCard { SourceKey = "K1", CustomerId = customer, ExpiresOn = Today.AddDays(9) });
        (await LookAsync(host)).ShouldBe(3);
        (await host.AlertsAsync()).Select(a => (a.Rule, a.Subject, a.Finding.Number))
            .ShouldBe([(AlertRules.PaymentFailed, "INV-1", 1), (AlertRules.Renewal, "N1", 60), (AlertRules.CardExpiry, "K1", 30)], ignoreOrder: true);

        await host.WithAsync<RetentionDb, int>(db => db.Payments.ExecuteUpdateAsync(x => x.SetProperty(p => p.RetiredAt, Now)));
        await host.WithAsync<RetentionDb, int>(db => db.Renewals.ExecuteUpdateAsync(x => x.SetProperty(p => p.RetiredAt, Now)));
        await host.WithAsync<RetentionDb, int>(db => db.PaymentCards.ExecuteUpdateAsync(x => x.SetProperty(p => p.RetiredAt, Now)));
        await LookAsync(host);
        (await host.AlertsAsync()).ShouldAllBe(a => a.ResolvedBecause == AlertResolution.Recovered);
    }

    [Fact]
    public async Task A_newer_card_ends_the_alert_on_the_old_one()
    {
        await using var host = await StartAsync();
        var customer = await PayingAsync(host);
        await host.AddAsync(
            new PaymentCard { SourceKey = "K1", CustomerId = customer, ExpiresOn = Today.AddDays(9) },
            new PaymentCard { SourceKey = "K2", CustomerId = customer, ExpiresOn = Today.AddDays(9) });
        (await LookAsync(host)).ShouldBe(1);

        await host.AddAsync(new PaymentCard { SourceKey = "K3", CustomerId = customer, ExpiresOn = Today.AddYears(3) });
        await LookAsync(host);
        (await host.AlertsAsync()).ShouldHaveSingleItem().ResolvedBecause.ShouldBe(AlertResolution.Recovered);
    }

    [Fact]
    public async Task A_high_value_case_warns_at_18_hours_is_a_breach_at_24_and_ends_with_the_reply()
    {
        var clock = new FixedClock { Now = Now };
        await using var host = await StartAsync(clock: clock);
        await ReplyingAsync(host);
        var customer = await PayingAsync(host, "high_value_low_risk");
        var other = await PayingAsync(host, "low_value");
        var opened = Now.AddHours(-18).AddSeconds(1);
        await host.AddAsync(Case("S1", customer, opened), Case("S2", other, opened));
        (await LookAsync(host)).ShouldBe(0);

        clock.Now = opened.AddHours(18);
        (await LookAsync(host)).ShouldBe(1);
        var alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Rule, alert.Subject, alert.Finding).ShouldBe((AlertRules.FirstReply, "S1", new AlertFinding(Until: opened.AddHours(24))));

        clock.Now = opened.AddHours(24).AddSeconds(-1);
        await LookAsync(host);
        (await host.AlertsAsync())[0].Finding.IsOver.ShouldBeFalse();
        clock.Now = opened.AddHours(24);
        await LookAsync(host);
        (await host.AlertsAsync())[0].Finding.IsOver.ShouldBeTrue();

        await host.WithAsync<RetentionDb, int>(db => db.Cases.Where(c => c.SourceKey == "S1").ExecuteUpdateAsync(c => c.SetProperty(x => x.FirstReplyAt, clock.Now)));
        await LookAsync(host);
        (await host.AlertsAsync())[0].ResolvedBecause.ShouldBe(AlertResolution.Recovered);
        (await host.LifeAsync()).ShouldBe([Raised, ScoreUpdated, Recovered], ignoreOrder: true);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_source_that_is_stale_or_never_tells_a_reply_warns_of_no_case(bool isLive, bool tellsReplies)
    {
        await using var host = await StartAsync();
        if (tellsReplies)
        {
            await ReplyingAsync(host, isLive ? Yesterday : Today.AddDays(-9));
        }
        else
        {
            await host.FeedAsync(Feeds.Cases, Yesterday);
        }

        await host.AddAsync(Case("S1", await PayingAsync(host, "High-Value"), Now.AddHours(-30)));
        (await LookAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task A_rule_that_is_off_raises_nothing_and_lets_what_is_open_end()
    {
        var rules = new RuleSettings(RuleSettings.Default.Limits, new HashSet<string> { AlertRules.PaymentFailed }, []);
        await using var host = await StartAsync(rules);
        var customer = await PayingAsync(host);
        await host.AddAsync(
            Failed(customer, "INV-1", 1),
            Failed(customer, "INV-2", 1),
            Attempt(customer, "INV-2", 2, PaymentOutcome.Paid),
            Alert.Raise(Guid.NewGuid(), customer, AlertRules.PaymentFailed, "INV-2", Yesterday, Now, new AlertFinding(Number: 1)));

        (await LookAsync(host)).ShouldBe(0);
        (await host.AlertsAsync()).ShouldHaveSingleItem().ResolvedBecause.ShouldBe(AlertResolution.Recovered);
    }

    [Fact]
    public async Task A_regular_run_looks_at_the_other_rules_even_where_nothing_can_be_scored()
    {
        await using var host = await StartAsync();
        await host.AddAsync(Failed(await PayingAsync(host), "INV-1", 1));

        (await host.RunAsync()).ShouldBeNull();
        (await host.AlertsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_runs_at_once_raise_one_alert()
    {
        await using var host = await StartAsync();
        await host.AddAsync(Failed(await PayingAsync(host), "INV-1", 1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LookAsync(host)));
        (await host.AlertsAsync()).ShouldHaveSingleItem();
    }

    private static async Task<HealthHost> StartAsync(RuleSettings? rules = null, FixedClock? clock = null)
    {
        var host = await HealthHost.StartAsync(rules: rules ?? RuleSettings.Default, clock: clock);
        await host.WithAsync<RetentionDb, int>(db => db.Conversations.ExecuteDeleteAsync());
        return host;
    }

    private static Task<int> LookAsync(HealthHost host) => host.WithAsync<RulesRun, int>(run => run.RunAsync(WatchRules.All, CancellationToken.None));

    private static async Task<long> PayingAsync(HealthHost host, string? segment = null)
    {
        var customer = await host.CustomerAsync();
        await host.PaysAsync(customer, 100_00);
        await host.WithAsync<RetentionDb, int>(db => db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(c => c.SetProperty(x => x.Segment, segment)));
        return customer;
    }

    /// <summary>A feed of cases that tells when somebody replied.</summary>
    private static async Task ReplyingAsync(HealthHost host, DateOnly? through = null)
    {
        await host.FeedAsync(Feeds.Cases, through ?? Yesterday);
        var old = Case("S0", await host.CustomerAsync("Elsewhere"), Now.AddDays(-60));
        (old.FirstReplyAt, old.ClosedAt) = (Now.AddDays(-59), Now.AddDays(-58));
        await host.AddAsync(old);
    }

    private static SupportCase Case(string key, long customer, DateTimeOffset opened) => new() { SourceKey = key, CustomerId = customer, OpenedAt = opened };

    private static PaymentEvent Failed(long customer, string invoice, int day) => Attempt(customer, invoice, day, PaymentOutcome.Failed);

    private static PaymentEvent Attempt(long customer, string invoice, int day, PaymentOutcome outcome) => new()
    {
        SourceKey = $"{invoice}-{day}",
        CustomerId = customer,
        InvoiceId = invoice,
        At = new DateTimeOffset(2026, 11, day, 9, 0, 0, TimeSpan.Zero),
        Outcome = outcome,
        AmountMinor = 149_00,
        Currency = "EUR",
    };
}
