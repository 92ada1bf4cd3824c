using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Checklists;
using RetentionBot.Outbox;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Checklists;

/// <summary>When the weekly list is posted, where, and what it says.</summary>
public sealed class PostChecklistTests
{
    [Theory]
    [InlineData("2026-10-19", "2026-10-19T07:00:00Z")]
    [InlineData("2026-10-26", "2026-10-26T08:00:00Z")]
    [InlineData("2026-04-06", "2026-04-07T07:00:00Z")]
    [InlineData("2026-04-27", "2026-04-28T07:00:00Z")]
    [InlineData("2026-05-25", "2026-05-26T07:00:00Z")]
    public async Task It_is_posted_on_Monday_at_nine_of_Amsterdam_and_on_Tuesday_when_that_is_a_holiday(string monday, string at)
    {
        var posted = DateTimeOffset.Parse(at);
        await using var host = await ChecklistHost.StartAsync($"{monday} 00:30");
        await host.RunTimersAsync();
        host.Clock.Now = posted.AddSeconds(-1);
        await host.RunTimersAsync();
        (await host.ListsAsync()).ShouldBeEmpty();

        host.Clock.Now = posted;
        await host.RunTimersAsync();
        var list = (await host.ListsAsync()).ShouldHaveSingleItem();
        (list.PostedAt, list.IsLate, list.Day.ToString("yyyy-MM-dd")).ShouldBe((posted, false, monday));
        (await host.PostsAsync(ChecklistHost.English)).ShouldHaveSingleItem().Card!.ShouldContain("Churn rate of the month");
        (await host.PostsAsync(ChecklistHost.Dutch)).ShouldHaveSingleItem().Card!.ShouldContain("Churnpercentage van de maand");
    }

    [Fact]
    public async Task A_restart_a_second_before_and_several_processes_at_the_very_second_post_once()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-18 12:00");
        await host.AtAsync("2026-10-18 12:00");
        var first = (await host.ListsAsync()).Count;
        await host.AtAsync("2026-10-19 08:59:59");
        await host.RestartAsync();
        host.Clock.Now = ChecklistHost.Local("2026-10-19 09:00");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.RunTimersAsync()));
        await host.RestartAsync();
        await host.RunTimersAsync();

        (await host.ListsAsync()).Count.ShouldBe(first + 1);
        (await host.PostsAsync(ChecklistHost.English)).Count.ShouldBe(first + 1);
        (await host.TimersAsync()).ShouldHaveSingleItem().DueAt.ShouldBe(ChecklistHost.Local("2026-10-26 09:00"));
    }

    [Theory]
    [InlineData("2026-10-26 09:15", false)]
    [InlineData("2026-10-26 09:15:01", true)]
    [InlineData("2026-10-28 22:10", true)]
    [InlineData("2026-11-11 22:10", true)]
    public async Task One_missed_while_it_was_down_is_posted_once_and_says_so(string up, bool isLate)
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-19 08:00");
        await host.AtAsync("2026-10-19 09:00");
        host.Clock.Now = ChecklistHost.Local(up);
        await host.RestartAsync();
        await host.RunTimersAsync();
        await host.RunTimersAsync();

        var lists = await host.ListsAsync();
        (lists.Count, lists[^1].IsLate).ShouldBe((2, isLate));
        var card = (await host.PostsAsync(ChecklistHost.English))[^1].Card!;
        card.Contains("Posted late: I was not running", StringComparison.Ordinal).ShouldBe(isLate);
    }

    [Fact]
    public async Task Who_starts_in_the_middle_of_a_week_has_a_list_at_once_which_is_not_late()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-21 14:00", isConnected: false);
        await host.RunTimersAsync();
        await host.EnsureAsync();

        var list = (await host.ListsAsync()).ShouldHaveSingleItem();
        (list.Turn, list.IsLate, list.Items.Count).ShouldBe(("2026-W43", false, 7));
        (await host.OutboxAsync()).ShouldBeEmpty();
        (await host.TimersAsync()).ShouldHaveSingleItem().DueAt.ShouldBe(ChecklistHost.Local("2026-10-26 09:00"));
    }

    [Fact]
    public async Task A_place_that_is_connected_later_gets_the_list_there_is_once()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-21 14:00", isConnected: false);
        await host.RunTimersAsync();
        var place = ChecklistHost.PlaceOf(ChecklistHost.Dutch, "nl");
        await host.AddAsync(place);
        for (var i = 0; i < 2; i++)
        {
            await host.WithAsync<IServiceProvider, int>(async scope =>
            {
                await scope.GetServices<IPlaceConnected>().Single().OnConnectedAsync(place, CancellationToken.None);
                return await scope.GetRequiredService<RetentionBot.Store.RetentionDb>().SaveChangesAsync();
            });
        }

        (await host.PostsAsync(ChecklistHost.Dutch)).ShouldHaveSingleItem().Card!.ShouldContain("Wekelijkse checklist, week 43");
    }

    [Fact]
    public async Task What_is_undone_goes_on_and_says_for_how_long_and_the_list_before_is_closed()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-05 08:00");
        var bram = await host.ColleagueAsync("Bram", StaffRole.Member);
        await host.AtAsync("2026-10-05 09:00");
        await host.AtAsync("2026-10-12 09:00");
        await host.TickAsync(2, bram);
        await host.AtAsync("2026-10-19 09:00");

        var lists = await host.ListsAsync();
        lists.Select(l => l.ClosedAt is null).ShouldBe([false, false, true]);
        lists[^1].Items.OrderBy(i => i.Position).Select(i => i.TimesListed).ShouldBe([3, 1, 3, 3, 3, 3, 3]);
        (await host.PostsAsync(ChecklistHost.English))[^1].Card!.ShouldContain("3rd week");
        (await host.PostsAsync(ChecklistHost.Dutch))[^1].Card!.ShouldContain("3e week");
        var closed = (await host.OutboxAsync()).Last(m => m.Kind == SendKind.Update && m.Subject == ChecklistCard.SubjectOf(lists[1]) && m.ConversationKey == ChecklistHost.English).Card!;
        closed.ShouldContain("Closed: the next list");
        closed.ShouldNotContain(TickCheck.Verb);
    }

    [Fact]
    public async Task It_is_a_plan_when_all_seven_have_an_owner_and_a_deadline_and_both_stand_for_the_next_week()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-19 08:00");
        var bram = await host.ColleagueAsync("Bram", StaffRole.Member);
        await host.AtAsync("2026-10-19 09:00");
        (await host.PostsAsync(ChecklistHost.English))[^1].Card!.ShouldContain("Not yet a plan: no check has an owner; no check has a deadline.");
        for (var check = 1; check <= 7; check++)
        {
            await host.AssignAsync(check, bram);
            if (check != 6)
            {
                await host.MoveAsync(check, new DateOnly(2026, 10, 22), bram);
            }
        }

        (await LastCardAsync(host)).ShouldContain("Not yet a plan: check 6 lacks a deadline.");
        await host.MoveAsync(6, new DateOnly(2026, 10, 23), bram);
        (await LastCardAsync(host)).ShouldNotContain("Not yet a plan");

        // A later move is for this week only.
        await host.MoveAsync(1, new DateOnly(2026, 10, 24), bram);
        await host.AtAsync("2026-10-26 09:00");
        var next = (await host.ListsAsync())[^1].Items.OrderBy(i => i.Position).ToList();
        next.ShouldAllBe(i => i.OwnerName == "Bram");
        next.Select(i => i.DueOn!.Value.Day).ShouldBe([29, 29, 29, 29, 29, 30, 29]);
    }

    [Fact]
    public async Task A_tick_that_the_evidence_contradicts_is_flagged_with_the_next_look_and_clears_when_it_comes()
    {
        var evidence = new Evidence();
        await using var host = await ChecklistHost.StartAsync("2026-10-19 08:00", more: services => services.AddSingleton<IHomework>(evidence));
        var bram = await host.ColleagueAsync("Bram", StaffRole.Member);
        await host.AtAsync("2026-10-19 09:00");
        (await host.PostsAsync(ChecklistHost.Dutch))[^1].Card!.ShouldContain("Gezocht: niets");
        await host.TickAsync(6, bram);
        await LookAsync(host);
        (await LastCardAsync(host)).ShouldContain("Ticked by Bram, but I found no running experiment yet.");

        evidence.Exists = true;
        var before = (await host.OutboxAsync()).Count;
        await LookAsync(host);
        (await LastCardAsync(host)).ShouldNotContain("no running experiment");
        var after = (await host.OutboxAsync()).Count;
        after.ShouldBeGreaterThan(before);
        await LookAsync(host);
        (await host.OutboxAsync()).Count.ShouldBe(after);
    }

    [Fact]
    public async Task It_is_posted_all_the_same_when_nothing_can_be_found_out()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-19 08:00", more: services => services.AddSingleton<IHomework>(new Broken()));
        await host.AtAsync("2026-10-19 09:00");

        (await host.PostsAsync(ChecklistHost.English)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_day_and_time_hold_from_the_next_turn_that_has_no_list()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-19 08:00");
        await host.AtAsync("2026-10-19 09:00");
        await host.WithAsync<IServiceProvider, int>(async scope =>
        {
            var db = scope.GetRequiredService<RetentionBot.Store.RetentionDb>();
            var plan = await db.ChecklistPlans.SingleAsync();
            plan.Reschedule(new ChecklistSchedule(ChecklistCadence.Weekly, 3, null, new TimeOnly(14, 30)));
            await scope.GetRequiredService<ChecklistLife>().SetPostAsync(plan, CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        await host.AtAsync("2026-10-21 14:30");
        (await host.ListsAsync()).ShouldHaveSingleItem();
        await host.AtAsync("2026-10-28 14:30");

        (await host.ListsAsync())[^1].PostedAt.ShouldBe(ChecklistHost.Local("2026-10-28 14:30"));
    }

    private static Task<bool> LookAsync(ChecklistHost host) => host.WithAsync<ChecklistLife, bool>(async life =>
    {
        await life.LookAgainAsync(CancellationToken.None);
        return true;
    });

    /// <summary>The list as the English place shows it last.</summary>
    private static async Task<string> LastCardAsync(ChecklistHost host) => (await host.OutboxAsync()).Last(m => m.ConversationKey == ChecklistHost.English).Card!;

    private sealed class Evidence : IHomework
    {
        public bool Exists { get; set; }

        public Task<Homework?> OfAsync(ChecklistItem item, DateOnly day, CancellationToken ct) => Task.FromResult(item.Check != WeeklySeven.OnboardingTest ? null : new Homework(
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["en"] = ["Looked for: nothing"], ["nl"] = ["Gezocht: niets"] }, Exists));
    }

    private sealed class Broken : IHomework
    {
        public Task<Homework?> OfAsync(ChecklistItem item, DateOnly day, CancellationToken ct) => throw new InvalidOperationException("No figures today.");
    }
}
