using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Tests.Cadence;

public sealed class CadenceTests
{
    private static readonly WorkCalendar Amsterdam = new(
        new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 30), new HashSet<DateOnly> { new(2026, 1, 1) }),
        new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"));

    [Fact]
    public void Who_signed_up_on_the_first_of_January_has_five_touchpoints()
    {
        var days = CadencePlan.Default.Steps.Select(s => s.DueOn(new DateOnly(2026, 1, 1)));

        days.ShouldBe([new(2026, 1, 1), new(2026, 1, 8), new(2026, 1, 29), new(2026, 3, 1), new(2026, 7, 1)]);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-02T08:00:00Z")]
    [InlineData("2026-03-01", "2026-03-02T08:00:00Z")]
    [InlineData("2026-01-08", "2026-01-08T08:00:00Z")]
    public void On_a_holiday_or_a_Sunday_the_owner_is_told_the_next_working_day(string due, string told) =>
        Amsterdam.WorkingDayFrom(DateOnly.Parse(due), zone: null).ShouldBe(DateTimeOffset.Parse(told));

    [Fact]
    public void A_month_after_the_31st_of_January_is_the_last_of_February() =>
        new CadenceStep("check", 0, 1).DueOn(new DateOnly(2026, 1, 31)).ShouldBe(new DateOnly(2026, 2, 28));

    [Fact]
    public void A_step_is_for_its_segments()
    {
        var step = new CadenceStep("visit", 30, Segments: ["Large"]);

        (step.IsFor("large"), step.IsFor("small"), step.IsFor(null), new CadenceStep("tips", 7).IsFor(null)).ShouldBe((true, false, false, true));
    }

    [Fact]
    public void What_is_over_stays_and_what_is_moved_is_told_again()
    {
        var touchpoint = new Touchpoint { CustomerId = 1, Step = CadencePlan.Tips, DueOn = new DateOnly(2026, 1, 8) };
        touchpoint.Tell(DateTimeOffset.UnixEpoch).ShouldBeTrue();
        touchpoint.Tell(DateTimeOffset.UnixEpoch).ShouldBeFalse();
        touchpoint.MoveTo(new DateOnly(2026, 1, 12)).ShouldBeTrue();
        (touchpoint.State, touchpoint.MovedFrom).ShouldBe((TouchpointState.Planned, new DateOnly(2026, 1, 8)));
        touchpoint.Tell(DateTimeOffset.UnixEpoch).ShouldBeTrue();
        touchpoint.Finish("Daan", "called", DateTimeOffset.UnixEpoch).ShouldBeTrue();
        touchpoint.Skip("Lotte", null, DateTimeOffset.UnixEpoch).ShouldBeFalse();
        touchpoint.MoveTo(new DateOnly(2026, 2, 1)).ShouldBeFalse();
        (touchpoint.State, touchpoint.EndedBy).ShouldBe((TouchpointState.Done, "Daan"));
    }
}
