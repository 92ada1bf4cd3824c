using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Alerts;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Features;

/// <summary>What happens to an alert by time alone. Working hours are 09:00 to 17:00 in Amsterdam; 20 November 2026 is a Friday.</summary>
public sealed class AlertTimersTests
{
    private static readonly DateOnly Friday = new(2026, 11, 20);
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [Fact]
    public async Task Nobody_takes_it_on_in_four_working_hours_and_the_lead_is_told_once()
    {
        await using var host = await RaisedAsync();
        var lead = await host.ColleagueAsync("Leonie", StaffRole.Lead);

        await AtAsync(host, "2026-11-23 11:59");
        (await host.ToldAsync(lead)).ShouldBeEmpty();
        await AtAsync(host, "2026-11-23 12:00");
        (await host.ToldAsync(lead)).ShouldHaveSingleItem().Card!.ShouldContain("Nobody has taken this alert on yet.");

        await AtAsync(host, "2026-11-30 12:00");
        (await host.ToldAsync(lead)).ShouldHaveSingleItem();
        (await host.TimersAsync()).ShouldBeEmpty();
        (await host.LifeAsync()).ShouldBe([AlertEventKind.Raised, AlertEventKind.Escalated]);
    }

    [Fact]
    public async Task A_restart_at_the_due_second_and_a_clock_that_jumps_tell_once()
    {
        await using var host = await RaisedAsync();
        var lead = await host.ColleagueAsync("Leonie", StaffRole.Lead);
        host.Clock.Now = Local("2026-11-25 12:00");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.RunTimersAsync()));

        (await host.ToldAsync(lead)).ShouldHaveSingleItem();
        host.Clock.Now = Local("2026-11-23 12:00");
        await host.RunTimersAsync();
        (await host.ToldAsync(lead)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Taken_on_or_closed_nobody_is_told()
    {
        await using var host = await RaisedAsync();
        var lead = await host.ColleagueAsync("Leonie", StaffRole.Lead);
        (await host.TimersAsync()).ShouldHaveSingleItem().Kind.ShouldBe(EscalationTimer.Kind);

        await host.OnAlertAsync(a => a.Acknowledge("Sanne", "slack|T1|U9", host.Clock.Now));
        (await host.TimersAsync()).ShouldBeEmpty();
        await host.OnAlertAsync(a => a.Unacknowledge());
        (await host.TimersAsync()).ShouldHaveSingleItem();
        await host.OnAlertAsync(a => a.Resolve("Sanne", "slack|T1|U9", "Called", AlertEnding.Saved, host.Clock.Now));
        (await host.TimersAsync()).ShouldBeEmpty();
        await AtAsync(host, "2026-12-01 12:00");
        (await host.ToldAsync(lead)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_of_high_value_without_an_owner_is_the_leads_at_once()
    {
        await using var host = await HealthHost.StartAsync();
        var lead = await host.ColleagueAsync("Leonie", StaffRole.Lead);
        host.Clock.Now = Local("2026-11-20 16:00");
        await DropAsync(host, await host.CustomerAsync(segment: "high-value/high-risk", owner: null));
        await host.RunTimersAsync();
        (await host.ToldAsync(lead)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_lead_elsewhere_is_told_as_they_begin_to_work_and_who_stands_in_for_one_who_is_away()
    {
        await using var host = await RaisedAsync();
        var (lead, standIn) = (await host.ColleagueAsync("Leonie", StaffRole.Lead, "America/New_York"), await host.ColleagueAsync("Bram", StaffRole.Member));
        await AtAsync(host, "2026-11-23 12:00");
        (await host.ToldAsync(lead)).ShouldBeEmpty();
        await AtAsync(host, "2026-11-23 15:00");
        (await host.ToldAsync(lead)).ShouldHaveSingleItem();

        await host.AddAsync(new Absence { StaffMemberId = lead.Id, From = Friday, Through = Friday.AddDays(30), StandInId = standIn.Id });
        await DropAsync(host, await host.CustomerAsync("Bakkerij Smit"));
        await AtAsync(host, "2026-11-27 16:00");
        (await host.ToldAsync(standIn)).ShouldHaveSingleItem().Card!.ShouldContain("You are told because Leonie is away.");
        (await host.ToldAsync(lead)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_snooze_until_the_next_working_day_ends_on_monday_at_nine()
    {
        await using var host = await RaisedAsync();
        await host.OnAlertAsync(a => a.Snooze("Sanne", Local("2026-11-23 09:00")));
        (await host.TimersAsync()).ShouldHaveSingleItem().Kind.ShouldBe(WakeTimer.Kind);

        await AtAsync(host, "2026-11-23 08:59");
        (await host.AlertsAsync()).Single().Status.ShouldBe(AlertStatus.Snoozed);
        await AtAsync(host, "2026-11-23 09:00");
        (await host.AlertsAsync()).Single().Status.ShouldBe(AlertStatus.Open);

        // Nobody has it, so the chain begins anew.
        (await host.TimersAsync()).ShouldHaveSingleItem().DueAt.ShouldBe(Local("2026-11-23 13:00"));
    }

    [Fact]
    public async Task A_worse_band_breaks_through_a_snooze_and_says_so_under_the_card()
    {
        await using var host = await RaisedAsync();
        var alert = (await host.AlertsAsync()).Single();
        await PostedAsync(host, AlertCard.SubjectOf(alert));
        await host.OnAlertAsync(a => a.Snooze("Sanne", Local("2026-12-04 09:00")));
        await host.ScoredAsync(alert.CustomerId, Friday.AddDays(1), 35);
        await host.WatchAsync(Friday.AddDays(1));

        (await host.AlertsAsync()).Single().Status.ShouldBe(AlertStatus.Open);
        (await host.OutboxAsync()).ShouldContain(m => m.Kind == SendKind.Post && m.Text == "Van Dijk Logistics got worse, so the snooze has ended." && m.Conversation.ThreadId == "100.1");
    }

    [Fact]
    public async Task A_promise_that_is_not_kept_is_asked_about_once_and_a_working_day_later_the_lead_is_told()
    {
        await using var host = await RaisedAsync();
        var (lead, sanne) = (await host.ColleagueAsync("Leonie", StaffRole.Lead), await host.ColleagueAsync("Sanne", StaffRole.Member));
        await PromisedAsync(host, sanne, Friday.AddDays(3));

        await AtAsync(host, "2026-11-23 18:00");
        (await host.ToldAsync(sanne)).ShouldBeEmpty();
        await AtAsync(host, "2026-11-24 09:00");
        (await host.ToldAsync(sanne)).ShouldHaveSingleItem().Card!.ShouldContain("The day of your promise is over.");

        // What moves the score in between asks nothing again.
        await host.ScoredAsync((await host.AlertsAsync()).Single().CustomerId, Friday.AddDays(1), 57);
        await host.WatchAsync(Friday.AddDays(1));
        await AtAsync(host, "2026-11-24 17:00");
        ((await host.ToldAsync(sanne)).Count, (await host.ToldAsync(lead)).Count).ShouldBe((1, 0));
        await AtAsync(host, "2026-11-25 09:00");
        (await host.ToldAsync(lead)).ShouldHaveSingleItem().Card!.ShouldContain("Sanne promised something about this alert and its day is over.");

        // It stands no longer, so that neither time nor a new score brings it up again.
        (await host.AlertsAsync()).Single().Promise.ShouldBeNull();
        await host.ScoredAsync((await host.AlertsAsync()).Single().CustomerId, Friday.AddDays(2), 56);
        await host.WatchAsync(Friday.AddDays(2));
        await AtAsync(host, "2026-12-24 09:00");
        ((await host.ToldAsync(sanne)).Count, (await host.ToldAsync(lead)).Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_touch_that_was_imported_keeps_a_promise_and_nobody_is_asked()
    {
        await using var host = await RaisedAsync();
        var sanne = await host.ColleagueAsync("Sanne", StaffRole.Member);
        await PromisedAsync(host, sanne, Friday.AddDays(3));
        await host.AddAsync(new Touch { SourceKey = "crm-1", CustomerId = (await host.AlertsAsync()).Single().CustomerId, At = Local("2026-11-23 10:00"), By = "Sanne" });

        await AtAsync(host, "2026-11-24 09:00");
        (await host.ToldAsync(sanne)).ShouldBeEmpty();
        (await host.AlertsAsync()).Single().Promise.ShouldBeNull();
        (await host.TimersAsync()).ShouldBeEmpty();
        (await host.LifeAsync()).ShouldContain(AlertEventKind.PromiseKept);
    }

    [Fact]
    public async Task After_recovery_nobody_is_asked_about_a_promise()
    {
        await using var host = await RaisedAsync();
        var sanne = await host.ColleagueAsync("Sanne", StaffRole.Member);
        await PromisedAsync(host, sanne, Friday.AddDays(3));
        await host.ScoredAsync((await host.AlertsAsync()).Single().CustomerId, Friday.AddDays(1), 90);
        await host.WatchAsync(Friday.AddDays(1));

        (await host.TimersAsync()).ShouldBeEmpty();
        await AtAsync(host, "2026-12-25 09:00");
        (await host.ToldAsync(sanne)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forty_drops_at_once_are_one_summary_with_the_cards_in_its_thread()
    {
        await using var host = await HealthHost.StartAsync();
        var day = Friday;
        for (var i = 0; i < 40; i++)
        {
            await host.ScoredAsync(await host.CustomerAsync($"Klant {i}"), day.AddDays(-1), 72, 58 - (i % 20));
        }

        await host.WatchAsync(day);
        (await host.AlertsAsync()).Count.ShouldBe(40);
        var summary = (await host.OutboxAsync()).ShouldHaveSingleItem();
        summary.Subject!.ShouldStartWith("storm:");
        summary.Card!.ShouldContain("40 alerts at once");

        // Nothing more before it stands there; then one card each, in its thread.
        await host.RunTimersAsync();
        (await host.OutboxAsync()).Count.ShouldBe(1);
        await PostedAsync(host, summary.Subject!);
        host.Clock.Now += TimeSpan.FromSeconds(5);
        await host.RunTimersAsync();
        var cards = (await host.OutboxAsync()).FindAll(m => m.Subject!.StartsWith("alert:", StringComparison.Ordinal));
        cards.Count.ShouldBe(40);
        cards.ShouldAllBe(m => m.Conversation.ThreadId == "100.1");

        // However many of them move the next day, the summary is rewritten once.
        var before = (await host.OutboxAsync()).Count(m => m.Subject == summary.Subject);
        foreach (var alert in await host.AlertsAsync())
        {
            await host.ScoredAsync(alert.CustomerId, day.AddDays(1), 30);
        }

        await host.WatchAsync(day.AddDays(1));
        (await host.OutboxAsync()).Count(m => m.Subject == summary.Subject).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_muted_customer_is_told_when_the_mute_is_over()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        host.Clock.Now = Local("2026-11-20 16:00");
        await host.AddAsync(
            new AlertMute { CustomerId = customer, Until = Local("2026-12-04 16:00"), By = "Sanne", At = host.Clock.Now },
            new DueTimer { Kind = UnmuteTimer.Kind, Subject = UnmuteTimer.SubjectOf(customer), DueAt = Local("2026-12-04 16:00") });
        await DropAsync(host, customer);
        (await host.AlertsAsync()).ShouldHaveSingleItem();
        (await host.OutboxAsync()).ShouldBeEmpty();

        await AtAsync(host, "2026-12-04 16:00");
        (await host.OutboxAsync()).Where(m => m.RecipientKey is null).ShouldHaveSingleItem().Kind.ShouldBe(SendKind.Post);
    }

    [Theory]
    [InlineData("high-value/high-risk", "vip")]
    [InlineData("low-value/low-risk", "C1")]
    public async Task An_alert_goes_where_its_route_says_and_all_others_where_there_is_none(string segment, string place)
    {
        await using var host = await HealthHost.StartAsync();
        var vip = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = "vip", Kind = ConversationKind.Channel };
        await host.AddAsync(
            new Conversation { Key = vip.Key, ChannelId = ChannelIds.Slack, Reference = vip, Topics = PlaceTopics.Alerts },
            new AlertRoute { ConversationKey = vip.Key, Segment = "High-value/high-risk" });
        await DropAsync(host, await host.CustomerAsync(segment: segment));
        (await host.OutboxAsync()).ShouldHaveSingleItem().Conversation.ConversationId.ShouldBe(place);
    }

    private static async Task<HealthHost> RaisedAsync()
    {
        var host = await HealthHost.StartAsync();
        host.Clock.Now = Local("2026-11-20 16:00");
        await DropAsync(host, await host.CustomerAsync());
        return host;
    }

    private static async Task DropAsync(HealthHost host, long customer)
    {
        await host.ScoredAsync(customer, Friday.AddDays(-1), 72, 58);
        (await host.WatchAsync(Friday)).ShouldBe(1);
    }

    private static async Task PromisedAsync(HealthHost host, StaffMember who, DateOnly until)
    {
        await host.OnAlertAsync(a => a.Acknowledge(who.Name, $"slack|T1|U{who.Id}", host.Clock.Now));
        await host.OnAlertAsync(a => a.SetPromise($"slack|T1|U{who.Id}", AlertPromise.Call, until));
    }

    private static async Task AtAsync(HealthHost host, string local)
    {
        host.Clock.Now = Local(local);
        await host.RunTimersAsync();
    }

    /// <summary>As the dispatcher does once a message has left.</summary>
    private static Task<int> PostedAsync(HealthHost host, string subject) => host.WithAsync<RetentionDb, int>(async db =>
    {
        var message = await db.Outbox.SingleAsync(m => m.Subject == subject && m.Kind == SendKind.Post);
        message.State = OutboxState.Sent;
        db.PostedMessages.Add(new PostedMessage
        {
            Subject = subject,
            ConversationKey = message.ConversationKey,
            Conversation = message.Conversation,
            MessageId = "100.1",
            PostedAt = message.CreatedAt,
        });
        return await db.SaveChangesAsync();
    });

    private static DateTimeOffset Local(string text)
    {
        var local = DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, Amsterdam.GetUtcOffset(local)).ToUniversalTime();
    }
}
