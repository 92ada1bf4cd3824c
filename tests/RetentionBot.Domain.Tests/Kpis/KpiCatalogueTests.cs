using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

public sealed class KpiCatalogueTests
{
    [Fact]
    public void The_catalogue_has_all_24_figures() =>
        KpiCatalogue.Definitions.Select(d => d.Key).ShouldBe(MetricNames.All, ignoreOrder: true);

    [Theory]
    [InlineData("churn_rate", "0.05", 50, 1000)]
    [InlineData("retention_rate", "0.95", 950, 1000)]
    [InlineData("customers_lost", "50", 50, 1000)]
    public void A_figure_over_the_opening_shows_both_its_parts(string metric, string value, long numerator, long denominator)
    {
        var result = Compute(metric, Of(opening: 1000, ending: 50, Day(3, 12)));

        (result.Value, result.Numerator, result.Denominator).ShouldBe((decimal.Parse(value), numerator, denominator));
        (result.WhyNoValue, result.IsSmallNumber, result.IsPartial).ShouldBe((null, false, false));
        (result.Measured, result.DataThrough).ShouldBe((March, Later));
    }

    [Theory]
    [InlineData("customers_active", 2)]
    [InlineData("new_customers", 1)]
    public void A_count_is_its_own_numerator_and_part_of_nothing(string metric, long count)
    {
        var result = Compute(metric, Of([(Day(1, 5), null)], [(Day(1, 5), Day(3, 12))], [(Day(3, 2), null)]));

        (result.Value, result.Numerator, result.Denominator).ShouldBe((count, count, null));
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void A_rate_over_fewer_than_twenty_is_marked(int opening, bool isMarked) =>
        Compute("churn_rate", Of(opening, ending: 2, Day(3, 12))).IsSmallNumber.ShouldBe(isMarked);

    [Fact]
    public void A_running_month_counts_up_to_the_data_date()
    {
        var builder = new FactSnapshotBuilder(dataVersion: 1);
        builder.SetDataThrough(Feeds.Subscriptions, Day(3, 14));
        foreach (var (id, end) in new[] { (1, Day(3, 14)), (2, Day(3, 15)) })
        {
            builder.AddCustomer(id);
            builder.AddStretch(id, Day(1, 5), end, 10_00);
        }

        // On the 14th the first is gone; the second, paid through the 14th, is not lost yet.
        var result = KpiCatalogue.Compute(new KpiQuery("churn_rate", March), builder.Build(), today: Day(3, 15), Settings)!;

        (result.Numerator, result.Denominator, result.IsPartial).ShouldBe((1, 2, true));
        result.Measured.ShouldBe(new Period(Day(3, 1), Day(3, 15)));
    }

    [Fact]
    public void The_active_customers_of_today_are_those_of_the_last_day_with_data()
    {
        var builder = new FactSnapshotBuilder(dataVersion: 1);
        builder.SetDataThrough(Feeds.Subscriptions, Day(3, 14));
        builder.AddCustomer(1);
        builder.AddStretch(1, Day(1, 5), end: null, 10_00);
        var today = new Period(Day(3, 15), Day(3, 16));

        var result = KpiCatalogue.Compute(new KpiQuery("customers_active", today), builder.Build(), today: Day(3, 15), Settings)!;

        (result.Value, result.IsPartial, result.Asked).ShouldBe((1, true, today));
        result.Measured.ShouldBe(new Period(Day(3, 14), Day(3, 15)));
        KpiCatalogue.Compute(new KpiQuery("churn_rate", today), builder.Build(), today: Day(3, 15), Settings)!.WhyNoValue.ShouldBe(NoValueReason.NoData);
        KpiCatalogue.Compute(new KpiQuery("customers_active", new Period(Day(3, 16), Day(3, 17))), builder.Build(), today: Day(3, 15), Settings)!.WhyNoValue.ShouldBe(NoValueReason.FuturePeriod);
    }

    [Fact]
    public void No_opening_customers_leave_churn_undefined_and_the_counts_defined()
    {
        var facts = Of([(Day(3, 2), null)]);

        Compute("churn_rate", facts).WhyNoValue.ShouldBe(NoValueReason.UndefinedNoOpening);
        Compute("retention_rate", facts).Value.ShouldBeNull();
        Compute("new_customers", facts).Value.ShouldBe(1);
    }

    [Theory]
    [InlineData("churn_rate")]
    [InlineData("customers_active")]
    [InlineData("nps")]
    public void A_feed_never_connected_is_said_and_not_counted_as_zero(string metric)
    {
        var result = Compute(metric, new FactSnapshotBuilder(dataVersion: 1).Build());

        (result.Value, result.WhyNoValue, result.DataThrough).ShouldBe((null, NoValueReason.NotConnected, null));
    }

    [Theory]
    [InlineData("customers_active")]
    [InlineData("churn_rate")]
    [InlineData("nps")]
    public void A_month_before_the_first_fact_has_no_data(string metric)
    {
        var builder = Connected();
        builder.AddCustomer(1);
        builder.AddStretch(1, Day(4, 1), null, 10_00);
        builder.AddResponse(SurveyKind.Nps, respondent: 1, round: 1, score: 9, Day(4, 1));

        Compute(metric, builder.Build()).WhyNoValue.ShouldBe(NoValueReason.NoData);
    }

    [Fact]
    public void A_month_that_has_yet_to_begin_is_refused()
    {
        var result = KpiCatalogue.Compute(new KpiQuery("churn_rate", March), Of(5, 0, Day(3, 12)), today: Day(2, 28), Settings)!;

        (result.Value, result.WhyNoValue).ShouldBe((null, NoValueReason.FuturePeriod));
    }

    [Fact]
    public void A_month_that_began_but_was_not_delivered_yet_has_no_data()
    {
        var builder = new FactSnapshotBuilder(dataVersion: 1);
        builder.SetDataThrough(Feeds.Subscriptions, Day(2, 28));

        KpiCatalogue.Compute(new KpiQuery("customers_active", March), builder.Build(), today: Day(3, 1), Settings)!.WhyNoValue.ShouldBe(NoValueReason.NoData);
    }

    [Fact]
    public void An_unknown_figure_has_no_result() =>
        KpiCatalogue.Compute(new KpiQuery("Churn_Rate", March), Of(5, 0, Day(3, 12)), Later, Settings).ShouldBeNull();

    [Fact]
    public void Nps_shows_its_groups_and_marks_few_answers()
    {
        var builder = Connected();
        foreach (var (respondent, score) in new[] { (1, 10), (2, 9), (3, 8), (4, 0) })
        {
            builder.AddResponse(SurveyKind.Nps, respondent, round: 1, score, Day(3, 5));
        }

        // (2 - 1) of 4 answers = 25 points.
        var result = Compute("nps", builder.Build());

        (result.Value, result.Numerator, result.Denominator, result.IsSmallNumber).ShouldBe((25m, 1, 4, true));
        result.NpsGroups.ShouldBe(new NpsGroups(Promoters: 2, Passives: 1, Detractors: 1));
    }

    [Fact]
    public void Nps_of_a_month_between_answers_says_that_nobody_answered()
    {
        var builder = Connected();
        builder.AddResponse(SurveyKind.Nps, respondent: 1, round: 1, score: 9, Day(2, 5));

        Compute("nps", builder.Build()).WhyNoValue.ShouldBe(NoValueReason.NoAnswers);
    }
}
