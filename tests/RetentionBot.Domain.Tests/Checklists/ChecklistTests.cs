using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;

namespace RetentionBot.Domain.Tests.Checklists;

public sealed class ChecklistTests
{
    private static readonly AlertOwner Daan = new(1, "Daan");

    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-10-19T07:00:00Z");

    [Fact]
    public void Until_every_check_has_an_owner_and_a_deadline_it_says_which_lacks_what()
    {
        var plan = Seven();
        foreach (var check in plan.Checks)
        {
            plan.Assign(check.Position, Daan);
            if (check.Position != 6)
            {
                plan.SetDeadline(check.Position, 3);
            }
        }

        var list = Begin(plan, before: null);
        var state = ChecklistState.Of(list.Items);

        state.IsPlan.ShouldBeFalse();
        state.WithoutOwner.ShouldBeEmpty();
        state.WithoutDeadline.ShouldBe([6], "check 6 lacks a deadline");
        list.Items[5].MoveTo(new DateOnly(2026, 10, 22)).ShouldBe(ChecklistOutcome.Done);
        ChecklistState.Of(list.Items).IsPlan.ShouldBeTrue();
    }

    [Fact]
    public void Deadlines_are_counted_from_the_day_the_list_is_meant_for()
    {
        var plan = Seven();
        plan.SetDeadline(1, 3);

        Begin(plan, before: null).Items[0].DueOn.ShouldBe(new DateOnly(2026, 10, 22));
    }

    [Fact]
    public void What_is_left_undone_is_carried_over_and_counts_its_weeks()
    {
        var plan = Seven();
        var first = Begin(plan, before: null);
        first.Items[1].Tick("Daan", Now);
        var second = Begin(plan, first);
        var third = Begin(plan, second);

        second.Items.Select(i => i.TimesListed).ShouldBe([2, 1, 2, 2, 2, 2, 2]);
        third.Items.Select(i => i.TimesListed).ShouldBe([3, 2, 3, 3, 3, 3, 3]);
        third.Items.ShouldAllBe(i => !i.IsDone);
    }

    [Fact]
    public void The_first_who_ticks_stands_and_what_is_unticked_can_be_ticked_anew()
    {
        var item = Begin(Seven(), before: null).Items[0];

        item.Tick("Daan", Now).ShouldBe(ChecklistOutcome.Done);
        item.Tick("Lotte", Now.AddMinutes(1)).ShouldBe(ChecklistOutcome.Unchanged);
        (item.DoneBy, item.DoneAt).ShouldBe(("Daan", Now));
        item.Untick().ShouldBe(ChecklistOutcome.Done);
        item.Untick().ShouldBe(ChecklistOutcome.Unchanged);
        item.Tick("Lotte", Now.AddMinutes(2)).ShouldBe(ChecklistOutcome.Done);
        item.DoneBy.ShouldBe("Lotte");
    }

    [Fact]
    public void A_tick_that_the_evidence_contradicts_shows_until_the_evidence_comes()
    {
        var item = Begin(Seven(), before: null).Items[3];
        item.Find(null, isProven: false);
        item.IsContradicted.ShouldBeFalse("nobody has said that it is done");

        item.Tick("Daan", Now);
        item.IsContradicted.ShouldBeTrue();
        item.Find(null, isProven: true).ShouldBe(ChecklistOutcome.Done);
        item.IsContradicted.ShouldBeFalse();
        item.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void A_moved_deadline_or_another_owner_begins_the_reminder_anew()
    {
        var item = Begin(Seven(), before: null).Items[0];
        item.MoveTo(new DateOnly(2026, 10, 20));
        item.Remind();
        item.RemindedOf.ShouldBe(item.DueOn);

        item.MoveTo(new DateOnly(2026, 10, 23));
        item.RemindedOf.ShouldNotBe(item.DueOn);
        item.Remind();
        item.Assign(Daan);
        item.RemindedOf.ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-10-20", "2026-10-21T07:00:00Z", "2026-10-23T07:00:00Z")]
    [InlineData("2026-10-23", "2026-10-26T08:00:00Z", "2026-10-28T08:00:00Z")]
    [InlineData("2026-04-03", "2026-04-07T07:00:00Z", "2026-04-09T07:00:00Z")]
    public void The_owner_is_reminded_when_it_was_due_yesterday_and_two_working_days_later_the_lead_is_told(string due, string owner, string lead)
    {
        var calendar = new WorkCalendar(
            new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 30), new HashSet<DateOnly> { new(2026, 4, 6) }),
            new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"));

        ChecklistReminders.RemindAt(DateOnly.Parse(due), calendar, zone: null).ShouldBe(DateTimeOffset.Parse(owner));
        ChecklistReminders.EscalateAt(DateOnly.Parse(due), calendar, zone: null).ShouldBe(DateTimeOffset.Parse(lead));
    }

    [Theory]
    [InlineData(50, 5)]
    [InlineData(47, 5)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    public void A_tenth_is_rounded_up(int customers, int count) => TopRisk.CountOf(customers).ShouldBe(count);

    [Fact]
    public void The_lowest_scores_come_first_then_the_bigger_customer_then_the_name()
    {
        RiskyCustomer[] customers =
        [
            new(1, "Beek", 40, 100, null), new(2, "Aarde", 40, 100, null), new(3, "Groot", 40, 900, null), new(4, "Ziek", 12, 1, null), new(5, "Nieuw", null, 5_000, null),
            .. Enumerable.Range(10, 30).Select(i => new RiskyCustomer(i, $"Goed {i}", 90, 100, null)),
        ];

        TopRisk.Of(customers).Select(c => c.Name).ShouldBe(["Ziek", "Groot", "Aarde", "Beek"]);
    }

    private static ChecklistPlan Seven() => ChecklistPlan.Of(ChecklistPlan.Weekly, null, ChecklistSchedule.Default, WeeklySeven.All.Select(c => ((string?)c, (string?)null)));

    private static Checklist Begin(ChecklistPlan plan, Checklist? before) =>
        Checklist.Begin(Guid.NewGuid(), plan, plan.Schedule.TurnOf(new DateOnly(2026, 10, 19)), Now, isLate: false, before);
}
