using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Tests.Calendar;

public sealed class PeriodTests
{
    [Fact]
    public void First_iso_week_may_begin_in_the_year_before()
    {
        // 1 January 2026 is a Thursday, so its week, from Monday 29 December, is week 1.
        Period.Week(2026, 1).ShouldBe(new Period(new(2025, 12, 29), new(2026, 1, 5)));
        Period.WeekOf(new(2025, 12, 31)).ShouldBe(Period.Week(2026, 1));
    }

    [Fact]
    public void Week_53_exists_only_in_long_years()
    {
        Period.Week(2026, 53).LastDay.ShouldBe(new DateOnly(2027, 1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => Period.Week(2025, 53));
    }

    [Fact]
    public void Sunday_belongs_to_the_week_that_began_on_monday() =>
        Period.WeekOf(new(2026, 11, 22)).ShouldBe(new Period(new(2026, 11, 16), new(2026, 11, 23)));

    [Theory]
    [InlineData(1, "2026-01-01", "2026-04-01")]
    [InlineData(4, "2026-10-01", "2027-01-01")]
    public void A_quarter_is_three_whole_months(int quarter, string from, string to) =>
        Period.Quarter(2026, quarter).ShouldBe(new Period(DateOnly.Parse(from), DateOnly.Parse(to)));

    [Fact]
    public void A_day_lies_in_its_quarter() => Period.QuarterOf(new(2026, 6, 30)).ShouldBe(Period.Quarter(2026, 2));

    [Fact]
    public void The_second_half_begins_in_july() => Period.HalfYear(2026, 2).ShouldBe(new Period(new(2026, 7, 1), new(2027, 1, 1)));

    [Fact]
    public void A_running_period_ends_with_today_and_a_future_one_is_none()
    {
        DateOnly today = new(2026, 11, 22);

        Period.Year(2026).UpTo(today).ShouldBe(new Period(new(2026, 1, 1), new(2026, 11, 23)));
        Period.Year(2025).UpTo(today).ShouldBe(Period.Year(2025));
        Period.Month(2026, 12).UpTo(today).ShouldBeNull();
    }
}
