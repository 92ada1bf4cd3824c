using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Tests.Calendar;

public sealed class WorkingHoursTests
{
    private static readonly Workspace Amsterdam = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");

    /// <summary>Half past five in the afternoon is the end; Monday 27 April 2026 is King's Day.</summary>
    private static readonly WorkingHours Hours = new(new(9, 0), new(17, 30), new HashSet<DateOnly> { new(2026, 4, 27) });

    [Theory]
    [InlineData("2026-11-25T09:00:00Z", "2026-11-25T09:00:00Z")] // Wednesday, 10:00 local: now.
    [InlineData("2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z")] // 09:00 sharp: now.
    [InlineData("2026-11-25T05:30:00Z", "2026-11-25T08:00:00Z")] // 06:30: the same day at 09:00.
    [InlineData("2026-11-25T16:30:00Z", "2026-11-26T08:00:00Z")] // 17:30: the next day.
    [InlineData("2026-11-27T16:31:00Z", "2026-11-30T08:00:00Z")] // Friday evening: Monday.
    [InlineData("2026-11-28T11:00:00Z", "2026-11-30T08:00:00Z")] // Saturday noon: Monday.
    [InlineData("2026-04-24T16:00:00Z", "2026-04-28T07:00:00Z")] // Friday evening before King's Day: Tuesday, in summer time.
    [InlineData("2026-10-23T16:00:00Z", "2026-10-26T08:00:00Z")] // The clocks go back over the weekend.
    public void The_next_working_moment_is_found(string at, string expected) =>
        Hours.NextFrom(DateTimeOffset.Parse(at), Amsterdam).ShouldBe(DateTimeOffset.Parse(expected));

    [Theory]
    [InlineData("09:00-17:30", true)]
    [InlineData("17:30-09:00", false)]
    [InlineData("09:00-09:00", false)]
    [InlineData("9-17", false)]
    [InlineData("", false)]
    public void Times_are_read(string text, bool isGood) => WorkingHours.Times(text).HasValue.ShouldBe(isGood);

    [Fact]
    public void Holidays_are_read_with_their_names()
    {
        var (days, wrong) = WorkingHours.Days(["# Netherlands", "", "2026-04-27 King's Day", "2026-12-25,Christmas"]);

        wrong.ShouldBe(0);
        days.Order().ShouldBe([new(2026, 4, 27), new(2026, 12, 25)]);
    }

    [Fact]
    public void A_line_that_is_no_day_is_named() => WorkingHours.Days(["2026-04-27", "King's Day"]).WrongLine.ShouldBe(2);
}
