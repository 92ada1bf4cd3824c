using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Tests.Calendar;

public sealed class WorkCalendarTests
{
    /// <summary>Monday 27 April 2026 is King's Day.</summary>
    private static readonly WorkCalendar Calendar = new(
        new WorkingHours(new(9, 0), new(17, 30), new HashSet<DateOnly> { new(2026, 4, 27) }),
        new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"),
        TellsAtOnce: true);

    [Theory]
    [InlineData("2026-11-25T07:59:59Z", null, "2026-11-25T08:00:00Z")] // Before nine: today.
    [InlineData("2026-11-25T08:00:00Z", null, "2026-11-26T08:00:00Z")] // At nine the day has begun: tomorrow.
    [InlineData("2026-11-25T11:00:00Z", null, "2026-11-26T08:00:00Z")]
    [InlineData("2026-11-27T08:00:00Z", null, "2026-11-30T08:00:00Z")] // Friday: Monday.
    [InlineData("2026-11-28T11:00:00Z", null, "2026-11-30T08:00:00Z")]
    [InlineData("2026-04-24T07:00:00Z", null, "2026-04-28T07:00:00Z")] // King's Day is passed over.
    [InlineData("2026-10-23T07:00:00Z", null, "2026-10-26T08:00:00Z")] // The clocks go back over the weekend.
    [InlineData("2026-11-25T11:00:00Z", "America/New_York", "2026-11-25T14:00:00Z")]
    [InlineData("2026-11-25T14:00:00Z", "America/New_York", "2026-11-26T14:00:00Z")]
    [InlineData("2026-11-25T07:59:59Z", "Europe/Atlantis", "2026-11-25T08:00:00Z")]
    public void The_next_working_day_of_a_colleague_begins_in_their_zone(string at, string? zone, string expected) =>
        Calendar.NextStart(DateTimeOffset.Parse(at), zone).ShouldBe(DateTimeOffset.Parse(expected));

    [Fact]
    public void Who_may_be_told_at_once_is_at_work_no_sooner_for_it()
    {
        var night = DateTimeOffset.Parse("2026-11-25T02:00:00Z");
        Calendar.TellAt(night, zone: null).ShouldBe(night);
        Calendar.AtWorkFrom(night, zone: null).ShouldBe(DateTimeOffset.Parse("2026-11-25T08:00:00Z"));
    }
}
