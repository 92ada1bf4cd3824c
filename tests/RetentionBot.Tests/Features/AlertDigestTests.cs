using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Alerts;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Timers;

namespace RetentionBot.Tests.Features;

/// <summary>What colleagues are told as their working day begins, at 09:00; 20 November 2026 is a Friday.</summary>
public sealed class AlertDigestTests
{
    private static readonly DateOnly Friday = new(2026, 11, 20);
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [Fact]
    public async Task Each_is_told_once_as_their_own_day_begins_and_a_weekend_is_passed_over()
    {
        await using var host = await HealthHost.StartAsync();
        var (sanne, james) = (await host.ColleagueAsync("Sanne", StaffRole.Member), await host.ColleagueAsync("James", StaffRole.Member, "America/New_York"));
        await RaisedAsync(host, "Sanne", "James");

        await AtAsync(host, "2026-11-22 12:00");
        await AtAsync(host, "2026-11-23 08:59");
        (await DigestsAsync(host, sanne)).ShouldBeEmpty();
        await AtAsync(host, "2026-11-23 09:00");
        var digest = (await DigestsAsync(host, sanne)).ShouldHaveSingleItem();
        digest.Text.ShouldBe("Your alerts today: 1 open, 0 due, 1 new, 0 closed");
        digest.Card!.ShouldContain("Klant van Sanne");
        digest.Card!.ShouldContain(ShowAlert.Verb);
        digest.Card!.ShouldNotContain("Klant van James");
        digest.Card!.ShouldNotContain("The whole team");
        (await DigestsAsync(host, james)).ShouldBeEmpty();
        await AtAsync(host, "2026-11-23 15:00");
        ((await DigestsAsync(host, sanne)).Count, (await DigestsAsync(host, james)).Count).ShouldBe((1, 1));

        await AtAsync(host, "2026-11-24 09:00");
        (await DigestsAsync(host, sanne))[^1].Text.ShouldBe("Your alerts today: 1 open, 0 due, 0 new, 0 closed");
    }

    [Fact]
    public async Task What_is_due_new_and_closed_is_counted_since_the_last_one()
    {
        await using var host = await HealthHost.StartAsync();
        var sanne = await host.ColleagueAsync("Sanne", StaffRole.Member);
        await RaisedAsync(host, "Sanne");
        await host.OnAlertAsync(a => a.Acknowledge("Sanne", $"slack|T1|U{sanne.Id}", host.Clock.Now));
        await host.OnAlertAsync(a => a.SetPromise($"slack|T1|U{sanne.Id}", AlertPromise.Call, Friday.AddDays(4)));

        await AtAsync(host, "2026-11-23 09:00");
        await AtAsync(host, "2026-11-24 09:00");
        await host.OnAlertAsync(a => a.Resolve("Sanne", $"slack|T1|U{sanne.Id}", "Called", AlertEnding.Saved, host.Clock.Now.AddHours(1)));
        await AtAsync(host, "2026-11-25 09:00");
        await AtAsync(host, "2026-11-26 09:00");
        (await DigestsAsync(host, sanne)).Select(m => m.Text).ShouldBe(
        [
            "Your alerts today: 1 open, 0 due, 1 new, 0 closed",
            "Your alerts today: 1 open, 1 due, 0 new, 0 closed",
            "Your alerts today: 0 open, 0 due, 0 new, 1 closed",
        ]);
    }

    [Fact]
    public async Task Nobody_is_told_that_there_is_nothing_and_snoozed_or_muted_alone_is_nothing()
    {
        await using var host = await HealthHost.StartAsync();
        var sanne = await host.ColleagueAsync("Sanne", StaffRole.Member);
        await RaisedAsync(host);
        await AtAsync(host, "2026-11-23 09:00");
        (await DigestsAsync(host, sanne)).ShouldBeEmpty();
        (await PlanOfAsync(host, sanne)).DueAt.ShouldBe(Local("2026-11-24 09:00"));

        host.Clock.Now = Local("2026-11-23 10:00");
        await DropAsync(host, await host.CustomerAsync("Klant van Sanne"));
        await AtAsync(host, "2026-11-24 09:00");
        await host.OnAlertAsync(a => a.Snooze("Sanne", Local("2026-11-25 20:00")));
        await AtAsync(host, "2026-11-25 09:00");
        await host.AddAsync(new AlertMute { CustomerId = (await host.AlertsAsync()).Single().CustomerId, Until = Local("2026-12-24 09:00"), By = "Sanne", At = host.Clock.Now });
        await AtAsync(host, "2026-11-26 09:00");
        (await DigestsAsync(host, sanne)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_lead_is_told_of_the_whole_team_and_a_viewer_of_nothing()
    {
        await using var host = await HealthHost.StartAsync();
        var (lead, viewer, admin) = (await host.ColleagueAsync("Leonie", StaffRole.Lead), await host.ColleagueAsync("Vera", StaffRole.Viewer), await host.ColleagueAsync("Anouk", StaffRole.Admin));
        await RaisedAsync(host, "Sanne", "James");
        await AtAsync(host, "2026-11-23 09:00");

        var digest = (await DigestsAsync(host, lead)).ShouldHaveSingleItem();
        digest.Text.ShouldBe("The whole team: 2 open, 0 due, 2 new, 0 closed");
        digest.Card!.ShouldContain("Your alerts today");
        digest.Card!.ShouldContain("\"value\":\"2\"");
        (await DigestsAsync(host, viewer)).ShouldBeEmpty();
        (await DigestsAsync(host, admin)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_away_gets_none_and_learns_all_of_it_when_they_are_back()
    {
        await using var host = await HealthHost.StartAsync();
        var sanne = await host.ColleagueAsync("Sanne", StaffRole.Member);
        await RaisedAsync(host, "Sanne");
        await host.AddAsync(new Absence { StaffMemberId = sanne.Id, From = Friday, Through = new(2026, 11, 24) });
        await AtAsync(host, "2026-11-23 09:00");
        await AtAsync(host, "2026-11-24 09:00");
        (await DigestsAsync(host, sanne)).ShouldBeEmpty();
        await AtAsync(host, "2026-11-25 09:00");
        (await DigestsAsync(host, sanne)).ShouldHaveSingleItem().Text.ShouldBe("Your alerts today: 1 open, 0 due, 1 new, 0 closed");
    }

    [Fact]
    public async Task Two_days_that_were_missed_are_one_digest_late_within_working_hours_however_often_it_is_run()
    {
        await using var host = await HealthHost.StartAsync();
        var sanne = await host.ColleagueAsync("Sanne", StaffRole.Member);
        await RaisedAsync(host, "Sanne");
        await AtAsync(host, "2026-11-24 20:00");
        (await DigestsAsync(host, sanne)).ShouldBeEmpty();
        (await PlanOfAsync(host, sanne)).DueAt.ShouldBe(Local("2026-11-25 09:00"));

        host.Clock.Now = Local("2026-11-25 14:00");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.RunTimersAsync()));
        await host.RunTimersAsync();
        (await DigestsAsync(host, sanne)).ShouldHaveSingleItem();
        (await PlanOfAsync(host, sanne)).DueAt.ShouldBe(Local("2026-11-26 09:00"));
    }

    [Fact]
    public async Task Of_two_who_run_it_at_once_only_one_is_saved()
    {
        await using var host = await HealthHost.StartAsync();
        var sanne = await host.ColleagueAsync("Sanne", StaffRole.Member);
        await RaisedAsync(host, "Sanne");
        host.Clock.Now = Local("2026-11-23 09:00");
        await host.WithAsync<IServiceProvider, bool>(async first => await host.WithAsync<IServiceProvider, bool>(async second =>
        {
            await RunUnsavedAsync(first);
            await RunUnsavedAsync(second);
            await first.GetRequiredService<RetentionDb>().SaveChangesAsync();
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => second.GetRequiredService<RetentionDb>().SaveChangesAsync());
            return true;
        }));

        (await DigestsAsync(host, sanne)).ShouldHaveSingleItem();

        static async Task RunUnsavedAsync(IServiceProvider scope)
        {
            var timer = await scope.GetRequiredService<RetentionDb>().Timers.SingleAsync(t => t.Kind == DigestTimer.Kind);
            timer.DueAt = (await scope.GetRequiredKeyedService<ITimerHandler>(DigestTimer.Kind).RunAsync(timer, CancellationToken.None)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_timer_is_set_once_for_each_who_handles_alerts_and_has_a_chat_and_goes_with_the_role()
    {
        await using var host = await HealthHost.StartAsync();
        var sanne = await host.ColleagueAsync("Sanne", StaffRole.Member);
        await host.ColleagueAsync("Vera", StaffRole.Viewer);
        await host.AddAsync(new StaffMember { SourceKey = "bram@example.com", Name = "Bram", Role = StaffRole.Member });
        host.Clock.Now = Local("2026-11-20 16:00");
        await PlanAsync(host);
        host.Clock.Now = Local("2026-11-20 17:00");
        await PlanAsync(host);

        var timer = (await host.TimersAsync()).ShouldHaveSingleItem();
        (timer.Kind, timer.Subject, timer.DueAt).ShouldBe((DigestTimer.Kind, DigestTimer.SubjectOf(sanne.Id), Local("2026-11-23 09:00")));
        timer.Data.ShouldBe(DigestTimer.DataOf(Local("2026-11-20 16:00")));
        await host.WithAsync<RetentionDb, int>(db =>
        {
            db.Staff.Single(s => s.Id == sanne.Id).Role = StaffRole.Viewer;
            return db.SaveChangesAsync();
        });
        await AtAsync(host, "2026-11-23 09:00");
        await PlanAsync(host);
        (await host.TimersAsync()).ShouldBeEmpty();
    }

    /// <summary>It is Friday, 16:00: everybody has a timer, and a customer of each of these owners drops.</summary>
    private static async Task RaisedAsync(HealthHost host, params string[] owners)
    {
        host.Clock.Now = Local("2026-11-20 15:59");
        await PlanAsync(host);
        host.Clock.Now = Local("2026-11-20 16:00");
        foreach (var owner in owners)
        {
            await DropAsync(host, await host.CustomerAsync($"Klant van {owner}", owner: owner));
        }
    }

    private static async Task DropAsync(HealthHost host, long customer)
    {
        await host.ScoredAsync(customer, Friday.AddDays(-1), 72, 58);
        (await host.WatchAsync(Friday)).ShouldBe(1);
    }

    private static Task<bool> PlanAsync(HealthHost host) => host.WithAsync<DigestPlan, bool>(async plan =>
    {
        await plan.EnsureAsync(CancellationToken.None);
        return true;
    });

    private static async Task<DueTimer> PlanOfAsync(HealthHost host, StaffMember who) =>
        (await host.TimersAsync()).Single(t => t.Kind == DigestTimer.Kind && t.Subject == DigestTimer.SubjectOf(who.Id));

    /// <summary>The digests among what a colleague was told.</summary>
    private static async Task<List<OutboxMessage>> DigestsAsync(HealthHost host, StaffMember who) =>
        (await host.ToldAsync(who)).FindAll(m => m.Card?.Contains("Your alerts today", StringComparison.Ordinal) == true);

    private static async Task AtAsync(HealthHost host, string local)
    {
        host.Clock.Now = Local(local);
        await host.RunTimersAsync();
    }

    private static DateTimeOffset Local(string text)
    {
        var local = DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, Amsterdam.GetUtcOffset(local)).ToUniversalTime();
    }
}
