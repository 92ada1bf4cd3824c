using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

/// <summary>Figures about MRR and lifetime, with the worked examples of their definitions.</summary>
public sealed class RevenueFigureTests
{
    private readonly FactSnapshotBuilder _builder = Connected();

    [Theory]
    [InlineData("gross_mrr_churn", "0.20")]
    [InlineData("net_mrr_churn", "0.10")]
    [InlineData("grr", "0.80")]
    [InlineData("nrr", "0.90")]
    public void Of_100_opening_10_churned_10_contraction_and_10_expansion(string metric, string value)
    {
        Add(1, (Day(1, 1), Day(3, 5), 10_00));
        Add(2, (Day(1, 1), Day(3, 9), 40_00), (Day(3, 9), null, 30_00));
        Add(3, (Day(1, 1), Day(3, 9), 50_00), (Day(3, 9), null, 60_00));

        // New and reactivation MRR are in none of the four.
        Add(4, (Day(3, 3), null, 99_00));
        Add(5, (Day(1, 1), Day(2, 1), 99_00), (Day(3, 3), null, 99_00));

        Compute(metric, _builder.Build()).Value.ShouldBe(decimal.Parse(value));
    }

    [Fact]
    public void A_change_is_netted_per_customer_over_the_period()
    {
        // Down by 10 and up again by 10 is no change at all.
        Add(1, (Day(1, 1), Day(3, 5), 50_00), (Day(3, 5), Day(3, 20), 40_00), (Day(3, 20), null, 50_00));

        Compute(MetricNames.GrossMrrChurn, _builder.Build()).Value.ShouldBe(0);
    }

    [Fact]
    public void No_mrr_at_the_opening_is_undefined() =>
        Compute(MetricNames.Nrr, Of([(Day(3, 2), null)])).WhyNoValue.ShouldBe(NoValueReason.NoOpeningMrr);

    [Fact]
    public void Arpu_is_closing_mrr_over_closing_customers_and_seats_do_not_count()
    {
        Add(1, (Day(1, 1), null, 30_00), (Day(2, 1), null, 20_00));
        Add(2, (Day(3, 31), null, 25_00));
        Add(3, (Day(1, 1), Day(3, 31), 99_00));

        // 75.00 over 2 customers.
        var arpu = Compute(MetricNames.Arpu, _builder.Build());
        (arpu.Value, arpu.Numerator, arpu.Denominator, arpu.Currency).ShouldBe((37_50m, 75_00m, 2m, "EUR"));
    }

    [Fact]
    public void Without_customers_at_the_close_there_is_no_arpu() =>
        Compute(MetricNames.Arpu, Of([(Day(1, 1), Day(3, 31))])).WhyNoValue.ShouldBe(NoValueReason.NoClosing);

    [Fact]
    public void Five_per_cent_churn_is_a_lifetime_of_twenty_months() =>
        Compute(MetricNames.AverageLifetime, Of(opening: 100, ending: 5, Day(3, 12))).Value.ShouldBe(20);

    [Fact]
    public void A_lifetime_over_several_months_pools_their_losses()
    {
        // April has 10 at its opening and loses 1, May 9 and loses 1, June 8 and loses none: 27 / 2.
        var facts = Of([.. Enumerable.Range(0, 10).Select(i => new[] { (Day(1, 5), i switch { 0 => Day(4, 9), 1 => Day(5, 9), _ => (DateOnly?)null }) })]);

        Compute(MetricNames.AverageLifetime, facts, Period.Quarter(2026, 2)).Value.ShouldBe(13.5m);
    }

    [Fact]
    public void Nobody_lost_leaves_the_lifetime_undefined() =>
        Compute(MetricNames.AverageLifetime, Of(opening: 100, ending: 0, Day(3, 12))).WhyNoValue.ShouldBe(NoValueReason.NoChurn);

    [Fact]
    public void A_week_gives_no_lifetime() =>
        Compute(MetricNames.AverageLifetime, Of(opening: 100, ending: 5, Day(3, 12)), Period.Week(2026, 11)).WhyNoValue.ShouldBe(NoValueReason.NotWholeMonths);

    [Fact]
    public void The_observed_lifetime_is_the_mean_of_the_lost_without_their_gaps()
    {
        // 30 and 31 days with service; the gap between is none of them.
        Add(1, (Day(1, 1), Day(1, 31), 10_00), (Day(2, 10), Day(3, 13), 10_00));

        Compute(MetricNames.AverageLifetime, _builder.Build()).Details.Single().Value.ShouldBe(61 / 30.4375m);
    }

    [Fact]
    public void Cltv_is_arpu_times_lifetime_times_margin()
    {
        // 50 * 24 * 0.7 = 840: 24 customers of 50.00 each, one of whom leaves.
        for (var id = 1; id <= 24; id++)
        {
            Add(id, (Day(1, 1), id == 1 ? Day(3, 9) : null, 50_00));
        }

        var cltv = Compute(MetricNames.Cltv, _builder.Build());

        cltv.Value.ShouldBe(840_00);
        cltv.Details.Select(d => d.Value).ShouldBe([50_00m, 24m, 0.7m]);
    }

    [Fact]
    public void Without_a_margin_there_is_no_cltv()
    {
        var result = KpiCatalogue.Compute(new KpiQuery(MetricNames.Cltv, March), Of(opening: 100, ending: 5, Day(3, 12)), Later, new KpiSettings())!;

        (result.Value, result.WhyNoValue).ShouldBe((null, NoValueReason.NoMargin));
    }

    [Fact]
    public void Other_currencies_are_customers_but_no_amount_holds_them()
    {
        Add(1, (Day(1, 1), null, 30_00));
        _builder.AddCustomer(2);
        _builder.AddStretch(2, Day(1, 1), null, 99_00, paidIn: "USD");
        var facts = _builder.Build();

        Compute(MetricNames.CustomersActive, facts).Value.ShouldBe(2);
        Compute(MetricNames.Mrr, facts).Value.ShouldBe(30_00);
        Compute(MetricNames.Arpu, facts).Value.ShouldBe(30_00);
        facts.OtherCurrencies.ShouldBe([new OtherCurrency("USD", 1, 0)]);
    }

    [Fact]
    public void When_everybody_pays_in_one_other_currency_the_report_is_in_it()
    {
        _builder.AddCustomer(1);
        _builder.AddStretch(1, Day(1, 1), null, 99_00, paidIn: "USD");

        var mrr = Compute(MetricNames.Mrr, _builder.Build());

        (mrr.Value, mrr.Currency).ShouldBe((99_00m, "USD"));
    }

    [Theory]
    [InlineData(30, 1, 0, 0)]
    [InlineData(31, 0, 1, 0)]
    [InlineData(90, 0, 1, 0)]
    [InlineData(91, 0, 0, 1)]
    public void A_restart_is_counted_by_the_days_without_service(int gap, int within30, int within90, int later)
    {
        Add(1, (Day(1, 1), Day(1, 10), 10_00), (Day(1, 10).AddDays(gap), null, 10_00));

        WinBacks.Of(_builder.Build(), Full(new Period(Day(1, 1), Later))).ShouldBe(new WinBacks(1, within30, within90, later));
    }

    [Fact]
    public void A_restart_on_the_day_of_the_end_or_under_another_stretch_is_none()
    {
        Add(1, (Day(1, 1), Day(3, 10), 10_00), (Day(3, 10), null, 10_00));
        Add(2, (Day(1, 1), Day(3, 10), 10_00), (Day(2, 1), null, 10_00));

        var rate = Compute(MetricNames.ReactivationRate, _builder.Build());

        (rate.Value, rate.WhyNoValue, rate.Denominator).ShouldBe((null, NoValueReason.NoneEnded, 0m));
    }

    private void Add(int id, params (DateOnly Start, DateOnly? End, long Mrr)[] stretches)
    {
        _builder.AddCustomer(id);
        foreach (var (start, end, mrr) in stretches)
        {
            _builder.AddStretch(id, start, end, mrr);
        }
    }
}
