using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Tests.Kpis;

/// <summary>Survey figures by group and of groups: nobody can be picked out, by themselves or by subtraction.</summary>
public sealed class SmallAnswerGroupTests
{
    private static readonly Period March = Period.Month(2026, 3);
    private static readonly DateOnly Today = new(2026, 11, 25);
    private readonly FactSnapshotBuilder _builder = new(dataVersion: 1);
    private int _respondent;
    private long _customer;

    public SmallAnswerGroupTests() => _builder.SetDataThrough(Feeds.Responses, new DateOnly(2026, 4, 30));

    [Fact]
    public void Six_promoters_and_two_detractors_are_plus_fifty_whoever_skipped()
    {
        // Two more were asked and skipped: a skip is no answer and has no row. (6 - 2) / 8 is 50.
        Add("A", 10, 6);
        Add("A", 3, 2);

        var nps = Figure(MetricNames.Nps);
        (nps.Value, nps.Denominator, nps.NpsGroups).ShouldBe((50m, 8, new NpsGroups(6, 0, 2)));
    }

    [Fact]
    public void Fifty_thirty_twenty_is_plus_thirty_give_or_take_15_3()
    {
        Add("A", 9, 50);
        Add("A", 7, 30);
        Add("A", 0, 20);

        var nps = Figure(MetricNames.Nps);
        nps.Value.ShouldBe(30m);
        Math.Round(nps.NpsGroups!.Value.HalfWidth!.Value, 1).ShouldBe(15.3m);
    }

    [Theory]
    [InlineData(FilterNames.Segment)]
    [InlineData(FilterNames.Plan)]
    [InlineData(FilterNames.Owner)]
    [InlineData(FilterNames.Country)]
    public void A_group_under_five_is_shown_with_the_next_smallest(string by)
    {
        Add("Large", 9, 20);
        Add("Middle", 0, 6);
        Add("Small", 10, 3);

        // Small alone has 3: with Middle they are 9, of which 3 promote and 6 detract.
        var parts = BreakDown(MetricNames.Nps, by);
        parts.Groups.Select(g => (g.Name, g.Result.Denominator)).ShouldBe([("Large", 20)]);
        parts.Other.ShouldNotBeNull().NpsGroups.ShouldBe(new NpsGroups(3, 0, 6));
        (parts.Other!.Value!.Value * 3).ShouldBe(-100m);
    }

    [Fact]
    public void Small_groups_that_are_five_together_take_no_other_with_them()
    {
        Add("Large", 9, 20);
        Add("Middle", 0, 6);
        Add("Small", 10, 3);
        Add(null, 8, 2);

        var parts = BreakDown(MetricNames.Nps, FilterNames.Segment);
        parts.Groups.Select(g => g.Name).ShouldBe(["Large", "Middle"]);
        parts.Other!.NpsGroups.ShouldBe(new NpsGroups(3, 2, 0));
    }

    [Fact]
    public void Those_whose_attribute_is_not_known_are_a_group_of_their_own_when_they_are_five()
    {
        Add("Large", 9, 20);
        Add(null, 8, 5);

        var parts = BreakDown(MetricNames.Nps, FilterNames.Segment);
        parts.Groups.Select(g => g.Name).ShouldBe(["Large", null]);
        parts.Other.ShouldBeNull();
    }

    [Fact]
    public void Satisfaction_is_merged_too_with_its_mean()
    {
        Add("Large", 5, 10, SurveyKind.Csat);
        Add("Small", 1, 2, SurveyKind.Csat);
        Add("Tiny", 4, 3, SurveyKind.Csat);

        // 3 of 5 are satisfied, and (1 + 1 + 4 + 4 + 4) / 5 is 2.8.
        var parts = BreakDown(MetricNames.Csat, FilterNames.Segment);
        parts.Groups.ShouldHaveSingleItem().Name.ShouldBe("Large");
        (parts.Other!.Value, parts.Other.Details.Single(d => d.Key == "mean").Value).ShouldBe((0.6m, 2.8m));
    }

    [Fact]
    public void Fewer_than_five_in_all_are_shown_in_no_group()
    {
        Add("A", 9, 2);
        Add("B", 0, 2);

        var parts = BreakDown(MetricNames.Nps, FilterNames.Segment);
        (parts.Groups.Count, parts.Other, parts.Total.Denominator).ShouldBe((0, null, 4));
    }

    [Theory]
    [InlineData("Small")]
    [InlineData("Middle")]
    public void A_filter_shows_no_group_that_the_breakdown_merges(string segment)
    {
        Add("Large", 9, 20);
        Add("Middle", 0, 6);
        Add("Small", 10, 3);

        var one = Figure(MetricNames.Nps, segment);
        (one.Value, one.WhyNoValue, one.NpsGroups, one.Numerator).ShouldBe((null, NoValueReason.TooFewAnswers, null, null));
        Figure(MetricNames.Nps, "Large").Value.ShouldBe(100m);
    }

    [Fact]
    public void A_filter_that_leaves_out_only_a_few_is_not_shown_either()
    {
        Add("Large", 9, 20);
        Add("Small", 0, 3);

        Figure(MetricNames.Nps, "Large").WhyNoValue.ShouldBe(NoValueReason.TooFewAnswers);
    }

    [Fact]
    public void A_filter_that_nobody_answered_in_says_that_nobody_answered()
    {
        Add("Large", 9, 20);
        Add("Quiet", 9, 0);

        Figure(MetricNames.Nps, "Quiet").WhyNoValue.ShouldBe(NoValueReason.NoAnswers);
    }

    [Theory]
    [InlineData(4, 20, false)]
    [InlineData(5, 20, true)]
    [InlineData(20, 4, false)]
    [InlineData(20, 0, true)]
    public void A_customer_is_shown_from_five_answers_with_five_beside_it_or_none(int own, int others, bool isShown)
    {
        Add("A", 9, own);
        Add("B", 0, others);

        var query = new KpiQuery(MetricNames.Nps, March) { Customers = [0] };
        KpiCatalogue.Compute(query, _builder.Build(), Today, new KpiSettings())!.Value.ShouldBe(isShown ? 100m : null);
    }

    [Fact]
    public void A_month_is_no_group_of_people_and_shows_its_few()
    {
        Add("A", 9, 2);

        Figure(MetricNames.Nps).Value.ShouldBe(100m);
    }

    [Fact]
    public void Answers_are_divided_by_their_wave()
    {
        Add("A", 9, 5, wave: "spring");
        Add("A", 0, 5, wave: "summer");
        Add("A", 9, 1, wave: "winter");
        Add("A", 0, 4);

        var parts = BreakDown(MetricNames.Nps, KpiQuery.Round);
        parts.Groups.Select(g => (g.Name, g.Result.Value)).ShouldBe([("spring", 100m), ("summer", -100m)]);
        (parts.Other!.Denominator, parts.Other.Value).ShouldBe((5, -60m));
        KpiCatalogue.BreakDown(new KpiQuery(MetricNames.Csat, March) { GroupBy = KpiQuery.Round }, _builder.Build(), Today, new KpiSettings()).ShouldBeNull();
    }

    [Fact]
    public void Invitations_are_counted_by_wave_with_those_who_said_stop()
    {
        _builder.SetDataThrough(Feeds.Invitations, new DateOnly(2026, 4, 30));
        for (var i = 0; i < 10; i++)
        {
            _builder.AddInvitation(new DateOnly(2026, 3, 5), answered: i < 4, wave: i < 8 ? "spring" : null, hasStopped: i == 7);
        }

        // Who said stop was asked and did not answer: 4 of 10, and of the 8 of spring one stopped.
        var parts = BreakDown(MetricNames.ResponseRate, KpiQuery.Round);
        (parts.Total.Value, parts.Total.Details.Single().Value).ShouldBe((0.4m, 1));
        parts.Groups.Select(g => (g.Name, g.Result.Numerator, g.Result.Denominator, g.Result.Details.Single().Value)).ShouldBe([("spring", 4, 8, 1), (null, 0, 2, 0)]);
    }

    private void Add(string? group, int score, int answers, SurveyKind kind = SurveyKind.Nps, string? wave = null)
    {
        var customer = ++_customer;
        _builder.AddCustomer(customer, plan: group, country: group, owner: group, segment: group);
        for (var i = 0; i < answers; i++)
        {
            _builder.AddResponse(kind, _respondent++, round: 1, score, new DateOnly(2026, 3, 5), customerId: customer, wave: wave);
        }
    }

    private KpiResult Figure(string metric, string? segment = null)
    {
        var query = new KpiQuery(metric, March);
        return KpiCatalogue.Compute(segment is null ? query : query with { Filters = new Dictionary<string, IReadOnlyList<string>> { [FilterNames.Segment] = [segment] } }, _builder.Build(), Today, new KpiSettings())!;
    }

    private KpiBreakdown BreakDown(string metric, string by) =>
        KpiCatalogue.BreakDown(new KpiQuery(metric, March) { GroupBy = by }, _builder.Build(), Today, new KpiSettings())!;
}
