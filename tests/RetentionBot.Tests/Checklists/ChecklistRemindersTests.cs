using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Tests.Checklists;

/// <summary>Who is told that a check is late, and when. The list is of Monday 19 October 2026, check 3 is Bram's and due on Wednesday the 21st.</summary>
public sealed class ChecklistRemindersTests
{
    private static readonly DateOnly Wednesday = new(2026, 10, 21);

    [Fact]
    public async Task The_owner_is_told_once_in_private_the_day_after_and_the_lead_once_two_working_days_later()
    {
        await using var host = await DueAsync();
        var (bram, leonie) = (await ColleagueAsync(host, "Bram"), await ColleagueAsync(host, "Leonie"));
        await host.AtAsync("2026-10-22 08:59:59");
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        foreach (var now in (string[])["2026-10-22 09:00", "2026-10-22 09:01", "2026-10-25 12:00"])
        {
            await host.RestartAsync();
            await host.AtAsync(now);
            (await host.ToldAsync(bram)).ShouldHaveSingleItem().Text.ShouldBe("Check 3 of yours is still open: ARPU and an estimate of CLTV");
        }

        // Thursday, then Friday and Monday: two working days.
        (await host.ToldAsync(leonie)).ShouldBeEmpty();
        await host.AtAsync("2026-10-26 08:59");
        (await host.ToldAsync(leonie)).ShouldBeEmpty();
        await host.AtAsync("2026-10-26 09:00");
        (await host.ToldAsync(leonie)).ShouldHaveSingleItem().Card!.ShouldContain("Whose it is: Bram.");
        (await host.ToldAsync(leonie))[0].Card!.ShouldContain("It was due on 21 October 2026.");
        await host.AtAsync("2026-10-28 12:00");
        (await host.ToldAsync(leonie)).ShouldHaveSingleItem();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem();
        (await host.PostsAsync(ChecklistHost.English)).ShouldAllBe(m => !m.Text.Contains("still open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_week_after_the_same_check_with_its_next_deadline_reminds_again()
    {
        await using var host = await DueAsync();
        await host.AtAsync("2026-10-22 09:00");
        await host.AtAsync("2026-10-26 09:00");
        await host.AtAsync("2026-10-29 09:00");

        var told = await host.ToldAsync(await ColleagueAsync(host, "Bram"));
        told.Count.ShouldBe(2);
        told[1].Card!.ShouldContain("It was due on 28 October 2026. (2nd week)");
    }

    [Fact]
    public async Task Ticked_in_time_nobody_is_told_and_no_timer_is_left()
    {
        await using var host = await DueAsync();
        await host.TickAsync(3, await ColleagueAsync(host, "Bram"));

        (await host.TimersAsync()).Select(t => t.Kind).ShouldBe([PostChecklistTimer.Kind]);
    }

    [Fact]
    public async Task One_ticked_on_the_next_list_is_late_no_more_for_the_deadline_before()
    {
        await using var host = await DueAsync(dueOn: new DateOnly(2026, 10, 23));
        var (bram, leonie) = (await ColleagueAsync(host, "Bram"), await ColleagueAsync(host, "Leonie"));
        await host.AtAsync("2026-10-26 09:00");
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Card!.ShouldContain("It was due on 23 October 2026.");
        await host.TickAsync(3, bram);
        await host.AtAsync("2026-10-30 12:00");

        (await host.ToldAsync(leonie)).ShouldBeEmpty();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_moved_deadline_reminds_of_the_new_one_only()
    {
        await using var host = await DueAsync();
        var bram = await ColleagueAsync(host, "Bram");
        await host.MoveAsync(3, new DateOnly(2026, 10, 23), bram);
        await host.AtAsync("2026-10-23 12:00");
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        await host.AtAsync("2026-10-26 09:00");

        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Card!.ShouldContain("It was due on 23 October 2026.");
    }

    [Fact]
    public async Task Who_is_away_is_not_told_but_who_stands_in_is()
    {
        await using var host = await DueAsync();
        var (bram, daan, leonie) = (await ColleagueAsync(host, "Bram"), await ColleagueAsync(host, "Daan"), await ColleagueAsync(host, "Leonie"));
        await host.AddAsync(
            new Absence { StaffMemberId = bram.Id, From = Wednesday, Through = Wednesday.AddDays(2), StandInId = daan.Id },
            new Absence { StaffMemberId = leonie.Id, From = Wednesday, Through = Wednesday.AddDays(20), StandInId = bram.Id });
        await host.AtAsync("2026-10-22 09:00");
        await host.AtAsync("2026-10-26 09:00");

        (await host.ToldAsync(daan)).ShouldHaveSingleItem().Card!.ShouldContain("I tell you because Bram is away.");
        (await host.ToldAsync(leonie)).ShouldBeEmpty();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Text.ShouldBe("Check 3 is still open: ARPU and an estimate of CLTV");
    }

    [Fact]
    public async Task An_owner_elsewhere_is_told_as_their_own_day_begins()
    {
        await using var host = await DueAsync(zone: "America/New_York");
        var bram = await ColleagueAsync(host, "Bram");
        await host.AtAsync("2026-10-22 14:59");
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        await host.AtAsync("2026-10-22 15:00");
        (await host.ToldAsync(bram)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(ReminderCard.Day, "2026-10-23 09:00")]
    [InlineData(ReminderCard.Monday, "2026-10-26 09:00")]
    public async Task A_reminder_that_is_put_off_comes_again_then_and_the_lead_hears_of_it_all_the_same(string until, string again)
    {
        await using var host = await DueAsync();
        var (bram, leonie) = (await ColleagueAsync(host, "Bram"), await ColleagueAsync(host, "Leonie"));
        await host.AtAsync("2026-10-22 09:00");
        await PressAsync(host, bram, SnoozeCheck.Verb, until);
        var before = ChecklistHost.Local(again).AddSeconds(-1);
        host.Clock.Now = before;
        await host.RunTimersAsync();
        (await host.ToldAsync(bram)).Count(IsReminder).ShouldBe(1);
        await host.AtAsync(again);
        (await host.ToldAsync(bram)).Count(IsReminder).ShouldBe(2);
        await host.AtAsync("2026-10-27 09:00");
        (await host.ToldAsync(bram)).Count(IsReminder).ShouldBe(2);
        (await host.ToldAsync(leonie)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_press_on_the_reminder_of_a_list_that_is_closed_by_now_ticks_the_check_where_it_stands()
    {
        await using var host = await DueAsync(dueOn: new DateOnly(2026, 10, 23));
        var bram = await ColleagueAsync(host, "Bram");
        await host.AtAsync("2026-10-26 09:00");
        await PressAsync(host, bram, TickCheck.Verb, "");

        var lists = await host.ListsAsync();
        lists.Select(l => l.Items.Single(i => i.Position == 3).IsDone).ShouldBe([false, true]);
        lists.Select(l => l.ClosedAt is null).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_new_owner_is_reminded_of_a_deadline_that_has_passed_as_their_next_day_begins()
    {
        await using var host = await DueAsync();
        var daan = await ColleagueAsync(host, "Daan");
        await host.AtAsync("2026-10-22 11:00");
        await host.AssignAsync(3, daan);
        await host.AtAsync("2026-10-22 16:00");
        (await host.ToldAsync(daan)).ShouldBeEmpty();
        await host.AtAsync("2026-10-23 09:00");
        (await host.ToldAsync(daan)).ShouldHaveSingleItem();
    }

    private static bool IsReminder(OutboxMessage message) => message.Card?.Contains(SnoozeCheck.Verb, StringComparison.Ordinal) == true;

    /// <summary>A list on which check 3 has an owner and a deadline; Leonie leads.</summary>
    private static async Task<ChecklistHost> DueAsync(string? zone = null, DateOnly? dueOn = null)
    {
        var host = await ChecklistHost.StartAsync("2026-10-19 08:00");
        var bram = await host.ColleagueAsync("Bram", StaffRole.Member, zone);
        await host.ColleagueAsync("Daan", StaffRole.Member);
        await host.ColleagueAsync("Leonie", StaffRole.Lead);
        await host.AtAsync("2026-10-19 09:00");
        await host.AssignAsync(3, bram);
        await host.MoveAsync(3, dueOn ?? Wednesday, bram);
        return host;
    }

    private static Task<StaffMember> ColleagueAsync(ChecklistHost host, string name) =>
        host.WithAsync<RetentionDb, StaffMember>(db => db.Staff.AsNoTracking().SingleAsync(s => s.Name == name));

    /// <summary>Presses a button of the reminder of check 3 of the first list, as its owner does in their own chat.</summary>
    private static Task<int> PressAsync(ChecklistHost host, StaffMember who, string verb, string until) => host.WithAsync<IServiceProvider, int>(async scope =>
    {
        var db = scope.GetRequiredService<RetentionDb>();
        var list = (await host.ListsAsync())[0];
        var actor = ChecklistHost.ActorOf(who);
        var place = await db.Conversations.AsNoTracking().SingleAsync(c => c.Key == $"slack|T1|D{who.Id}");
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [CheckAction.ListId] = list.Id.ToString("N"),
            [CheckAction.Check] = 3.ToString(CultureInfo.InvariantCulture),
            [CheckAction.Reminder] = "true",
            [ReminderCard.For] = until,
        };
        var action = new CardAction(verb, data);
        var turn = new InboundTurn { DeliveryKey = "press", Kind = TurnKind.CardAction, Conversation = place.Reference, From = actor.Person, Action = action };
        var result = await scope.GetRequiredKeyedService<ICardActionHandler>(verb).HandleAsync(action, new TurnContext(turn, actor, place, Texts.For(Texts.English)), CancellationToken.None);
        result.ReplaceCard.ShouldNotBeNull();
        return await db.SaveChangesAsync();
    });
}
