using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Tests.Alerts;

public sealed class AlertTimesTests
{
    private static readonly Workspace Amsterdam = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");
    private static readonly WorkingHours Office = new(new TimeOnly(9, 0), new TimeOnly(17, 0), new HashSet<DateOnly> { new(2026, 4, 27), new(2026, 5, 25) });

    [Theory]
    [InlineData("2026-11-20 16:00", "04:00", "2026-11-23 12:00")]
    [InlineData("2026-11-20 09:00", "04:00", "2026-11-20 13:00")]
    [InlineData("2026-11-20 03:00", "00:00", "2026-11-20 09:00")]
    [InlineData("2026-11-21 12:00", "01:00", "2026-11-23 10:00")]
    [InlineData("2026-11-20 09:00", "08:00", "2026-11-20 17:00")]
    [InlineData("2026-11-20 09:00", "08:01", "2026-11-23 09:01")]
    [InlineData("2026-04-24 16:00", "04:00", "2026-04-28 12:00")]
    [InlineData("2026-10-23 16:00", "04:00", "2026-10-26 12:00")]
    [InlineData("2026-03-27 16:00", "20:00", "2026-04-01 12:00")]
    public void Waits_count_time_at_work_only(string from, string work, string until) =>
        Office.After(Local(from), TimeSpan.Parse(work, System.Globalization.CultureInfo.InvariantCulture), Amsterdam).ShouldBe(Local(until));

    [Theory]
    [InlineData("workday", "2026-11-20 16:00", "2026-11-23 09:00")]
    [InlineData("workday", "2026-11-18 08:00", "2026-11-19 09:00")]
    [InlineData("workday", "2026-04-24 16:00", "2026-04-28 09:00")]
    [InlineData("1h", "2026-11-20 16:00", "2026-11-20 17:00")]
    [InlineData("30d", "2026-11-20 16:00", "2026-12-20 16:00")]
    public void A_snooze_ends_when_it_was_said_to(string choice, string now, string end) => SnoozeTimes.End(choice, Local(now), Office, Amsterdam).ShouldBe(Local(end));

    [Fact]
    public void Every_choice_of_a_snooze_has_an_end_and_nothing_else_has() => (
        SnoozeTimes.Choices.All(c => SnoozeTimes.End(c, Local("2026-11-20 16:00"), Office, Amsterdam) > Local("2026-11-20 16:00")),
        SnoozeTimes.End("2y", Local("2026-11-20 16:00"), Office, Amsterdam)).ShouldBe((true, null));

    [Theory]
    [InlineData("2026-11-28", "2026-11-30 09:00")]
    [InlineData("2026-11-25", "2026-11-25 09:00")]
    [InlineData("2026-11-20", null)]
    [InlineData("2026-12-21", null)]
    public void A_snooze_until_a_day_ends_as_work_begins(string day, string? end) =>
        SnoozeTimes.End(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Local("2026-11-20 16:00"), Office, Amsterdam)
            .ShouldBe(end is null ? null : Local(end));

    [Theory]
    [InlineData(AlertPromise.Call, "2026-11-23")]
    [InlineData(AlertPromise.Wait, "2026-11-27")]
    public void A_promise_holds_until_the_next_working_day_and_waiting_a_week(AlertPromise promise, string day) =>
        Promises.UsualDay(promise, Local("2026-11-20 16:00"), Office, Amsterdam).ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_promise_is_looked_at_when_work_begins_after_its_last_day() =>
        Promises.LookAt(new DateOnly(2026, 11, 20), Office, Amsterdam).ShouldBe(Local("2026-11-23 09:00"));

    [Fact]
    public void The_chain_of_the_segment_goes_before_the_one_for_all_others()
    {
        var (vip, others) = (
            new EscalationChain(["VIP"], [new EscalationStep(TimeSpan.FromHours(1), "owner"), new EscalationStep(TimeSpan.FromHours(2), "lead")]), new EscalationChain([], []));
        EscalationChain.For("vip", [others, vip]).ShouldBe(vip);
        EscalationChain.For("small", [vip, others]).ShouldBe(others);
        EscalationChain.For(null, [vip]).ShouldBe(EscalationChain.Default);
        (vip.Wait(0, isUrgent: false), vip.Wait(0, isUrgent: true), vip.Wait(1, isUrgent: true), vip.Wait(2, isUrgent: false))
            .ShouldBe((TimeSpan.FromHours(1), TimeSpan.Zero, TimeSpan.FromHours(2), null));
    }

    [Fact]
    public void Colleagues_are_told_when_they_work_where_they_are()
    {
        var calendar = new WorkCalendar(Office, Amsterdam);
        calendar.TellAt(Local("2026-11-20 20:00"), null).ShouldBe(Local("2026-11-23 09:00"));
        calendar.TellAt(Local("2026-11-20 20:00"), "America/New_York").ShouldBe(Local("2026-11-20 20:00"));
        (calendar with { TellsAtOnce = true }).TellAt(Local("2026-11-20 20:00"), null).ShouldBe(Local("2026-11-20 20:00"));
    }

    private static DateTimeOffset Local(string text) => Amsterdam.ToInstant(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
