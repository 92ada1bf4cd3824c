using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>Reads a question about a figure, on its own or as a follow-up of the reading before it.</summary>
internal sealed class KpiReader(QuestionParts parts, DateOnly today)
{
    private static readonly TermKind[] Elsewhere = [TermKind.Help, TermKind.Alerts, TermKind.Open, TermKind.Checklist, TermKind.Results, TermKind.Explain];

    /// <param name="context">The reading this one continues; null for a question on its own.</param>
    public QuestionReading Read(string metric, QuestionReading? context)
    {
        if (Misfit(metric) is { } misfit)
        {
            return misfit;
        }

        var filters = Merge(context?.Filters);
        var versus = Versus();
        var groupBy = versus ?? parts.GroupBy ?? (RanksOwners(metric) ? FilterNames.Owner : null);
        var isTrend = parts.HasTrend;
        var comparing = versus is null && (parts.Has(TermKind.Shift) || (parts.Has(TermKind.Compare) && groupBy is null));
        var isList = parts.IsList && groupBy is null;
        if (new[] { groupBy is not null, isTrend, comparing || parts.Periods.Count > 1, isList }.Count(said => said) > 1)
        {
            return parts.RefuseAny(TermKind.Trend, TermKind.Shift, TermKind.Compare, TermKind.Group) ?? QuestionReading.Refuse(UnknownReason.NotUnderstood);
        }

        if (groupBy is not null && versus is null && TwoPeriodsEach(groupBy) is { } uneven)
        {
            return uneven;
        }

        var kept = Kept(context, metric, isTrend);
        if (PeriodChoice.Of(versus is null && groupBy is null ? parts : parts.WithoutComparison(), metric, kept, today, out var refusal) is not { } choice)
        {
            return refusal!;
        }

        if (comparing && choice.CompareTo is null && parts.RefuseAny(TermKind.Compare) is { } alone)
        {
            return alone;
        }

        var reading = new QuestionReading
        {
            Metric = metric,
            Period = choice.Period,
            CompareTo = choice.CompareTo,
            Filters = filters,
            PeriodWasSaid = choice.Said,
        };
        var counted = MetricNames.CountBehind(metric);
        var said = groupBy is not null || isTrend || comparing || isList;
        return choice.CompareTo is not null ? reading with { Intent = Intent.KpiCompare }
            : isList && counted is null ? parts.RefuseAny(TermKind.List, TermKind.Which, TermKind.Who, TermKind.Show)!
            : isList ? reading with { Intent = Intent.ListCustomers, Metric = counted }
            : groupBy is not null ? reading with { Intent = Intent.KpiBreakdown, GroupBy = groupBy }
            : isTrend ? Trend(reading, parts.Grain ?? context?.Grain ?? "month")
            : said || context is null ? reading with { Intent = Intent.Kpi }
            : Continued(reading, context);
    }

    /// <summary>A follow-up that says nothing of its form keeps the form of the question before.</summary>
    private QuestionReading Continued(QuestionReading reading, QuestionReading context)
    {
        switch (context.Intent)
        {
            case Intent.KpiBreakdown:
                return parts.Has(TermKind.Total)
                    ? reading with { Intent = Intent.Kpi }
                    : reading with { Intent = Intent.KpiBreakdown, GroupBy = context.GroupBy };
            case Intent.KpiTrend:
                return reading with { Intent = Intent.KpiTrend, Grain = context.Grain ?? "month" };
            case Intent.ListCustomers when !parts.IsCounted && MetricNames.CountBehind(reading.Metric) is { } counted:
                return reading with { Intent = Intent.ListCustomers, Metric = counted };
            case Intent.KpiCompare when parts.Periods.Count == 0 && !parts.Has(TermKind.Shift):
                return reading with { Intent = Intent.KpiCompare, CompareTo = context.CompareTo };
            case Intent.KpiCompare:
                return parts.RefuseAny(TermKind.Period, TermKind.Shift)!;
            default:
                return reading with { Intent = Intent.Kpi };
        }
    }

    private QuestionReading Trend(QuestionReading reading, string grain) => reading.PeriodWasSaid && !IsLonger(reading.Period!.Value, grain)
        ? parts.RefuseAny(TermKind.Trend)!
        : reading with { Intent = Intent.KpiTrend, Grain = grain };

    /// <summary>Whether a period holds more than one step of a trend.</summary>
    private static bool IsLonger(Period period, string? grain)
    {
        var unit = grain switch { "week" => PeriodUnit.Week, "quarter" => PeriodUnit.Quarter, _ => PeriodUnit.Month };
        return period.To > PeriodDates.Around(unit, period.From).To;
    }

    private QuestionReading? Misfit(string metric) =>
        parts.RefuseAny(Elsewhere)
        ?? (parts.HasVerb ? null : parts.RefuseAny(TermKind.People))
        ?? ShareOfChurn()
        ?? (metric == MetricNames.ResponseRate ? null : parts.RefuseAny(TermKind.Survey, TermKind.Answer))
        ?? parts.Of(TermKind.Survey).Where(s => s.Value.Length > 0).Select(s => parts.Refuse(s)).FirstOrDefault()
        ?? MetricResolver.CheckMeasure(parts, metric)
        ?? (parts.Has(TermKind.Compare) ? null : parts.RefuseAny(TermKind.Between))
        ?? Unattached(metric);

    /// <summary>"What percentage of churn was voluntary" divides the churn itself; it is not the rate of voluntary churn.</summary>
    private QuestionReading? ShareOfChurn() =>
        parts.Filters.ContainsKey(FilterNames.ChurnType) && parts.Metrics is [MetricNames.ChurnRate or MetricNames.CustomersLost]
            ? parts.RefuseAny(TermKind.Percent)
                ?? parts.Of(TermKind.HowMuch).Where(t => t.Value.Length == 0 && parts.After(t)?.Kind is TermKind.Metric)
                    .Select(t => parts.Refuse(t)).FirstOrDefault()
            : null;

    /// <summary>
    /// "Which plan has more churn than last month" wants two periods for each plan. "Compare churn by plan" does not, and two plans that were named can be set
    /// against each other.
    /// </summary>
    private QuestionReading? TwoPeriodsEach(string groupBy)
    {
        var hasRivals = parts.Filters.TryGetValue(groupBy, out var values) && values.Count > 1;
        return ComparesPeriod() ? parts.RefuseAny(TermKind.Compare)
            : hasRivals || parts.Says("break") ? null
            : parts.Of(TermKind.Compare).Where(c => c.Value == "to").Select(c => parts.Refuse(c)).FirstOrDefault() ?? parts.RefuseAny(TermKind.Direction);
    }

    /// <summary>Words that need a partner: "by" without a dimension, "most" without one to rank, two dimensions or grains.</summary>
    private QuestionReading? Unattached(string metric)
    {
        var split = parts.Has(TermKind.Per) || parts.Has(TermKind.Compare);
        var ranked = parts.Has(TermKind.Superlative);
        foreach (var group in parts.Groups)
        {
            if (!split && parts.Before(group)?.Kind is not TermKind.Which && !(ranked && parts.Before(group)?.Kind is TermKind.WhatIs))
            {
                return parts.Refuse(group);
            }
        }

        if (parts.Groups.Select(g => g.Value).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            return parts.Refuse(parts.Groups[^1]);
        }

        if (parts.Of(TermKind.Trend).Select(t => t.Value).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            return parts.Refuse(parts.Of(TermKind.Trend).Last());
        }

        if (parts.GroupBy is not null || RanksOwners(metric))
        {
            return null;
        }

        var stray = parts.Of(TermKind.Per).FirstOrDefault(p => !(parts.After(p) is { Kind: TermKind.Filter, Key: FilterNames.Owner }
            || parts.After(p) is { Kind: TermKind.Period, Period: { AtEnd: true } or { Unit: PeriodUnit.Day, Absolute: true } }));
        return stray is not null ? parts.Refuse(stray)
            : parts.Of(TermKind.Which).FirstOrDefault() is { } which && !parts.IsList && parts.After(which)?.Kind != TermKind.Metric ? parts.Refuse(which)
            : parts.RefuseAny(TermKind.Superlative);
    }

    /// <summary>"Who lost the most customers": only colleagues lose, win or keep customers.</summary>
    private bool RanksOwners(string metric) =>
        parts.Content[0].Kind == TermKind.Who && parts.Has(TermKind.Superlative) && parts.Groups.Count == 0
        && (metric is MetricNames.ChurnRate or MetricNames.RetentionRate
            || (metric is MetricNames.CustomersLost or MetricNames.NewCustomers
                && parts.Of(TermKind.Superlative).Any(s => parts.After(s)?.Kind is TermKind.Customers or TermKind.Metric)));

    /// <summary>"Pro vs Enterprise": the dimension of two values that are compared.</summary>
    private string? Versus() =>
        parts.Has(TermKind.Compare) && parts.Periods.Count < 2 && !parts.Has(TermKind.Shift) && parts.GroupBy is null && !ComparesPeriod()
            ? parts.Filters.Where(f => f.Value.Count > 1 && f.Key != FilterNames.Customer).Select(f => f.Key).FirstOrDefault()
            : null;

    /// <summary>"Churn of Pro and Basic against last month" sets two periods against each other, not two plans.</summary>
    private bool ComparesPeriod() => parts.Of(TermKind.Period).FirstOrDefault() is { } period
        && (parts.Before(period) is { Kind: TermKind.Compare, Value: "to" }
            || (parts.Terms.LastOrDefault(t => t.Start < period.Start) is { Kind: TermKind.Preposition } link
                && parts.Words(link).ToLowerInvariant() is "with" or "to" or "met"));

    private Dictionary<string, IReadOnlyList<string>> Merge(IReadOnlyDictionary<string, IReadOnlyList<string>>? kept)
    {
        Dictionary<string, IReadOnlyList<string>> filters = kept is null || parts.Has(TermKind.Total)
            ? new(StringComparer.Ordinal)
            : new(kept, StringComparer.Ordinal);
        foreach (var (key, values) in parts.Filters)
        {
            filters[key] = values;
        }

        return filters;
    }

    /// <summary>The period a follow-up keeps. "Today" of a standing figure says nothing about one that is counted over time.</summary>
    private Period? Kept(QuestionReading? context, string metric, bool isTrend)
    {
        if (context?.Period is not { } period)
        {
            return null;
        }

        var wasToday = period == Period.Day(today) && context.Metric is { } before && MetricNames.IsStanding(before) && !MetricNames.IsStanding(metric);
        return wasToday || parts.Has(TermKind.Now) || (isTrend && !IsLonger(period, parts.Grain ?? context.Grain)) ? null : period;
    }
}
