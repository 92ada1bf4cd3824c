using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Health;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Features;

namespace RetentionBot.Tests.Jobs;

/// <summary>Yesterday, the last day of data, is 21 November 2026. A first run scores 42 days, from 11 October.</summary>
public sealed class HealthRunTests
{
    private static readonly DateOnly Yesterday = new(2026, 11, 21);
    private static readonly Period FirstHistory = new(Yesterday.AddDays(-41), Yesterday.AddDays(1));

    private static readonly string[] EightFeatures = ["a", "b", "c", "d", "e", "f", "g", "h"];

    [Fact]
    public async Task What_was_scored_and_not_watched_is_watched_by_the_next_run()
    {
        await using var host = await HealthHost.StartAsync();
        await StopsAsync(host, await host.CustomerAsync(), on: Yesterday.AddDays(-38));
        await host.FeedsAsync(Yesterday);

        // As when the process ends between the two.
        await host.WithAsync<ScoreCustomers, bool>(scoring => scoring.ScoreAsync(FirstHistory, CancellationToken.None));

        (await host.RunAsync()).ShouldBe(1);
        (await host.AlertsAsync()).ShouldHaveSingleItem().RaisedOn.ShouldBeLessThan(Yesterday.AddDays(-3));
    }

    [Fact]
    public async Task A_run_that_is_cut_short_is_done_again_from_its_start()
    {
        var hook = new SaveHook();
        await using var host = await HealthHost.StartAsync(hook);
        var customer = await host.CustomerAsync();
        await SteadyAsync(host, customer);
        await host.FeedsAsync(Yesterday);
        (await host.RunAsync()).ShouldBe(0);

        // Weeks of use turn out to be wrong. That run has rewritten the last days, and ends before those that it goes back over.
        await host.WithAsync<RetentionDb, int>(db => db.Usage.Where(u => u.Day > Yesterday.AddDays(-35)).ExecuteDeleteAsync());
        var saves = 0;
        hook.Before(db => db.ChangeTracker.Entries<DataVersion>().Any() && ++saves == 2, () => throw new OperationCanceledException());
        await Should.ThrowAsync<OperationCanceledException>(host.RunAsync());

        (await host.RunAsync()).ShouldBe(1);
        (await ScoresAsync(host, customer)).ShouldBe(await FreshAsync(host, customer));
    }

    [Fact]
    public async Task A_press_while_the_watch_saves_costs_nothing()
    {
        var hook = new SaveHook();
        await using var host = await HealthHost.StartAsync(hook);
        await StopsAsync(host, await host.CustomerAsync(), on: Yesterday.AddDays(-24));
        await host.FeedAsync(Feeds.Cases, Yesterday);
        await host.FeedAsync(Feeds.Usage, Yesterday.AddDays(-1));
        (await host.RunAsync()).ShouldBe(1);
        var before = (await host.AlertsAsync()).Single();

        await ThroughAsync(host, Yesterday);
        hook.Before(
            db => db.ChangeTracker.Entries<Alert>().Any(e => e.State == EntityState.Modified),
            () => host.WithAsync<RetentionDb, int>(db => db.Alerts.ExecuteUpdateAsync(set => set
                .SetProperty(a => a.AcknowledgedBy, "Daan")
                .SetProperty(a => a.AcknowledgedAt, new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero))
                .SetProperty(a => a.Version, a => a.Version + 1))));
        await host.RunAsync();

        hook.Times.ShouldBe(2);
        var after = (await host.AlertsAsync()).ShouldHaveSingleItem();
        (after.AcknowledgedBy, after.Status).ShouldBe(("Daan", AlertStatus.Acknowledged));
        after.Score!.Value.ShouldBeLessThan(before.Score!.Value);
    }

    [Fact]
    public async Task Two_runs_at_once_do_what_one_does()
    {
        await using var host = await HealthHost.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await StopsAsync(host, await host.CustomerAsync(), on: Yesterday.AddDays(-24));
        }

        await host.FeedsAsync(Yesterday);

        var raised = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(host.RunAsync)));

        raised.Sum().ShouldBe(20);
        (await host.AlertsAsync()).Select(a => a.CustomerId).ShouldBeUnique();
        (await host.OutboxAsync()).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Another_process_that_scores_the_same_day_is_no_failure()
    {
        var hook = new SaveHook();
        await using var host = await HealthHost.StartAsync(hook);
        var customer = await host.CustomerAsync();
        await StopsAsync(host, customer, on: Yesterday.AddDays(-24));
        await host.FeedsAsync(Yesterday);

        hook.Before(
            db => db.ChangeTracker.Entries<HealthScore>().Any(e => e.Entity.Day == Yesterday && e.State == EntityState.Added),
            () => host.ScoredAsync(customer, Yesterday, 12));

        (await host.RunAsync()).ShouldBe(1);
        (await ScoresAsync(host, customer)).ShouldBe(await FreshAsync(host, customer));
    }

    [Fact]
    public async Task A_feed_connected_later_is_no_drop()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await SteadyAsync(host, customer);
        await host.FeedAsync(Feeds.Usage, Yesterday);
        (await host.RunAsync()).ShouldBe(0);

        // Six cases have been open for months: 100 without support, 40 + 35 + 0.25 × 40 = 85 with it, all along.
        for (var i = 0; i < 6; i++)
        {
            await host.CaseAsync(customer, Yesterday.AddDays(-100));
        }

        await host.FeedAsync(Feeds.Cases, Yesterday);

        (await host.RunAsync()).ShouldBe(0);
        (await ScoresAsync(host, customer)).ShouldBe(Enumerable.Repeat<int?>(85, FirstHistory.Days));
        (await host.AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drop_that_a_feed_connected_later_shows_is_told()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await SteadyAsync(host, customer);
        await host.FeedAsync(Feeds.Usage, Yesterday);
        await host.RunAsync();

        // Six cases since five days ago: from 100 to 85 in 7 days.
        for (var i = 0; i < 6; i++)
        {
            await host.CaseAsync(customer, Yesterday.AddDays(-5));
        }

        await host.FeedAsync(Feeds.Cases, Yesterday);

        (await host.RunAsync()).ShouldBe(1);
        (await host.AlertsAsync()).ShouldHaveSingleItem().RaisedOn.ShouldBe(Yesterday.AddDays(-5));
    }

    [Fact]
    public async Task No_new_score_is_compared_with_one_that_later_data_have_overtaken()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        await host.FeedsAsync(Yesterday);
        await SteadyAsync(host, customer, from: Yesterday.AddDays(-15));
        await host.RunAsync();

        // Nine days of use a week ago: 0.40 × 75 + 35 + 25 = 90. With the days before, which come later, 100.
        (await ScoresAsync(host, customer))[^8].ShouldBe(90);
        await SteadyAsync(host, customer, from: Yesterday.AddDays(-68), to: Yesterday.AddDays(-15));
        await host.RunAsync();

        (await ScoresAsync(host, customer))[^10..].ShouldAllBe(score => score == 100);
    }

    [Fact]
    public async Task Days_that_came_out_as_before_are_not_scored_again()
    {
        await using var host = await HealthHost.StartAsync();
        await SteadyAsync(host, await host.CustomerAsync());
        await host.FeedsAsync(Yesterday);
        await host.RunAsync();

        var again = await host.WithAsync<HealthRun, HealthRunResult>(run => run.RunThroughAsync(Yesterday, CancellationToken.None));

        again.ShouldBe(new HealthRunResult(new Period(Yesterday.AddDays(-9), Yesterday.AddDays(1)), 0));
    }

    /// <summary>Used on every day, with eight features: usage and adoption 100.</summary>
    private static async Task SteadyAsync(HealthHost host, long customer, DateOnly? from = null, DateOnly? to = null)
    {
        for (var day = from ?? Yesterday.AddDays(-68); day < (to ?? Yesterday.AddDays(1)); day = day.AddDays(1))
        {
            await host.UsedAsync(customer, day, EightFeatures);
        }
    }

    /// <summary>Steady use that ends: 28 days later nothing of it is left, and points have been lost for 12 days.</summary>
    private static Task StopsAsync(HealthHost host, long customer, DateOnly on) => SteadyAsync(host, customer, from: on.AddDays(-30), to: on);

    private static Task<int> ThroughAsync(HealthHost host, DateOnly through) => host.WithAsync<RetentionDb, int>(
        db => db.Feeds.Where(f => f.Kind == Feeds.Usage).ExecuteUpdateAsync(set => set.SetProperty(f => f.DataThrough, through)));

    private static Task<List<int?>> ScoresAsync(HealthHost host, long customer) => host.WithAsync<RetentionDb, List<int?>>(
        db => db.HealthScores.Where(s => s.CustomerId == customer).OrderBy(s => s.Day).Select(s => s.Value).ToListAsync());

    /// <summary>What the scores are when all days are scored now.</summary>
    private static async Task<List<int?>> FreshAsync(HealthHost host, long customer)
    {
        await host.WithAsync<ScoreCustomers, bool>(scoring => scoring.ScoreAsync(FirstHistory, CancellationToken.None));
        return await ScoresAsync(host, customer);
    }
}
