using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Kpis;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Ingest;

namespace RetentionBot.Tests.Features;

/// <summary>It is 22 November 2026; a feed that ends before the 19th is stale.</summary>
public sealed class FreshnessNoticeTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task Each_place_is_told_once_in_its_own_language_and_no_alert_is_raised()
    {
        await using var host = await HealthHost.StartAsync();
        await PlaceAsync(host, 2, PlaceTopics.Alerts, "nl");
        await PlaceAsync(host, 3, PlaceTopics.Kpi, "en");
        await PlaceAsync(host, 4, PlaceTopics.Alerts, "en", isActive: false);
        var customer = await host.CustomerAsync();
        await host.ScoredAsync(customer, Today.AddDays(-12), 90, 50);
        await host.FeedAsync(Feeds.Usage, Today.AddDays(-10));

        (await host.RunAsync()).ShouldBeNull();
        (await host.RunAsync()).ShouldBeNull();
        await NextDayAsync(host, 1);
        (await host.RunAsync()).ShouldBeNull();

        var told = await host.OutboxAsync();
        told.Select(m => (m.ConversationKey, m.Requires, m.Subject)).ShouldBe(
            [("slack|T1|C1", PlaceTopics.Alerts, "freshness:usage:2026-11-12"), ("slack|T1|C2", PlaceTopics.Alerts, "freshness:usage:2026-11-12")]);
        told[0].Text.ShouldContain("they end on 12 November 2026");
        told[1].Text.ShouldContain("ze eindigen op 12 november 2026");
        (await host.AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Data_that_trickle_on_but_stay_too_old_are_no_news()
    {
        await using var host = await HealthHost.StartAsync();
        await host.FeedAsync(Feeds.Usage, Today.AddDays(-10));
        await host.RunAsync();

        await ThroughAsync(host, Today.AddDays(-8));
        await host.RunAsync();

        (await host.OutboxAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task After_a_live_feed_stopped_anew_it_is_told_anew_and_nothing_is_said_in_between()
    {
        await using var host = await HealthHost.StartAsync();
        await host.CustomerAsync();
        await host.FeedAsync(Feeds.Usage, Today.AddDays(-10));
        await host.RunAsync();

        await ThroughAsync(host, Today.AddDays(-1));
        (await host.RunAsync()).ShouldBe(0);
        (await host.OutboxAsync()).Count.ShouldBe(1);

        await NextDayAsync(host, 4);
        (await host.RunAsync()).ShouldBeNull();
        (await host.RunAsync()).ShouldBeNull();
        (await host.OutboxAsync()).Select(m => m.Subject).ShouldBe(["freshness:usage:2026-11-12", "freshness:usage:2026-11-21"]);
    }

    [Fact]
    public async Task What_was_posted_is_remembered_and_a_place_connected_later_is_told_too()
    {
        await using var host = await HealthHost.StartAsync();
        await host.FeedAsync(Feeds.Usage, Today.AddDays(-10));
        await host.RunAsync();
        var post = (await host.OutboxAsync()).Single();
        await host.AddAsync(new PostedMessage { Subject = post.Subject!, ConversationKey = post.ConversationKey, Conversation = post.Conversation, MessageId = "1", PostedAt = post.CreatedAt });
        await host.WithAsync<RetentionDb, int>(db => db.Outbox.ExecuteDeleteAsync());

        await host.RunAsync();
        (await host.OutboxAsync()).ShouldBeEmpty();

        await PlaceAsync(host, 2, PlaceTopics.Alerts, "en");
        await host.RunAsync();
        (await host.OutboxAsync()).ShouldHaveSingleItem().ConversationKey.ShouldBe("slack|T1|C2");
    }

    [Fact]
    public async Task A_feed_that_was_never_connected_is_not_stale()
    {
        await using var host = await HealthHost.StartAsync();

        (await host.RunAsync()).ShouldBeNull();
        (await host.OutboxAsync()).ShouldBeEmpty();
    }

    private static Task PlaceAsync(HealthHost host, int number, PlaceTopics topics, string language, bool isActive = true) => host.AddAsync(new Conversation
    {
        Id = number,
        Key = $"slack|T1|C{number}",
        ChannelId = ChannelIds.Slack,
        Reference = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = $"C{number}", Kind = ConversationKind.Channel },
        Topics = topics,
        Language = language,
        IsActive = isActive,
    });

    private static Task<bool> NextDayAsync(HealthHost host, int days) => host.WithAsync<FixedClock, bool>(clock =>
    {
        clock.Now += TimeSpan.FromDays(days);
        return Task.FromResult(true);
    });

    private static Task<int> ThroughAsync(HealthHost host, DateOnly day) =>
        host.WithAsync<RetentionDb, int>(db => db.Feeds.Where(f => f.Kind == Feeds.Usage).ExecuteUpdateAsync(set => set.SetProperty(f => f.DataThrough, day)));
}
