using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Jobs;
using RetentionBot.Store;

namespace RetentionBot.Tests.Features;

public sealed class ScoreCustomersTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Fact]
    public async Task Six_days_four_features_and_an_open_case_score_sixty()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await SixDaysAsync(host, customer, "a", "b", "c", "d");
        await host.CaseAsync(customer, Day.AddDays(-2));
        await host.FeedsAsync(Day);

        // Usage 6/12 = 50, adoption 4/8 = 50, support 100 - 10 = 90: 20 + 17.5 + 22.5 = 60.
        var score = await host.ScoreAsync(customer, Day);
        (score.Value, score.Usage, score.Adoption, score.Support, score.Coverage).ShouldBe((60, 50m, 50m, 90m, 1m));
    }

    [Fact]
    public async Task A_case_counts_while_it_is_open_and_when_pressing_for_28_days()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await host.UsedAsync(customer, Day, "a");
        await host.FeedsAsync(Day);

        // Closed: costs nothing. Urgent and closed: 25. Escalated and open: 10 + 25. Urgent, opened 28 days before, open: 10 only. Closed on the day itself: not open at its end.
        await host.CaseAsync(customer, Day.AddDays(-9), closed: Day.AddDays(-8));
        await host.CaseAsync(customer, Day.AddDays(-9), closed: Day.AddDays(-8), isUrgent: true);
        await host.CaseAsync(customer, Day.AddDays(-5), isEscalated: true);
        await host.CaseAsync(customer, Day.AddDays(-28), isUrgent: true);
        await host.CaseAsync(customer, Day.AddDays(-1), closed: Day);

        // 100 - 25 - 35 - 10 = 30.
        (await host.ScoreAsync(customer, Day)).Support.ShouldBe(30m);
    }

    [Fact]
    public async Task The_window_holds_28_days_and_a_day_without_use_is_not_active()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await host.UsedAsync(customer, Day.AddDays(-28), "too-early");
        await host.UsedAsync(customer, Day.AddDays(-27), "first");
        await host.UsedAsync(customer, Day, "last", "last-too");
        await host.UsedAsync(customer, Day.AddDays(1), "too-late");
        await host.AddAsync(new Domain.Customers.UsageRecord { SourceKey = "zero", CustomerId = customer, Day = Day.AddDays(-3), Feature = "unused", Events = 0 });
        await host.FeedsAsync(Day);

        // 2 days of 12, 3 features of 8.
        var score = await host.ScoreAsync(customer, Day);
        Math.Round(score.Usage!.Value, 6).ShouldBe(16.666667m);
        score.Adoption.ShouldBe(37.5m);
    }

    [Fact]
    public async Task With_live_feeds_a_silent_customer_has_no_use_and_no_cases()
    {
        await using var host = await HealthHost.StartAsync();
        await host.UsedAsync(await host.CustomerAsync("Busy BV"), Day, "a");
        var silent = await host.CustomerAsync("Silent BV");
        await host.FeedsAsync(Day);

        // 0 + 0 + 25.
        var score = await host.ScoreAsync(silent, Day);
        (score.Value, score.Usage, score.Adoption, score.Support).ShouldBe((25, 0m, 0m, 100m));
    }

    [Fact]
    public async Task Where_features_are_not_told_apart_the_rest_is_weighed_anew()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await SixDaysAsync(host, customer, [null]);
        await host.FeedsAsync(Day);

        // (0.40 × 50 + 0.25 × 100) / 0.65 = 69.23.
        var score = await host.ScoreAsync(customer, Day);
        (score.Value, score.Adoption, score.Coverage).ShouldBe((69, null, 0.65m));
    }

    [Fact]
    public async Task Without_a_case_feed_support_is_missing()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await SixDaysAsync(host, customer, "a", "b", "c", "d");
        await host.FeedAsync(Feeds.Usage, Day);

        // (20 + 17.5) / 0.75 = 50.
        var score = await host.ScoreAsync(customer, Day);
        (score.Value, score.Support, score.Coverage).ShouldBe((50, null, 0.75m));
    }

    [Fact]
    public async Task Scoring_a_day_again_rewrites_it()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await SixDaysAsync(host, customer, "a", "b", "c", "d");
        await host.FeedsAsync(Day);
        (await host.ScoreAsync(customer, Day)).Value.ShouldBe(63);

        // A case that came late: 90 instead of 100 for support, 2.5 points.
        await host.CaseAsync(customer, Day);
        (await host.ScoreAsync(customer, Day)).Value.ShouldBe(60);
        (await host.WithAsync<RetentionDb, int>(db => db.HealthScores.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_retired_customer_is_not_scored()
    {
        await using var host = await HealthHost.StartAsync();
        await host.AddAsync(new Domain.Customers.Customer { SourceKey = "gone", Name = "Gone BV", RetiredAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var customer = await host.CustomerAsync();
        await host.UsedAsync(customer, Day, "a");
        await host.FeedsAsync(Day);

        await host.ScoreAsync(customer, Day);

        (await host.WithAsync<RetentionDb, int>(db => db.HealthScores.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_drivers_on_the_alert_sum_to_the_difference_of_the_scores()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();

        // 14 November looks back to 18 October: 12 active days, 8 features, no case: 40 + 35 + 25 = 100.
        var before = new DateOnly(2026, 11, 14);
        for (var day = new DateOnly(2026, 10, 18); day <= new DateOnly(2026, 10, 29); day = day.AddDays(1))
        {
            await host.UsedAsync(customer, day, "a");
        }

        await host.UsedAsync(customer, new DateOnly(2026, 10, 18), "e", "f", "g", "h");
        await host.UsedAsync(customer, new DateOnly(2026, 10, 25), "b", "c", "d");

        // 21 November looks back to 25 October: 5 active days, 4 features, an urgent open case: 16.67 + 17.5 + 0.25 × 65 = 50.42.
        await host.CaseAsync(customer, new DateOnly(2026, 11, 18), isUrgent: true);
        await host.FeedsAsync(Day);

        var (_, raised) = await host.WithAsync<HealthRun, HealthRunResult>(run => run.RunAsync(new Period(before, Day.AddDays(1)), CancellationToken.None));

        raised.ShouldBe(1);
        var alert = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Score, alert.ScoreSevenDaysAgo).ShouldBe((50, 100));
        (Math.Round(alert.UsagePoints!.Value, 4), alert.AdoptionPoints, alert.SupportPoints).ShouldBe((-23.3333m, -17.5m, -8.75m));
        Math.Round((alert.UsagePoints + alert.AdoptionPoints + alert.SupportPoints)!.Value, 4).ShouldBe(50.4167m - 100m);
        (await host.OutboxAsync()).ShouldHaveSingleItem().Card!.ShouldContain("usage -23.3, adoption -17.5, support -8.8");
    }

    private static async Task SixDaysAsync(HealthHost host, long customer, params string?[] features)
    {
        for (var back = 0; back < 6; back++)
        {
            await host.UsedAsync(customer, Day.AddDays(-3 * back), features);
        }
    }
}
