using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Checklists;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Checklists;

/// <summary>Lists that people plan themselves, over time: weekly, monthly and once, with restarts in between. Amsterdam, holidays of 2026.</summary>
public sealed class OwnListsTests
{
    [Fact]
    public async Task Monthly_on_the_31st_comes_on_the_last_day_of_a_short_month_or_the_working_day_after_and_counts_its_months()
    {
        await using var host = await ChecklistHost.StartAsync("2026-01-10 12:00", isWeekly: false);
        await MakeAsync(host, "Month end monthly on the 31st 09:00: Renewals are listed; The review is written");
        await ThroughAsync(host, "2026-06-10 12:00");

        // Saturday 31 January, Saturday 28 February, then a Tuesday, a Thursday and Sunday 31 May.
        var lists = await host.ListsAsync();
        lists.Select(l => l.PostedAt).ShouldBe(
            new[] { "2026-02-02 09:00", "2026-03-02 09:00", "2026-03-31 09:00", "2026-04-30 09:00", "2026-06-01 09:00" }.Select(ChecklistHost.Local));
        lists.Select(l => l.Turn).ShouldBe(["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]);
        lists.Count(l => l.ClosedAt is null).ShouldBe(1);
        lists[2].Items.ShouldAllBe(i => i.TimesListed == 3);
        var third = (await host.PostsAsync(ChecklistHost.English))[2];
        third.Text.ShouldBe("Month end, March 2026: 0/2 done");
        third.Card!.ShouldContain("3rd month");
        (await host.PostsAsync(ChecklistHost.Dutch))[2].Card!.ShouldContain("3e maand");
    }

    [Fact]
    public async Task Monthly_on_a_holiday_comes_on_the_working_day_after_and_one_missed_says_so_once()
    {
        await using var host = await ChecklistHost.StartAsync("2026-03-20 12:00", isWeekly: false);
        await MakeAsync(host, "Month start maandelijks op de 6e om 10:00: Een");
        await ThroughAsync(host, "2026-05-05 12:00");
        (await host.ListsAsync()).ShouldHaveSingleItem().PostedAt.ShouldBe(ChecklistHost.Local("2026-04-07 10:00"));

        host.Clock.Now = ChecklistHost.Local("2026-05-08 11:00");
        await host.RestartAsync();
        await host.RunTimersAsync();
        await host.RunTimersAsync();
        var lists = await host.ListsAsync();
        (lists.Count, lists[1].IsLate, lists[1].Turn).ShouldBe((2, true, "2026-05"));
    }

    [Fact]
    public async Task Weekly_begins_with_the_next_turn_carries_over_reminds_by_its_name_and_when_stopped_leaves_nothing_behind()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-21 12:00", isWeekly: false);
        var (bram, leonie) = (await host.ColleagueAsync("Bram", StaffRole.Member), await host.ColleagueAsync("Leonie", StaffRole.Lead));
        await MakeAsync(host, "Renewals weekly on Tuesday 10:00: Call who renews; Write the forecast");
        await host.RestartAsync();
        await host.RunTimersAsync();
        (await host.ListsAsync()).ShouldBeEmpty();
        await ThroughAsync(host, "2026-10-27 12:00");
        (await host.ListsAsync()).ShouldHaveSingleItem().PostedAt.ShouldBe(ChecklistHost.Local("2026-10-27 10:00"));

        var actor = ChecklistHost.ActorOf(leonie);
        await host.OnCheckAsync(1, (desk, check) => desk.AssignAsync(check, bram, actor, CancellationToken.None), "renewals");
        await host.OnCheckAsync(1, (desk, check) => desk.MoveAsync(check, new DateOnly(2026, 10, 28), actor, CancellationToken.None), "renewals");
        await ThroughAsync(host, "2026-11-10 12:00");
        var told = await host.ToldAsync(bram);
        told.Count.ShouldBe(2);
        told[1].Card!.ShouldContain("Renewals, week 45");
        (await host.PostsAsync(ChecklistHost.English))[^1].Card!.ShouldContain("3rd week");
        (await host.ToldAsync(leonie)).ShouldNotBeEmpty();
        (await host.TimersAsync()).Count.ShouldBeGreaterThan(1);

        var open = (await host.ListsAsync())[^1];
        await WithOwnAsync(host, "renewals", (own, plan) => own.StopAsync(plan, "U1", CancellationToken.None));
        (await host.TimersAsync()).ShouldBeEmpty();
        (await host.ListsAsync()).ShouldAllBe(l => l.ClosedAt != null);
        (await host.OutboxAsync()).Last(m => m.Subject == ChecklistCard.SubjectOf(open) && m.ConversationKey == ChecklistHost.English).Card!.ShouldContain("this list was stopped");
        var before = (await host.OutboxAsync()).Count;
        await ThroughAsync(host, "2026-12-10 12:00");
        (await host.OutboxAsync()).Count.ShouldBe(before);

        await MakeAsync(host, "renewals weekly on friday: Again");
        await ThroughAsync(host, "2026-12-11 12:00");
        (await host.ListsAsync())[^1].Items.ShouldHaveSingleItem().TimesListed.ShouldBe(1);
    }

    [Fact]
    public async Task Once_is_posted_once_is_not_carried_over_and_its_owner_and_lead_are_told_until_it_is_done()
    {
        await using var host = await ChecklistHost.StartAsync("2026-11-26 12:00", isWeekly: false);
        var (bram, leonie) = (await host.ColleagueAsync("Bram", StaffRole.Member), await host.ColleagueAsync("Leonie", StaffRole.Lead));
        await MakeAsync(host, "Year end once on 2026-12-10 10:00: Write the plan; Tell the board");
        await ThroughAsync(host, "2026-12-10 12:00");
        var list = (await host.ListsAsync()).ShouldHaveSingleItem();
        (list.Turn, list.PostedAt).ShouldBe(("once", ChecklistHost.Local("2026-12-10 10:00")));
        (await host.TimersAsync()).ShouldBeEmpty();

        var actor = ChecklistHost.ActorOf(bram);
        foreach (var position in (int[])[1, 2])
        {
            await host.OnCheckAsync(position, (desk, check) => desk.AssignAsync(check, bram, actor, CancellationToken.None), "year-end");
            await host.OnCheckAsync(position, (desk, check) => desk.MoveAsync(check, new DateOnly(2026, 12, 11), actor, CancellationToken.None), "year-end");
        }

        await host.OnCheckAsync(2, (desk, check) => desk.TickAsync(check, actor, CancellationToken.None), "year-end");
        await ThroughAsync(host, "2027-03-01 12:00");
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Card!.ShouldContain("Year end");
        (await host.ToldAsync(leonie)).ShouldHaveSingleItem();
        (await host.ListsAsync()).ShouldHaveSingleItem().ClosedAt.ShouldBeNull();
        (await host.OutboxAsync()).ShouldAllBe(m => !m.Text.Contains("2nd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_without_checks_is_not_posted_and_one_whose_day_has_passed_comes_as_soon_as_it_has_one()
    {
        await using var host = await ChecklistHost.StartAsync("2026-11-26 12:00", isWeekly: false);
        await MakeAsync(host, "Year end once on 2026-12-10 10:00");
        await MakeAsync(host, "Renewals weekly on tuesday 10:00");
        await ThroughAsync(host, "2026-12-16 12:00");
        (await host.ListsAsync()).ShouldBeEmpty();
        await WithOwnAsync(host, "year-end", (own, plan) => own.AddAsync(plan, "Write the plan", "U1", CancellationToken.None));
        await WithOwnAsync(host, "renewals", (own, plan) => own.AddAsync(plan, "Call", "U1", CancellationToken.None));
        await host.RunTimersAsync();
        (await host.ListsAsync()).ShouldHaveSingleItem().Items.ShouldHaveSingleItem().Words.ShouldBe("Write the plan");
        await ThroughAsync(host, "2026-12-22 12:00");
        (await host.ListsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Checks_are_added_to_and_taken_off_the_list_that_is_worked_off_and_nobody_is_reminded_of_one_that_is_off()
    {
        await using var host = await ChecklistHost.StartAsync("2026-10-26 12:00", isWeekly: false);
        var bram = await host.ColleagueAsync("Bram", StaffRole.Lead);
        await MakeAsync(host, "Renewals weekly on Tuesday 10:00: One; Two");
        await ThroughAsync(host, "2026-10-27 12:00");
        await host.OnCheckAsync(2, (desk, check) => desk.AssignAsync(check, bram, ChecklistHost.ActorOf(bram), CancellationToken.None), "renewals");
        await host.OnCheckAsync(2, (desk, check) => desk.MoveAsync(check, new DateOnly(2026, 10, 28), ChecklistHost.ActorOf(bram), CancellationToken.None), "renewals");

        await WithOwnAsync(host, "renewals", (own, plan) => own.RemoveAsync(plan, plan.Checks.Single(c => c.Position == 2), "U1", CancellationToken.None));
        (await host.TimersAsync()).Select(t => t.Kind).ShouldBe([PostChecklistTimer.Kind]);
        await WithOwnAsync(host, "renewals", async (own, plan) =>
        {
            (await own.AddAsync(plan, "ONE", "U1", CancellationToken.None)).Fault!.What.ShouldBe("twice");
            (await own.AddAsync(plan, new string('x', OwnList.LongestCheck + 1), "U1", CancellationToken.None)).Fault!.What.ShouldBe("long");
            (await own.RemoveAsync(plan, plan.Checks[0], "U1", CancellationToken.None))!.What.ShouldBe("last");
            await own.AddAsync(plan, "Three", "U1", CancellationToken.None);
        });
        (await host.ListsAsync()).ShouldHaveSingleItem().Items.Select(i => $"{i.Position} {i.Words} {i.OwnerName}").ShouldBe(["1 One ", "2 Three "]);
        await ThroughAsync(host, "2026-11-03 12:00");
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        (await host.ListsAsync())[^1].Items.Select(i => i.TimesListed).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task What_cannot_be_a_list_is_refused_with_all_that_is_wrong()
    {
        await using var host = await ChecklistHost.StartAsync("2026-11-26 12:00", isWeekly: false);
        await MakeAsync(host, "Renewals weekly on Tuesday 10:00: One");
        var gone = new ChecklistSchedule(ChecklistCadence.Once, 0, new DateOnly(2026, 11, 25), new TimeOnly(9, 0));
        (await FaultsAsync(host, "RENEWALS!", ChecklistSchedule.Default)).ShouldBe(["name taken"]);
        (await FaultsAsync(host, "status page", gone, "One", "one", new string('x', 121))).ShouldBe(["name reserved", "day past", "check 3 long", "check 2 twice"]);
        (await FaultsAsync(host, new string('x', 41), gone with { OnDate = new DateOnly(2029, 1, 1) })).ShouldBe(["name verbose", "day far"]);
        (await FaultsAsync(host, "12", ChecklistSchedule.Default, [.. Enumerable.Range(1, 21).Select(i => $"{i}")])).ShouldBe(["name unnamed", "checks many"]);
        (await FaultsAsync(host, "Weekly!", ChecklistSchedule.Default)).ShouldBe(["name reserved"]);
        for (var i = 1; i < OwnList.MostLists; i++)
        {
            await MakeAsync(host, $"List {i} weekly on monday");
        }

        (await FaultsAsync(host, "One more", ChecklistSchedule.Default)).ShouldBe(["name full"]);
    }

    private static Task<List<string>> FaultsAsync(ChecklistHost host, string name, ChecklistSchedule schedule, params string[] checks) => host.WithAsync<OwnLists, List<string>>(async own =>
        [.. (await own.FaultsOfAsync(new OwnListDraft(name, schedule, [.. checks.Select((c, i) => new DraftCheck(i + 1, c))]), CancellationToken.None)).Select(f => $"{f.Place} {f.What}")]);

    /// <summary>Makes a list as a sentence asks for it, plan and timer in one save.</summary>
    private static Task<bool> MakeAsync(ChecklistHost host, string words) => host.WithAsync<OwnLists, bool>(async own =>
    {
        var (draft, fault) = NewListWords.Read(words, DateOnly.FromDateTime(host.Clock.Now.DateTime));
        fault.ShouldBeNull();
        (await own.FaultsOfAsync(draft!, CancellationToken.None)).ShouldBeEmpty();
        await own.MakeAsync(draft!, "U1", CancellationToken.None);
        await own.Db.SaveChangesAsync();
        return true;
    });

    private static Task<bool> WithOwnAsync(ChecklistHost host, string key, Func<OwnLists, ChecklistPlan, Task> deed) => host.WithAsync<OwnLists, bool>(async own =>
    {
        await deed(own, (await own.AllAsync(CancellationToken.None)).Single(p => p.Key == key));
        await own.Db.SaveChangesAsync();
        return true;
    });

    /// <summary>Lets time pass: every timer runs at its very instant, and the process starts anew before each.</summary>
    private static async Task ThroughAsync(ChecklistHost host, string until)
    {
        var end = ChecklistHost.Local(until);
        while ((await host.TimersAsync()).FirstOrDefault() is { } next && next.DueAt <= end)
        {
            host.Clock.Now = next.DueAt > host.Clock.Now ? next.DueAt : host.Clock.Now;
            await host.RestartAsync();
            await host.RunTimersAsync();
        }

        host.Clock.Now = end;
        await host.RestartAsync();
        await host.RunTimersAsync();
    }
}
