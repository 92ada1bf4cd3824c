using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

public sealed class CustomerCountsTests
{
    [Fact]
    public void A_start_on_the_first_is_new_and_not_in_the_opening() =>
        SetsOf((Day(3, 1), null)).ShouldBe([CustomerSet.Closing, CustomerSet.New]);

    [Fact]
    public void A_start_on_the_last_day_is_new_and_in_the_closing() =>
        SetsOf((Day(3, 31), null)).ShouldBe([CustomerSet.Closing, CustomerSet.New]);

    [Fact]
    public void A_start_on_the_first_of_the_next_month_is_in_no_set() =>
        SetsOf((Day(4, 1), null)).ShouldBeEmpty();

    [Fact]
    public void An_end_on_the_first_is_in_the_opening_and_lost() =>
        SetsOf((Day(1, 5), Day(3, 1))).ShouldBe([CustomerSet.Opening, CustomerSet.Lost]);

    [Fact]
    public void An_end_on_the_last_day_is_lost_in_this_month() =>
        SetsOf((Day(1, 5), Day(3, 31))).ShouldBe([CustomerSet.Opening, CustomerSet.Lost]);

    [Fact]
    public void An_end_on_the_first_of_the_next_month_is_retained_in_this_one() =>
        SetsOf((Day(1, 5), Day(4, 1))).ShouldBe([CustomerSet.Opening, CustomerSet.Closing, CustomerSet.Retained]);

    [Fact]
    public void An_end_on_the_last_day_before_the_month_is_in_no_set() =>
        SetsOf((Day(1, 5), Day(2, 28))).ShouldBeEmpty();

    [Fact]
    public void Joined_and_cancelled_in_one_month_is_an_early_loss_and_not_lost() =>
        SetsOf((Day(3, 3), Day(3, 20))).ShouldBe([CustomerSet.New, CustomerSet.JoinedAndLost]);

    [Fact]
    public void A_stretch_that_ends_the_day_it_starts_is_a_start_that_covers_no_day() =>
        SetsOf((Day(3, 10), Day(3, 10))).ShouldBe([CustomerSet.New, CustomerSet.JoinedAndLost]);

    [Fact]
    public void A_day_less_stretch_before_the_month_makes_the_later_start_a_reactivation() =>
        SetsOf((Day(2, 10), Day(2, 10)), (Day(3, 5), null)).ShouldBe([CustomerSet.Closing, CustomerSet.Reactivated]);

    [Fact]
    public void A_day_less_stretch_in_a_gap_does_not_fill_it() =>
        SetsOf((Day(1, 5), Day(3, 10)), (Day(3, 11), Day(3, 11)), (Day(3, 12), null))
            .ShouldBe([CustomerSet.Opening, CustomerSet.Closing, CustomerSet.Retained, CustomerSet.WonBackWithin]);

    [Fact]
    public void Overlapping_subscriptions_are_lost_only_when_the_last_one_ends()
    {
        SetsOf((Day(1, 5), Day(3, 10)), (Day(2, 1), Day(5, 1))).ShouldBe([CustomerSet.Opening, CustomerSet.Closing, CustomerSet.Retained]);
        SetsOf((Day(1, 5), Day(3, 10)), (Day(2, 1), Day(3, 20))).ShouldBe([CustomerSet.Opening, CustomerSet.Lost]);
    }

    [Fact]
    public void A_short_subscription_inside_a_long_one_leaves_no_gap() =>
        SetsOf((Day(1, 5), Day(3, 25)), (Day(2, 1), Day(3, 5)), (Day(3, 20), null))
            .ShouldBe([CustomerSet.Opening, CustomerSet.Closing, CustomerSet.Retained]);

    [Fact]
    public void A_restart_on_the_day_of_the_cancellation_is_no_gap() =>
        SetsOf((Day(1, 5), Day(3, 10)), (Day(3, 10), null)).ShouldBe([CustomerSet.Opening, CustomerSet.Closing, CustomerSet.Retained]);

    [Fact]
    public void Away_for_a_single_day_inside_the_month_is_won_back_and_not_lost() =>
        SetsOf((Day(1, 5), Day(3, 10)), (Day(3, 11), null))
            .ShouldBe([CustomerSet.Opening, CustomerSet.Closing, CustomerSet.Retained, CustomerSet.WonBackWithin]);

    [Fact]
    public void A_gap_that_begins_on_the_first_is_inside_the_month() =>
        SetsOf((Day(1, 5), Day(3, 1)), (Day(3, 2), null))
            .ShouldBe([CustomerSet.Opening, CustomerSet.Closing, CustomerSet.Retained, CustomerSet.WonBackWithin]);

    [Fact]
    public void A_gap_before_the_month_is_not_won_back_within_it() =>
        SetsOf((Day(1, 5), Day(2, 1)), (Day(2, 10), null)).ShouldBe([CustomerSet.Opening, CustomerSet.Closing, CustomerSet.Retained]);

    [Fact]
    public void A_return_after_a_month_away_is_reactivated_and_never_new_again() =>
        SetsOf((Day(1, 5), Day(2, 10)), (Day(3, 5), null)).ShouldBe([CustomerSet.Closing, CustomerSet.Reactivated]);

    [Fact]
    public void New_gone_and_back_within_the_month_is_new_only() =>
        SetsOf((Day(3, 2), Day(3, 5)), (Day(3, 20), null)).ShouldBe([CustomerSet.Closing, CustomerSet.New]);

    [Fact]
    public void Trials_and_stretches_without_a_price_are_no_customers()
    {
        var builder = Connected();
        builder.AddCustomer(1);
        builder.AddStretch(1, Day(1, 5), null, 10_00, isTrial: true);
        builder.AddStretch(1, Day(1, 5), null, 0);

        CustomerCounts.Of(builder.Build(), Full(March)).Closing.ShouldBe(0);
    }

    [Fact]
    public void A_trial_before_the_first_paid_day_does_not_make_the_customer_older()
    {
        var builder = Connected();
        builder.AddCustomer(1);
        builder.AddStretch(1, Day(2, 15), Day(3, 1), 10_00, isTrial: true);
        builder.AddStretch(1, Day(3, 1), null, 10_00);

        var counts = CustomerCounts.Of(builder.Build(), Full(March));
        (counts.Opening, counts.New).ShouldBe((0, 1));
    }

    [Fact]
    public void The_closing_of_a_month_is_the_opening_of_the_next()
    {
        var facts = Of([(Day(1, 5), Day(4, 1))], [(Day(1, 5), Day(3, 31))], [(Day(3, 31), null)], [(Day(4, 1), null)]);

        CustomerCounts.Of(facts, Full(March)).Closing.ShouldBe(2);
        CustomerCounts.Of(facts, Full(Period.Month(2026, 4))).Opening.ShouldBe(2);
    }

    [Fact]
    public void A_quarter_compares_its_own_ends_and_does_not_add_up_months()
    {
        // Lost in January, back in March: lost once by month, never by quarter. The second leaves in February for good.
        var facts = Of([(new(2025, 12, 1), Day(1, 10)), (Day(3, 5), null)], [(new(2025, 12, 1), Day(2, 10))]);

        var quarter = CustomerCounts.Of(facts, Full(new Period(Day(1, 1), Day(4, 1))));
        (quarter.Opening, quarter.Lost, quarter.Retained, quarter.WonBackWithin).ShouldBe((2, 1, 1, 1));
    }

    [Fact]
    public void The_customers_behind_a_count_carry_their_ids()
    {
        var builder = Connected();
        builder.AddCustomer(901);
        builder.AddCustomer(905);
        builder.AddStretch(905, Day(1, 5), Day(3, 10), 10_00);
        builder.AddStretch(901, Day(1, 5), null, 10_00);
        var facts = builder.Build();

        var lost = CustomerCounts.Customers(facts, Full(March), CustomerSet.Lost);
        lost.Select(customer => facts.CustomerIds[customer]).ShouldBe([905]);
    }

    private static List<CustomerSet> SetsOf(params (DateOnly Start, DateOnly? End)[] stretches)
    {
        var facts = Of(stretches);
        return [.. Enum.GetValues<CustomerSet>().Where(set => CustomerCounts.Customers(facts, Full(March), set).Count == 1)];
    }
}
