using System.Collections.Frozen;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Kpis;

/// <summary>The figures that can be asked for, by key, and the one way to compute them.</summary>
public static class KpiCatalogue
{
    private static readonly FrozenDictionary<string, KpiDefinition> ByKey = new[]
    {
        OfDepartures(MetricNames.ChurnRate, KpiUnits.Percent, CustomerMetrics.ChurnRate),
        OfCounts(MetricNames.RetentionRate, KpiUnits.Percent, PlanMoment.Opening, CustomerMetrics.RetentionRate, CustomerSet.Retained),
        OfDepartures(MetricNames.CustomersLost, KpiUnits.Customers, (counts, lost) => KpiFigure.Count(lost, counts.Opening)),
        OfCounts(MetricNames.CustomersActive, KpiUnits.Customers, PlanMoment.Closing, counts => KpiFigure.Count(counts.Closing), CustomerSet.Closing),
        OfCounts(MetricNames.NewCustomers, KpiUnits.Customers, PlanMoment.First, counts => KpiFigure.Count(counts.New), CustomerSet.New),
        OfCounts(MetricNames.Arpu, KpiUnits.Money, PlanMoment.Closing, CustomerMetrics.Arpu),
        OfCounts(MetricNames.Mrr, KpiUnits.Money, PlanMoment.Closing, CustomerMetrics.Mrr),
        OfCounts(MetricNames.GrossMrrChurn, KpiUnits.Percent, PlanMoment.Opening, CustomerMetrics.GrossMrrChurn),
        OfCounts(MetricNames.NetMrrChurn, KpiUnits.Percent, PlanMoment.Opening, CustomerMetrics.NetMrrChurn),
        OfCounts(MetricNames.Nrr, KpiUnits.Percent, PlanMoment.Opening, CustomerMetrics.Nrr),
        OfCounts(MetricNames.Grr, KpiUnits.Percent, PlanMoment.Opening, CustomerMetrics.Grr),
        new(MetricNames.AverageLifetime, KpiUnits.Months, Feeds.Subscriptions, LifetimeMetrics.AverageLifetime),
        new(MetricNames.Cltv, KpiUnits.Money, Feeds.Subscriptions, LifetimeMetrics.Cltv),
        new(MetricNames.ReactivationRate, KpiUnits.Percent, Feeds.Subscriptions, ReactivationRate),
        OfOrders(MetricNames.Aov, KpiUnits.Money, (tally, _) => OrderMetrics.Aov(tally)),
        OfOrders(MetricNames.PurchaseFrequency, KpiUnits.Orders, (tally, _) => OrderMetrics.PurchaseFrequency(tally)),
        OfOrders(MetricNames.Clv, KpiUnits.Money, OrderMetrics.Clv),
        new(MetricNames.Nps, KpiUnits.Points, Feeds.Responses, SurveyMetrics.Nps) { IsOfRounds = true, Merge = SurveyMetrics.Add },
        new(MetricNames.Csat, KpiUnits.Percent, Feeds.Responses, SurveyMetrics.Csat) { Merge = SurveyMetrics.Add },
        new(MetricNames.ResponseRate, KpiUnits.Percent, Feeds.Invitations, SurveyMetrics.ResponseRate) { IsOfRounds = true },
        new(MetricNames.FirstResponseTime, KpiUnits.Minutes, Feeds.Cases, ServiceMetrics.FirstResponseTime),
        new(MetricNames.HealthAverage, KpiUnits.Points, Feeds.HealthScores, ServiceMetrics.HealthAverage),
        new(MetricNames.AtRiskCount, KpiUnits.Customers, Feeds.HealthScores, ServiceMetrics.AtRiskCount) { Members = ServiceMetrics.AtRisk },
        new(MetricNames.OnboardingCompletion, KpiUnits.Percent, Feeds.Onboarding, OnboardingMetrics.Completion),
    }.ToFrozenDictionary(d => d.Key, StringComparer.Ordinal);

    /// <summary>Every figure there is, in no particular order.</summary>
    public static IReadOnlyCollection<KpiDefinition> Definitions => ByKey.Values;

    public static KpiDefinition? Find(string metric) => ByKey.GetValueOrDefault(metric);

    /// <summary>Computes one figure. A period still running means up to today, and every sum stops at the data date.</summary>
    /// <param name="query">The grouping is not looked at.</param>
    /// <param name="facts">The facts to sum.</param>
    /// <param name="today">The local day it is asked on.</param>
    /// <param name="settings">What the company has set.</param>
    /// <returns>Null when there is no such figure; a result without value says why.</returns>
    public static KpiResult? Compute(KpiQuery query, FactSnapshot facts, DateOnly today, KpiSettings settings) =>
        ByKey.TryGetValue(query.Metric, out var definition)
            ? new KpiRun(definition, query with { GroupBy = null }, facts, today, settings).Single()
            : null;

    /// <summary>Computes a figure for each group of <see cref="KpiQuery.GroupBy"/>, and for all together.</summary>
    /// <returns>Null when there is no such figure or it cannot be divided that way.</returns>
    public static KpiBreakdown? BreakDown(KpiQuery query, FactSnapshot facts, DateOnly today, KpiSettings settings) =>
        ByKey.TryGetValue(query.Metric, out var definition) && query.GroupBy is { } groupBy && MayDivide(definition, groupBy)
            ? new KpiRun(definition, query, facts, today, settings).Divided(groupBy)
            : null;

    /// <summary>The very customers behind a count of customers, as ascending indexes of the snapshot.</summary>
    /// <returns>Null when the figure counts no customers, or has no value.</returns>
    public static IReadOnlyList<int>? Members(KpiQuery query, FactSnapshot facts, DateOnly today, KpiSettings settings) =>
        ByKey.TryGetValue(query.Metric, out var definition) ? new KpiRun(definition, query with { GroupBy = null }, facts, today, settings).Members() : null;

    /// <summary>The sets, movements and win-backs that the figures about subscriptions are made of.</summary>
    /// <param name="query">Its metric and grouping are not looked at.</param>
    /// <returns>Null where those figures have no data.</returns>
    public static (CustomerCounts Counts, WinBacks WinBacks)? Movement(KpiQuery query, FactSnapshot facts, DateOnly today) =>
        new KpiRun(ByKey[MetricNames.ChurnRate], query with { GroupBy = null }, facts, today, new KpiSettings()).Movement();

    /// <summary>Whether a figure may be filtered and divided by an attribute.</summary>
    public static bool MayDivide(KpiDefinition definition, string dimension) => dimension switch
    {
        FilterNames.ChurnType => definition.CountsDepartures,
        KpiQuery.Round => definition.IsOfRounds,
        FilterNames.Plan or FilterNames.Segment or FilterNames.Country or FilterNames.Owner or FilterNames.Customer or KpiQuery.SignupMonth => true,
        _ => false,
    };

    private static KpiDefinition OfCounts(string key, string unit, PlanMoment moment, Func<CustomerCounts, KpiFigure> figure, CustomerSet? set = null) =>
        new(key, unit, Feeds.Subscriptions, input => Array.ConvertAll(CustomerCounts.Of(input.Facts, input.Period, input.Slice, moment), c => figure(c)))
        {
            Members = set is { } members ? input => CustomerCounts.Customers(input.Facts, input.Period, members, input.Slice, moment, null) : null,
        };

    private static KpiDefinition OfDepartures(string key, string unit, Func<CustomerCounts, int, KpiFigure> figure) => new(key, unit, Feeds.Subscriptions, input =>
        Array.ConvertAll(CustomerCounts.Of(input.Facts, input.Period, input.Slice, PlanMoment.Opening), c => figure(c, input.ChurnTypes?.Sum(c.LostBy) ?? c.Lost)))
    {
        CountsDepartures = true,
        ByType = (counts, type) => figure(counts, counts.LostBy(type)) with { IsEmpty = counts.LostBy(type) == 0 },
        Members = input => CustomerCounts.Customers(input.Facts, input.Period, CustomerSet.Lost, input.Slice, PlanMoment.Opening, input.ChurnTypes),
    };

    private static KpiDefinition OfOrders(string key, string unit, Func<OrderTally, int, KpiFigure> figure) =>
        new(key, unit, Feeds.Orders, input => Array.ConvertAll(OrderTally.Of(input), tally => figure(tally, input.Period.Measured.Days)));

    private static KpiFigure[] ReactivationRate(KpiInput input) => Array.ConvertAll(WinBacks.Of(input.Facts, input.Period.Measured, input.Slice), w =>
        KpiFigure.Ratio(w.Restarts, w.Ended, NoValueReason.NoneEnded) with
        {
            Details =
            [
                new("within_30_days", w.Within30, KpiUnits.Count),
                new("within_90_days", w.Within90, KpiUnits.Count),
                new("later", w.Later, KpiUnits.Count),
            ],
        });
}
