using System.Collections.Frozen;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>An entry of the catalogue: what a figure is called, counted in and drawn from.</summary>
public sealed record KpiDefinition
{
    internal KpiDefinition(string key, string unit, string feed, Func<FactSnapshot, MeasuredPeriod, KpiFigure> figure) =>
        (Key, Unit, Feed, Figure) = (key, unit, feed, figure);

    public string Key { get; }

    /// <summary>One of <see cref="KpiUnits"/>.</summary>
    public string Unit { get; }

    /// <summary>One of <see cref="Feeds"/>.</summary>
    public string Feed { get; }

    /// <summary>Whether it is a state at the end of the period: asked for a day that is still to be delivered, it is that of the last day there is.</summary>
    public bool IsStanding { get; init; }

    internal Func<FactSnapshot, MeasuredPeriod, KpiFigure> Figure { get; }
}

/// <summary>The part of a result that differs from one figure to the next.</summary>
internal readonly record struct KpiFigure(
    decimal? Value, long? Numerator = null, long? Denominator = null, NoValueReason? WhyNoValue = null, bool IsSmallNumber = false, NpsGroups? NpsGroups = null)
{
    public static KpiFigure None(NoValueReason why) => new(null, WhyNoValue: why);

    public static KpiFigure Count(int count, int? outOf = null) => new(count, count, outOf);
}

/// <summary>The figures that can be asked for, by key.</summary>
public static class KpiCatalogue
{
    public const string ChurnRate = "churn_rate";
    public const string RetentionRate = "retention_rate";
    public const string CustomersLost = "customers_lost";
    public const string CustomersActive = "customers_active";
    public const string NewCustomers = "new_customers";
    public const string Nps = "nps";

    private static readonly FrozenDictionary<string, KpiDefinition> ByKey = new[]
    {
        OfCustomers(ChurnRate, KpiUnits.Percent, counts => OfOpening(CustomerChurn.Rate(counts), counts.Lost, counts)),
        OfCustomers(RetentionRate, KpiUnits.Percent, counts => OfOpening(CustomerChurn.Retention(counts), counts.Retained, counts)),
        OfCustomers(CustomersLost, KpiUnits.Customers, counts => KpiFigure.Count(counts.Lost, counts.Opening)),
        OfCustomers(CustomersActive, KpiUnits.Customers, counts => KpiFigure.Count(counts.Closing)) with { IsStanding = true },
        OfCustomers(NewCustomers, KpiUnits.Customers, counts => KpiFigure.Count(counts.New)),
        new KpiDefinition(Nps, KpiUnits.Points, Feeds.Responses, OfAnswers),
    }.ToFrozenDictionary(d => d.Key, StringComparer.Ordinal);

    /// <summary>Every figure there is, in no particular order.</summary>
    public static IReadOnlyCollection<KpiDefinition> Definitions => ByKey.Values;

    /// <summary>Computes one figure. A period still running means up to today, and every sum stops at the data date.</summary>
    /// <param name="metric">A key of the catalogue.</param>
    /// <param name="facts">The facts to sum.</param>
    /// <param name="period">The period asked for, in local days.</param>
    /// <param name="today">The local day it is asked on.</param>
    /// <returns>Null when there is no such figure; a result without value says why.</returns>
    public static KpiResult? Compute(string metric, FactSnapshot facts, Period period, DateOnly today)
    {
        if (!ByKey.TryGetValue(metric, out var definition))
        {
            return null;
        }

        var dataThrough = facts.DataThrough(definition.Feed);
        var measured = dataThrough is not { } day ? null
            : definition.IsStanding && period.From > day && period.From <= today ? MeasuredPeriod.AsOf(period, day)
            : MeasuredPeriod.Cut(period, day, today);
        var figure = dataThrough is null ? KpiFigure.None(NoValueReason.NotConnected)
            : today < period.From ? KpiFigure.None(NoValueReason.FuturePeriod)
            : measured is null ? KpiFigure.None(NoValueReason.NoData)
            : definition.Figure(facts, measured);

        return new KpiResult
        {
            Metric = definition.Key,
            Unit = definition.Unit,
            Asked = period,
            Measured = measured?.Measured,
            IsPartial = measured?.IsPartial ?? false,
            DataThrough = dataThrough,
            Value = figure.Value,
            WhyNoValue = figure.WhyNoValue,
            Numerator = figure.Numerator,
            Denominator = figure.Denominator,
            IsSmallNumber = figure.IsSmallNumber,
            NpsGroups = figure.NpsGroups,
        };
    }

    private static KpiDefinition OfCustomers(string key, string unit, Func<CustomerCounts, KpiFigure> figure) =>
        new(key, unit, Feeds.Subscriptions, (facts, period) =>
            facts.FirstStart is { } first && first <= period.Measured.LastDay
                ? figure(CustomerCounts.Of(facts, period))
                : KpiFigure.None(NoValueReason.NoData));

    private static KpiFigure OfOpening(decimal? rate, int part, CustomerCounts counts) => new(
        rate, part, counts.Opening, rate is null ? NoValueReason.UndefinedNoOpening : null, counts.Opening < CustomerChurn.FewCustomers);

    private static KpiFigure OfAnswers(FactSnapshot facts, MeasuredPeriod period)
    {
        var groups = NpsAnswers.Of(facts, period);
        return groups.Answers > 0 ? new(groups.Points, groups.Promoters - groups.Detractors, groups.Answers, null, groups.HasFewAnswers, groups)
            : KpiFigure.None(NpsAnswers.FirstDay(facts) is { } first && period.Measured.LastDay < first ? NoValueReason.NoData : NoValueReason.NoAnswers);
    }
}
