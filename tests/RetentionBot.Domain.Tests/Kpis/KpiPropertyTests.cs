using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Tests.Kpis;

/// <summary>What holds for every company, period and filter.</summary>
public sealed class KpiPropertyTests
{
    private static readonly KpiSettings Settings = new(GrossMargin: 0.6m);

    private static readonly string[] Attributes = [FilterNames.Plan, FilterNames.Segment, FilterNames.Country, FilterNames.Owner, KpiQuery.SignupMonth];

    [Theory]
    [InlineData(7u)]
    [InlineData(20_261_125u)]
    [InlineData(3_000_000_019u)]
    public void Customers_and_mrr_close(uint seed) => ForEach(seed, (facts, query) =>
    {
        if (KpiCatalogue.Movement(query, facts, RandomCompany.Today) is not { } movement)
        {
            return;
        }

        var c = movement.Counts;
        c.Closing.ShouldBe(c.Opening - c.Lost + (c.New - c.JoinedAndLost) + c.Reactivated);
        c.Opening.ShouldBe(c.Lost + c.Retained);
        c.ClosingMrr.ShouldBe(c.OpeningMrr - c.ChurnedMrr - c.ContractionMrr + c.ExpansionMrr + c.NewMrr + c.ReactivationMrr);
        Enum.GetValues<ChurnType>().Sum(c.LostBy).ShouldBe(c.Lost);
        Enum.GetValues<ChurnType>().Sum(c.DeparturesBy).ShouldBe(c.Lost + c.JoinedAndLost);
    });

    [Theory]
    [InlineData(11u)]
    [InlineData(1_000_003u)]
    public void The_opening_of_a_month_is_the_closing_of_the_month_before(uint seed)
    {
        var facts = RandomCompany.Of(new Dice(seed)).Facts;
        for (var month = 2; month <= 12; month++)
        {
            var (before, after) = (Movement(facts, Period.Month(2026, month - 1)), Movement(facts, Period.Month(2026, month)));

            (after.Opening, after.OpeningMrr).ShouldBe((before.Closing, before.ClosingMrr));
        }
    }

    [Theory]
    [InlineData(13u)]
    [InlineData(987_654_321u)]
    public void Mrr_is_what_walking_the_stretches_finds(uint seed)
    {
        var company = RandomCompany.Of(new Dice(seed));
        for (var month = 1; month <= 12; month++)
        {
            var last = Period.Month(2026, month).LastDay.DayNumber;
            var expected = company.Stretches.Sum(own => own.Where(s => s.Start <= last && last < s.End).Sum(s => s.Mrr));

            Movement(company.Facts, Period.Month(2026, month)).ClosingMrr.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(17u)]
    [InlineData(555_555_557u)]
    public void The_parts_of_a_breakdown_sum_to_the_whole(uint seed) => ForEach(seed, (facts, query) =>
    {
        foreach (var definition in KpiCatalogue.Definitions.Where(d => d.Key is not (MetricNames.AverageLifetime or MetricNames.Cltv or MetricNames.Clv or MetricNames.OnboardingCompletion)))
        {
            foreach (var groupBy in Attributes.Where(a => !query.Filters.ContainsKey(a)).Append(FilterNames.ChurnType).Where(a => KpiCatalogue.MayDivide(definition, a)))
            {
                var parts = KpiCatalogue.BreakDown(query with { Metric = definition.Key, GroupBy = groupBy }, facts, RandomCompany.Today, Settings).ShouldNotBeNull();
                var (whole, said) = (parts.Total, $"{definition.Key} by {groupBy} in {query.Period}");

                // Of a few people's answers there are no parts.
                if (definition.Merge is not null && (whole.Value is null || whole.Denominator < SmallGroups.FewestShown))
                {
                    (parts.Groups.Count, parts.Other).ShouldBe((0, null), said);
                    continue;
                }

                parts.Groups.Select(g => g.Result).Append(parts.Other).Sum(g => g?.Numerator ?? 0).ShouldBe(whole.Numerator ?? 0, said);
                if (groupBy != FilterNames.ChurnType)
                {
                    parts.Groups.Select(g => g.Result).Append(parts.Other).Sum(g => g?.Denominator ?? 0).ShouldBe(whole.Denominator ?? 0, said);
                }

                parts.Groups.Select(g => g.Name).ShouldBeUnique();
            }
        }
    });

    [Theory]
    [InlineData(19u)]
    [InlineData(424_242_421u)]
    public void A_list_holds_as_many_customers_as_the_numerator_counts(uint seed) => ForEach(seed, (facts, query) =>
    {
        foreach (var definition in KpiCatalogue.Definitions)
        {
            var asked = query with { Metric = definition.Key };
            if (KpiCatalogue.Members(asked, facts, RandomCompany.Today, Settings) is { } members)
            {
                members.Count.ShouldBe((int)(KpiCatalogue.Compute(asked, facts, RandomCompany.Today, Settings)!.Numerator ?? 0), definition.Key);
                members.ShouldBe(members.Order().Distinct());
            }
        }
    });

    [Theory]
    [InlineData(23u)]
    [InlineData(123_456_789u)]
    public void Churn_by_one_way_of_leaving_is_part_of_all_churn(uint seed) => ForEach(seed, (facts, query) =>
    {
        KpiResult Lost(params string[] types) => KpiCatalogue.Compute(
            query with { Metric = MetricNames.CustomersLost, Filters = types.Length == 0 ? query.Filters : new Dictionary<string, IReadOnlyList<string>>(query.Filters) { [FilterNames.ChurnType] = types } },
            facts, RandomCompany.Today, Settings)!;

        ChurnTypes.All.Sum(type => Lost(type).Numerator ?? 0).ShouldBe(Lost().Numerator ?? 0);
        (Lost("voluntary", "passive").Numerator ?? 0).ShouldBe((Lost("voluntary").Numerator ?? 0) + (Lost("passive").Numerator ?? 0));
    });

    [Theory]
    [InlineData(29u)]
    [InlineData(77_777_777u)]
    public void Cohorts_hold_every_customer_once_and_their_cells_are_the_closings(uint seed)
    {
        var company = RandomCompany.Of(new Dice(seed));
        var cohorts = Cohorts.Of(company.Facts, RandomCompany.DataThrough);

        cohorts.Sum(c => c.Size).ShouldBe(company.Stretches.Count(s => s.Count > 0 && s.Min(x => x.Start) <= RandomCompany.DataThrough.DayNumber));
        for (var month = 1; month <= 12; month++)
        {
            var first = Period.Month(2026, month).From;
            var active = cohorts.Sum(c => Since(c, first) is >= 0 and var k ? c.Active[k] : 0);

            active.ShouldBe(Movement(company.Facts, Period.MonthOf(first)).Closing);
        }

        static int Since(Cohort cohort, DateOnly month) => ((month.Year - cohort.Month.Year) * 12) + month.Month - cohort.Month.Month;
    }

    [Theory]
    [InlineData(31u)]
    public void A_rate_has_its_value_exactly_when_it_has_a_whole(uint seed) => ForEach(seed, (facts, query) =>
    {
        foreach (var metric in MetricNames.All)
        {
            var result = KpiCatalogue.Compute(query with { Metric = metric }, facts, RandomCompany.Today, Settings)!;

            (result.Value is null).ShouldBe(result.WhyNoValue is not null, metric);
            if (result is { Unit: KpiUnits.Percent, Value: { } value })
            {
                value.ShouldBe(result.Numerator!.Value / result.Denominator!.Value, metric);
            }
        }
    });

    private static CustomerCounts Movement(FactSnapshot facts, Period period) =>
        KpiCatalogue.Movement(new KpiQuery("", period), facts, RandomCompany.Today)!.Value.Counts;

    private static void ForEach(uint seed, Action<FactSnapshot, KpiQuery> check)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 8; round++)
        {
            var facts = RandomCompany.Of(dice).Facts;
            for (var i = 0; i < 6; i++)
            {
                check(facts, new KpiQuery("", RandomCompany.RandomPeriod(dice)) { Filters = RandomFilters(dice) });
            }
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> RandomFilters(Dice dice)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>();
        void Maybe(string key, params string[] values)
        {
            if (dice.Next(4) == 0)
            {
                filters[key] = [.. values.Where(_ => dice.Next(2) == 0).DefaultIfEmpty(values[0])];
            }
        }

        Maybe(FilterNames.Plan, "Basic", "Pro", "Enterprise");
        Maybe(FilterNames.Country, "NL", "BE");
        Maybe(FilterNames.Owner, "Sanne", "Daan");
        Maybe(FilterNames.Segment, "high_value_low_risk", "low_value_high_risk");
        return filters;
    }
}
