using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Kpis;
using RetentionBot.Jobs;
using RetentionBot.Store;

namespace RetentionBot.Tests.Features;

public sealed class WatchHealthTests
{
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public async Task A_drop_fires_once_is_edited_resolves_and_fires_anew()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await host.ScoredAsync(customer, First, 72);

        // A first score has none before it.
        (await host.WatchAsync(First)).ShouldBe(0);

        // 72 -> 58 comes down through 60.
        await host.ScoredAsync(customer, First.AddDays(1), 58);
        (await host.WatchAsync(First.AddDays(1))).ShouldBe(1);
        var alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Score, alert.PreviousScore, alert.RaisedOn, alert.Status).ShouldBe((58, 72, First.AddDays(1), AlertStatus.Open));
        (await host.OutboxAsync()).ShouldHaveSingleItem().Kind.ShouldBe(SendKind.Post);

        // 58 -> 55: the same card shows the lower score.
        await host.ScoredAsync(customer, First.AddDays(2), 55);
        (await host.WatchAsync(First.AddDays(2))).ShouldBe(0);
        alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Score, alert.PreviousScore, alert.Status).ShouldBe((55, 72, AlertStatus.Open));
        var update = (await host.OutboxAsync())[^1];
        (update.Kind, update.Subject).ShouldBe((SendKind.Update, $"alert:{alert.Id:N}"));
        update.Card!.ShouldContain("**55**");

        // 66 is at least 60 + 5.
        await host.ScoredAsync(customer, First.AddDays(3), 66);
        (await host.WatchAsync(First.AddDays(3))).ShouldBe(0);
        alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Status, alert.ResolvedBecause, alert.RearmedOn).ShouldBe((AlertStatus.Resolved, AlertResolution.Recovered, First.AddDays(3)));

        // 66 -> 59 comes down through 60 again: a new alert, a new card.
        await host.ScoredAsync(customer, First.AddDays(4), 59);
        (await host.WatchAsync(First.AddDays(4))).ShouldBe(1);
        var alerts = await host.AlertsAsync();
        alerts.Count.ShouldBe(2);
        (alerts[1].Score, alerts[1].PreviousScore, alerts[1].Status).ShouldBe((59, 66, AlertStatus.Open));
        (await host.OutboxAsync()).Where(m => m.Kind == SendKind.Post).Select(m => m.Subject).ShouldBe(alerts.Select(a => $"alert:{a.Id:N}"));
        (await host.LifeAsync()).ShouldBe([AlertEventKind.Raised, AlertEventKind.ScoreUpdated, AlertEventKind.Recovered, AlertEventKind.Raised], ignoreOrder: true);
    }

    [Theory]
    [InlineData(76, 1)]
    [InlineData(77, 1)]
    [InlineData(78, 0)]
    public async Task A_fall_of_fifteen_points_in_seven_days_fires_wherever_it_ends(int end, int alerts)
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();

        // 92 - 76 = 16, 92 - 77 = 15, 92 - 78 = 14.
        await host.ScoredAsync(customer, First, 92, 90, 88, 86, 84, 82, 80, end);

        (await host.WatchAsync(new Period(First, First.AddDays(8)))).ShouldBe(alerts);
        (await host.AlertsAsync()).Select(a => (a.Score, a.ScoreSevenDaysAgo)).ShouldBe(alerts == 0 ? [] : [(end, 92)]);
    }

    [Fact]
    public async Task A_score_that_wavers_around_the_threshold_stays_one_alert()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();

        // 64 is above 60, but not by 5.
        await host.ScoredAsync(customer, First, 61, 59, 61, 59, 64, 58);

        await host.WatchAsync(new Period(First, First.AddDays(6)));

        (await host.AlertsAsync()).ShouldHaveSingleItem().Status.ShouldBe(AlertStatus.Open);
    }

    [Fact]
    public async Task A_first_score_never_fires()
    {
        await using var host = await HealthHost.StartAsync();
        await host.ScoredAsync(await host.CustomerAsync(), First, 12, 11, 10);

        (await host.WatchAsync(new Period(First, First.AddDays(3)))).ShouldBe(0);
        (await host.OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_who_resolves_silences_the_rule_until_the_customer_recovers()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await host.ScoredAsync(customer, First, 72, 58);
        await host.WatchAsync(First.AddDays(1));
        var id = (await host.AlertsAsync()).Single().Id;
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            (await db.Alerts.FindAsync(id))!.Resolve("Daan", "slack|T1|U1", "Called them, all fine", AlertEnding.Saved, new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero));
            return await db.SaveChangesAsync();
        });

        // 62 -> 57 crosses again, but 62 was no recovery.
        await host.ScoredAsync(customer, First.AddDays(2), 62, 57);
        (await host.WatchAsync(new Period(First.AddDays(2), First.AddDays(4)))).ShouldBe(0);

        // 70 is one; 70 -> 59 fires.
        await host.ScoredAsync(customer, First.AddDays(4), 70);
        await host.WatchAsync(First.AddDays(4));
        (await host.AlertsAsync()).ShouldHaveSingleItem().RearmedOn.ShouldBe(First.AddDays(4));
        await host.ScoredAsync(customer, First.AddDays(5), 59);
        (await host.WatchAsync(First.AddDays(5))).ShouldBe(1);
    }

    [Fact]
    public async Task Days_run_again_change_nothing()
    {
        await using var host = await HealthHost.StartAsync();
        var days = new Period(First, First.AddDays(7));
        await host.ScoredAsync(await host.CustomerAsync(), First, 72, 58, 55, 66, 59, 59, 58);
        await host.ScoredAsync(await host.CustomerAsync("Bakkerij Jansen"), First, 80, 79, 50, 51, 52, 53, 54);
        await host.WatchAsync(days);
        var (alerts, life, outbox) = (await StateAsync(host), await host.LifeAsync(), await host.OutboxAsync());

        (await host.WatchAsync(days)).ShouldBe(0);
        (await host.WatchAsync(First.AddDays(3))).ShouldBe(0);
        (await host.WatchAsync(First)).ShouldBe(0);

        (await StateAsync(host)).ShouldBe(alerts);
        (await host.LifeAsync()).ShouldBe(life);
        (await host.OutboxAsync()).Select(m => m.Id).ShouldBe(outbox.Select(m => m.Id));
    }

    [Fact]
    public async Task A_replay_over_months_posts_only_what_is_still_open()
    {
        await using var host = await HealthHost.StartAsync();
        var start = new DateOnly(2026, 8, 1);
        int[] month = [.. Enumerable.Repeat(90, 10), .. Enumerable.Repeat(50, 10), .. Enumerable.Repeat(90, 10)];
        await host.ScoredAsync(await host.CustomerAsync("Up And Down BV"), start, [.. month, .. month, .. month]);
        var fallen = await host.CustomerAsync("Fallen BV");
        await host.ScoredAsync(fallen, start, [.. Enumerable.Repeat(90, 85), .. Enumerable.Repeat(50, 5)]);

        (await host.WatchAsync(new Period(start, start.AddDays(90)))).ShouldBe(1);

        // Three drops that are long over, one that is not.
        (await host.AlertsAsync()).Select(a => a.Status).ShouldBe([AlertStatus.Resolved, AlertStatus.Resolved, AlertStatus.Resolved, AlertStatus.Open]);
        var post = (await host.OutboxAsync()).ShouldHaveSingleItem();
        post.Text.ShouldBe("Health of Fallen BV dropped from 90 to 50");
    }

    [Fact]
    public async Task A_customer_without_a_running_paid_subscription_raises_nothing()
    {
        await using var host = await HealthHost.StartAsync();
        var (paying, left, trying) = (await host.CustomerAsync("Paying BV"), await host.CustomerAsync("Left BV"), await host.CustomerAsync("Trying BV"));
        await host.PaysAsync(paying, 100_00);
        await host.PaysAsync(paying, 23_50);
        await host.PaysAsync(paying, 999_00, until: First);
        await host.PaysAsync(left, 100_00, until: First.AddDays(1));
        await host.PaysAsync(trying, 100_00, isTrial: true);
        foreach (var customer in new[] { paying, left, trying })
        {
            await host.ScoredAsync(customer, First, 72, 58);
        }

        (await host.WatchAsync(new Period(First, First.AddDays(2)))).ShouldBe(1);

        // 100.00 + 23.50 still run.
        var alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.CustomerId, alert.MrrMinor, alert.Currency).ShouldBe((paying, 123_50, "EUR"));
        (await host.OutboxAsync()).ShouldHaveSingleItem().Card!.ShouldContain("123.50 a month");
    }

    [Fact]
    public async Task Amounts_in_several_currencies_are_not_added_up()
    {
        await using var host = await HealthHost.StartAsync();
        var (euros, dollars, both) = (await host.CustomerAsync("Euro BV"), await host.CustomerAsync("Dollar Inc"), await host.CustomerAsync("Both BV"));
        await host.PaysAsync(euros, 1_000_00);
        await host.PaysAsync(dollars, 300_00, currency: "USD");
        await host.PaysAsync(dollars, 200_00, currency: "USD");
        await host.PaysAsync(both, 1_000_00);
        await host.PaysAsync(both, 500_00, currency: "USD");
        foreach (var customer in new[] { euros, dollars, both })
        {
            await host.ScoredAsync(customer, First, 72, 58);
        }

        await host.WatchAsync(new Period(First, First.AddDays(2)));

        (await host.AlertsAsync()).Select(a => (a.CustomerId, a.MrrMinor, a.Currency)).ShouldBe([(euros, 1_000_00, "EUR"), (dollars, 500_00, "USD"), (both, null, null)]);
    }

    [Fact]
    public async Task The_alert_of_a_customer_who_left_is_closed()
    {
        await using var host = await HealthHost.StartAsync();
        var (left, retired, stays) = (await host.CustomerAsync("Left BV"), await host.CustomerAsync("Retired BV"), await host.CustomerAsync("Stays BV"));
        await host.PaysAsync(left, 100_00, until: First.AddDays(2));
        await host.PaysAsync(retired, 100_00);
        await host.PaysAsync(stays, 100_00);
        foreach (var customer in new[] { left, retired, stays })
        {
            await host.ScoredAsync(customer, First, 72, 58);
        }

        (await host.WatchAsync(new Period(First, First.AddDays(2)))).ShouldBe(3);
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            (await db.Customers.FindAsync(retired))!.RetiredAt = new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
            return await db.SaveChangesAsync();
        });
        await host.ScoredAsync(stays, First.AddDays(2), 57);
        await host.WatchAsync(First.AddDays(2));

        (await host.AlertsAsync()).Select(a => (a.CustomerId, a.ResolvedBecause)).ShouldBe([(left, AlertResolution.Left), (retired, AlertResolution.Left), (stays, null)]);
        (await host.LifeAsync()).Count(kind => kind == AlertEventKind.Left).ShouldBe(2);
        (await host.OutboxAsync()).Count(m => m.Kind == SendKind.Update && m.Card!.Contains("No longer a customer", StringComparison.Ordinal)).ShouldBe(2);

        // Nothing more is said of them.
        var outbox = await host.OutboxAsync();
        await host.WatchAsync(new Period(First, First.AddDays(3)));
        (await host.OutboxAsync()).Select(m => m.Id).ShouldBe(outbox.Select(m => m.Id));
    }

    [Fact]
    public async Task Scores_of_differing_parts_are_not_compared()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();

        // Support is known from the 8th day on. 100 -> 50 through the threshold and by 50 points is what support brought, no drop of the customer's.
        for (var day = 0; day < 10; day++)
        {
            await host.AddAsync(Score(customer, First.AddDays(day), day < 7 ? 100 : 50, support: day < 7 ? null : 0));
        }

        (await host.WatchAsync(new Period(First, First.AddDays(10)))).ShouldBe(0);

        // 50 -> 35 in 7 days, support known on both.
        await host.AddAsync(Score(customer, First.AddDays(14), 35, support: 0));
        (await host.WatchAsync(First.AddDays(14))).ShouldBe(1);
        (await host.AlertsAsync()).Single().ScoreSevenDaysAgo.ShouldBe(50);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task A_usage_feed_that_is_stale_scores_and_fires_nothing(int daysOld, bool isScored)
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();

        // Today is the 22nd. Fourteen days of use that end a fortnight before the feed does would be a drop.
        var through = new DateOnly(2026, 11, 22).AddDays(-daysOld);
        for (var back = 35; back > 21; back--)
        {
            await host.UsedAsync(customer, through.AddDays(-back), "reports", "export", "import", "api", "chat", "search", "alerts", "sso");
        }

        await host.FeedsAsync(through);

        var raised = await host.WithAsync<HealthRun, int?>(run => run.RunAsync(CancellationToken.None));

        raised.ShouldBe(isScored ? 1 : null);
        (await host.AlertsAsync()).Count.ShouldBe(isScored ? 1 : 0);
    }

    [Fact]
    public async Task Days_after_the_end_of_the_usage_feed_are_unknown_and_no_drop()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        for (var day = 0; day < 12; day++)
        {
            await host.UsedAsync(customer, First.AddDays(day - 12), "reports");
        }

        await host.FeedAsync(Feeds.Usage, First);
        await host.FeedAsync(Feeds.Cases, First.AddDays(30));

        await host.WithAsync<HealthRun, HealthRunResult>(run => run.RunAsync(new Period(First, First.AddDays(30)), CancellationToken.None));

        // Only support is known then, a quarter of the weights.
        var last = await host.ScoreAsync(customer, First.AddDays(29));
        (last.Value, last.Usage, last.Support, last.Coverage).ShouldBe((null, null, 100m, 0.25m));
        (await host.AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_place_that_is_not_connected_for_alerts_gets_none()
    {
        await using var host = await HealthHost.StartAsync();
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            (await db.Conversations.FindAsync(HealthHost.Place))!.Topics = RetentionBot.Store.Entities.PlaceTopics.Kpi;
            return await db.SaveChangesAsync();
        });
        await host.ScoredAsync(await host.CustomerAsync(), First, 72, 58);

        (await host.WatchAsync(new Period(First, First.AddDays(2)))).ShouldBe(1);
        (await host.OutboxAsync()).ShouldBeEmpty();
    }

    private static HealthScore Score(long customer, DateOnly day, int value, decimal? support) => new()
    {
        CustomerId = customer,
        Day = day,
        Value = value,
        Usage = value,
        Adoption = value,
        Support = support,
        Coverage = support is null ? 0.75m : 1,
        ProfileVersion = "test",
    };

    private static async Task<List<string>> StateAsync(HealthHost host) =>
        (await host.AlertsAsync()).ConvertAll(a => $"{a.Id} {a.Score} {a.ScoreSevenDaysAgo} {a.Status} {a.RearmedOn} {a.Version}");
}
