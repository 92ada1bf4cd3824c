using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

/// <summary>Figures about orders, surveys, support and health, with the worked examples of their definitions.</summary>
public sealed class OtherFigureTests
{
    private static readonly Period LeapYear = Period.Year(2024);

    private readonly FactSnapshotBuilder _builder = Connected();

    [Fact]
    public void Fifty_thousand_over_2500_orders_is_twenty()
    {
        _builder.AddCustomer(1);
        for (var i = 0; i < 2_500; i++)
        {
            _builder.AddOrder(1, Day(3, 1 + (i % 31)), 20_00);
        }

        var aov = Compute(MetricNames.Aov, _builder.Build());

        (aov.Value, aov.Numerator, aov.Denominator).ShouldBe((20_00m, 50_000_00m, 2_500m));
    }

    [Fact]
    public void Twelve_orders_of_four_buyers_are_three_each()
    {
        for (var id = 1; id <= 5; id++)
        {
            _builder.AddCustomer(id);
            for (var i = 0; i < 3 && id < 5; i++)
            {
                _builder.AddOrder(id, Day(3, 1 + i), 10_00);
            }
        }

        Compute(MetricNames.PurchaseFrequency, _builder.Build()).Value.ShouldBe(3);
    }

    [Fact]
    public void An_order_of_nothing_is_an_order_and_a_refund_is_none()
    {
        _builder.AddCustomer(1);
        _builder.AddOrder(1, Day(3, 1), 30_00);
        _builder.AddOrder(1, Day(3, 2), 0);
        _builder.AddOrder(1, Day(3, 3), -10_00);

        var aov = Compute(MetricNames.Aov, _builder.Build());

        (aov.Value, aov.Numerator, aov.Denominator).ShouldBe((10_00m, 20_00m, 2m));
    }

    [Fact]
    public void Nobody_ordering_leaves_the_order_value_undefined() =>
        Compute(MetricNames.Aov, _builder.Build()).WhyNoValue.ShouldBe(NoValueReason.NoOrders);

    [Fact]
    public void Clv_is_order_value_times_orders_a_year_times_lifespan()
    {
        // 366 days = 366 / 365.25 years: 5 orders in them, 50.00 each, the last 300 days after the first.
        _builder.AddCustomer(1);
        foreach (var day in new[] { 0, 75, 150, 225, 300 })
        {
            _builder.AddOrder(1, LeapYear.From.AddDays(day), 50_00);
        }

        var clv = Compute(MetricNames.Clv, _builder.Build(), LeapYear);

        clv.Value.ShouldBe(50_00m * (5 / (366 / 365.25m)) * (300 / 365.25m));
    }

    [Fact]
    public void One_order_each_gives_no_lifespan()
    {
        _builder.AddCustomer(1);
        _builder.AddOrder(1, Day(3, 1), 30_00);

        Compute(MetricNames.Clv, _builder.Build()).WhyNoValue.ShouldBe(NoValueReason.NoLifespan);
    }

    [Fact]
    public void Seventy_four_satisfied_of_107()
    {
        var respondent = 0;
        foreach (var (score, count) in new[] { (5, 42), (4, 32), (3, 10), (2, 9), (1, 14) })
        {
            for (var i = 0; i < count; i++)
            {
                _builder.AddResponse(SurveyKind.Csat, respondent++, round: 1, score, Day(3, 5));
            }
        }

        var csat = Compute(MetricNames.Csat, _builder.Build());

        // 74 / 107 = 69.158879 %; (210 + 128 + 30 + 18 + 14) / 107.
        csat.Value.ShouldBe(74 / 107m);
        csat.Details.Select(d => (d.Key, d.Value)).ShouldBe([("satisfied", 74m), ("neutral", 10m), ("dissatisfied", 23m), ("mean", 400 / 107m)]);
    }

    [Fact]
    public void A_survey_that_never_ran_is_not_connected()
    {
        _builder.AddResponse(SurveyKind.Csat, 1, 1, 5, Day(3, 5));

        Compute(MetricNames.Nps, _builder.Build()).WhyNoValue.ShouldBe(NoValueReason.NotConnected);
    }

    [Fact]
    public void Forty_five_of_180_invitations_is_a_quarter()
    {
        _builder.SetDataThrough(Feeds.Invitations, DateOnly.MaxValue);
        for (var i = 0; i < 180; i++)
        {
            _builder.AddInvitation(Day(3, 5), answered: i < 45);
        }

        _builder.AddInvitation(Day(4, 1), answered: true);

        var rate = Compute(MetricNames.ResponseRate, _builder.Build());

        (rate.Value, rate.DataThrough).ShouldBe((0.25m, Later));
    }

    [Fact]
    public void Exactly_a_day_to_the_first_response_is_still_in_time()
    {
        _builder.AddCustomer(1);
        foreach (var minutes in new[] { 30, 90, 1440, 1500 })
        {
            _builder.AddCase(1, Day(3, 5), Day(3, 6), TimeSpan.FromMinutes(minutes));
        }

        var time = Compute(MetricNames.FirstResponseTime, _builder.Build());

        (time.Value, time.Details[0].Value).ShouldBe((765m, 0.75m));
    }

    [Theory]
    [InlineData(6, 0.5)]
    [InlineData(5, 1.0)]
    public void A_case_without_response_is_missed_once_its_day_is_over(int dataThrough, double withinDay)
    {
        _builder.AddCustomer(1);
        _builder.SetDataThrough(Feeds.Cases, Day(3, dataThrough));
        _builder.AddCase(1, Day(3, 5), Day(3, 6), TimeSpan.FromMinutes(30));
        _builder.AddCase(1, Day(3, 5), Day(3, 6), null);

        Compute(MetricNames.FirstResponseTime, _builder.Build()).Details[0].Value.ShouldBe((decimal)withinDay);
    }

    [Fact]
    public void The_health_average_and_the_count_at_risk_take_the_latest_score()
    {
        foreach (var (id, score) in new[] { (1, 77), (2, 60), (3, 43) })
        {
            _builder.AddCustomer(id);
            _builder.AddStretch(id, Day(1, 1), null, 10_00);
            _builder.AddScore(id, Day(3, 1), 10);
            _builder.AddScore(id, Day(3, 20), score);
            _builder.AddScore(id, Day(4, 1), 99);
        }

        // A customer without a score and one who has left are in neither.
        _builder.AddCustomer(4);
        _builder.AddStretch(4, Day(1, 1), null, 10_00);
        _builder.AddCustomer(5);
        _builder.AddStretch(5, Day(1, 1), Day(2, 1), 10_00);
        _builder.AddScore(5, Day(1, 20), 5);
        var facts = _builder.Build();

        var average = Compute(MetricNames.HealthAverage, facts);
        (average.Value, average.Denominator).ShouldBe((60m, 3m));
        var atRisk = Compute(MetricNames.AtRiskCount, facts);
        (atRisk.Value, atRisk.Denominator).ShouldBe((1m, 3m));
        KpiCatalogue.Members(new KpiQuery(MetricNames.AtRiskCount, March), facts, Later, Settings).ShouldBe([2]);
    }

    [Fact]
    public void Onboarding_is_not_connected() =>
        Compute(MetricNames.OnboardingCompletion, _builder.Build()).WhyNoValue.ShouldBe(NoValueReason.NotConnected);

    [Fact]
    public void Three_of_five_and_five_of_five_are_eighty_per_cent()
    {
        // Whose day has not come by the end of March, and whoever started before, counts nowhere; what is done in April was not done by then.
        _builder.SetDataThrough(Feeds.Onboarding, DateOnly.MaxValue);
        Customer(1, segment: "mid", startedOn: 2, doneOn: [3, 4, 5, null, null]);
        Customer(2, segment: "small", startedOn: 2, doneOn: [3, 4, 5, 6, 7]);
        _builder.AddOnboardingTask(2, Day(3, 2), Day(4, 1), Day(3, 3));
        _builder.AddCustomer(3);
        _builder.AddOnboardingTask(3, Day(2, 28), Day(3, 1), doneOn: null);
        var facts = _builder.Build();

        var all = Compute(MetricNames.OnboardingCompletion, facts);
        (all.Value, all.Numerator, all.Denominator).ShouldBe((0.8m, 8m, 10m));
        var bySegment = KpiCatalogue.BreakDown(new KpiQuery(MetricNames.OnboardingCompletion, March) { GroupBy = "segment" }, facts, Later, Settings)!;
        bySegment.Groups.Select(g => (g.Name, g.Result.Value)).ShouldBe([("mid", 0.6m), ("small", 1m)]);

        void Customer(long id, string segment, int startedOn, int?[] doneOn)
        {
            _builder.AddCustomer(id, segment: segment);
            foreach (var (index, done) in doneOn.Index())
            {
                _builder.AddOnboardingTask(id, Day(3, startedOn), Day(3, startedOn + 1 + index), done is { } day ? Day(3, day) : null);
            }
        }
    }

    [Fact]
    public void A_task_done_after_the_period_was_not_done_in_it()
    {
        _builder.SetDataThrough(Feeds.Onboarding, DateOnly.MaxValue);
        _builder.AddCustomer(1);
        _builder.AddOnboardingTask(1, Day(3, 2), Day(3, 9), Day(4, 1));
        var facts = _builder.Build();

        Compute(MetricNames.OnboardingCompletion, facts).Value.ShouldBe(0m);
        Compute(MetricNames.OnboardingCompletion, facts, new Period(Day(3, 1), Day(5, 1))).Value.ShouldBe(1m);
        Compute(MetricNames.OnboardingCompletion, facts, Period.Month(2026, 2)).WhyNoValue.ShouldBe(NoValueReason.NoTasksDue);
    }
}
