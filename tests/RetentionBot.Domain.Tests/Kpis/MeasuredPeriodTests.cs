using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

public sealed class MeasuredPeriodTests
{
    [Fact]
    public void A_past_month_with_all_its_data_is_whole()
    {
        var whole = MeasuredPeriod.Cut(March, dataThrough: Day(3, 31), today: Day(4, 1))!;

        (whole.Measured, whole.IsPartial).ShouldBe((March, false));
    }

    [Fact]
    public void A_running_month_closes_on_the_last_day_with_data()
    {
        var running = MeasuredPeriod.Cut(March, dataThrough: Day(3, 14), today: Day(3, 15))!;

        running.Measured.ShouldBe(new Period(Day(3, 1), Day(3, 15)));
        running.IsPartial.ShouldBeTrue();
    }

    [Fact]
    public void Data_ahead_of_today_are_cut_at_today() =>
        MeasuredPeriod.Cut(March, dataThrough: Day(3, 31), today: Day(3, 15))!.Measured.LastDay.ShouldBe(Day(3, 15));

    [Fact]
    public void A_month_is_partial_on_its_last_day_even_with_that_day_delivered() =>
        MeasuredPeriod.Cut(March, dataThrough: Day(3, 31), today: Day(3, 31))!.IsPartial.ShouldBeTrue();

    [Fact]
    public void A_past_month_whose_last_days_were_not_delivered_is_partial()
    {
        var late = MeasuredPeriod.Cut(March, dataThrough: Day(3, 20), today: Day(5, 1))!;

        (late.Measured.LastDay, late.IsPartial).ShouldBe((Day(3, 20), true));
    }

    [Fact]
    public void A_period_none_of_which_is_delivered_is_not_measured() =>
        MeasuredPeriod.Cut(March, dataThrough: Day(2, 28), today: Day(3, 1)).ShouldBeNull();
}
