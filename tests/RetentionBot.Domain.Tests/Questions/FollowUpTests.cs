using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

public sealed class FollowUpTests
{
    private static readonly QuestionReading OfPro = Asking.ChurnInOctober with { Filters = new Dictionary<string, IReadOnlyList<string>> { ["plan"] = ["Pro"] } };

    [Theory]
    [InlineData("And in September?")]
    [InlineData("en in september?")]
    [InlineData("what about September")]
    public void A_period_replaces_the_period_and_keeps_the_rest(string text)
    {
        var reading = Asking.Ask(text, OfPro);

        (reading.Intent, reading.Metric, reading.Period).ShouldBe((Intent.Kpi, MetricNames.ChurnRate, Period.Month(2026, 9)));
        reading.Filters["plan"].ShouldBe(["Pro"]);
    }

    [Fact]
    public void A_filter_replaces_its_own_key_only()
    {
        var enterprise = Asking.Ask("and Enterprise?", OfPro);
        enterprise.Filters["plan"].ShouldBe(["Enterprise"]);
        enterprise.Period.ShouldBe(Asking.October);

        var belgium = Asking.Ask("en België?", OfPro);
        belgium.Filters["plan"].ShouldBe(["Pro"]);
        belgium.Filters["country"].ShouldBe(["BE"]);
    }

    [Fact]
    public void A_metric_keeps_period_and_filters()
    {
        var reading = Asking.Ask("en de NPS?", OfPro);

        (reading.Metric, reading.Period).ShouldBe((MetricNames.Nps, Asking.October));
        reading.Filters["plan"].ShouldBe(["Pro"]);
    }

    [Fact]
    public void A_full_question_starts_afresh()
    {
        var reading = Asking.Ask("What was the NPS in Q3?", OfPro);

        reading.Period.ShouldBe(Period.Quarter(2026, 3));
        reading.Filters.ShouldBeEmpty();
    }

    [Fact]
    public void A_dimension_turns_it_into_a_breakdown()
    {
        var reading = Asking.Ask("En per land?", Asking.ChurnInOctober);

        (reading.Intent, reading.GroupBy, reading.Period).ShouldBe((Intent.KpiBreakdown, "country", Asking.October));
    }

    [Fact]
    public void A_comparison_sets_the_kept_period_against_the_new_one()
    {
        var reading = Asking.Ask("compared to September?", Asking.ChurnInOctober);

        (reading.Intent, reading.Period, reading.CompareTo).ShouldBe((Intent.KpiCompare, Asking.October, Period.Month(2026, 9)));
    }

    [Fact]
    public void Which_customers_lists_those_behind_the_figure()
    {
        var reading = Asking.Ask("welke klanten?", Asking.ChurnInOctober);

        (reading.Intent, reading.Metric, reading.Period).ShouldBe((Intent.ListCustomers, MetricNames.CustomersLost, Asking.October));
    }

    [Fact]
    public void How_that_is_calculated_asks_for_the_definition() =>
        Asking.Ask("How is that calculated?", Asking.ChurnInOctober).ShouldBe(
            new QuestionReading { Intent = Intent.KpiDefinition, Metric = MetricNames.ChurnRate, Filters = Asking.Ask("x").Filters });

    [Theory]
    [InlineData("And in September?")]
    [InlineData("per plan?")]
    [InlineData("en België?")]
    [InlineData("And churn?")]
    public void Without_a_question_before_it_is_refused(string text) => Asking.Ask(text).ShouldBeRefused(UnknownReason.NoContext);

    [Theory]
    [InlineData("thanks")]
    [InlineData("and Platinum?")]
    [InlineData("and why?")]
    [InlineData("en volgende maand?")]
    [InlineData("en zonder Pro?")]
    public void What_is_not_understood_never_repeats_the_question_before(string text) => Asking.Ask(text, OfPro).Intent.ShouldBe(Intent.Unknown);
}
