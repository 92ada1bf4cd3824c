using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>All that is kept of an answer so that it can be shown and checked later, whatever has become of the data: nothing in it is a place in a snapshot.</summary>
public sealed record KpiEvidence
{
    /// <summary>The version of the data it was answered from.</summary>
    public required long DataVersion { get; init; }

    /// <summary>A key of the <see cref="KpiCatalogue"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>As in <see cref="KpiQuery.Filters"/>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; }

    /// <summary>Only these customers, by the store's ids; null for all.</summary>
    public IReadOnlyList<long>? Customers { get; init; }

    /// <summary>What the answer was divided by; the figure kept is that of all together.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The figures as they were given: one, two of a comparison, or all of a trend. Never empty.</summary>
    public required IReadOnlyList<KpiResult> Results { get; init; }

    /// <summary>The customers the first figure's numerator counts; null where it counts none.</summary>
    public KpiMembers? Members { get; init; }

    /// <param name="query">What was asked.</param>
    /// <param name="results">What came of it, undivided.</param>
    /// <param name="facts">The facts it was computed from.</param>
    /// <param name="today">The day it was computed on.</param>
    /// <param name="settings">What it was computed with.</param>
    public static KpiEvidence Of(KpiQuery query, IReadOnlyList<KpiResult> results, FactSnapshot facts, DateOnly today, KpiSettings settings) => new()
    {
        DataVersion = facts.DataVersion,
        Metric = query.Metric,
        Filters = query.Filters,
        Customers = query.Customers is { } customers ? KpiMembers.IdsOf(customers, facts) : null,
        GroupBy = query.GroupBy,
        Results = results,
        Members = KpiCatalogue.Members(query with { Period = results[0].Asked }, facts, today, settings) is { } members ? KpiMembers.Of(members, facts) : null,
    };

    /// <summary>The same question asked of other facts.</summary>
    public KpiEvidence Again(FactSnapshot facts, DateOnly today, KpiSettings settings)
    {
        var query = QueryIn(facts, Results[0].Asked);
        return Of(query, [.. Results.Select(r => KpiCatalogue.Compute(query with { Period = r.Asked }, facts, today, settings)!)], facts, today, settings);
    }

    /// <summary>The customers behind the first figure now, as ascending indexes of other facts; empty where it counts none.</summary>
    public IReadOnlyList<int> MembersIn(FactSnapshot facts, DateOnly today, KpiSettings settings) =>
        KpiCatalogue.Members(QueryIn(facts, Results[0].Asked), facts, today, settings) ?? [];

    /// <summary>Whether both answer the same question about the same periods.</summary>
    public bool AnswersTheSameAs(KpiEvidence other) =>
        (Metric, GroupBy, Customers is null) == (other.Metric, other.GroupBy, other.Customers is null)
        && Results.Select(r => r.Asked).SequenceEqual(other.Results.Select(r => r.Asked))
        && (Customers ?? []).SequenceEqual(other.Customers ?? [])
        && Filters.Count == other.Filters.Count
        && Filters.All(f => other.Filters.TryGetValue(f.Key, out var values) && values.SequenceEqual(f.Value, StringComparer.Ordinal));

    /// <summary>Whether both say the same about the same customers, each figure to the last digit.</summary>
    public bool IsSameAs(KpiEvidence other) =>
        Results.Count == other.Results.Count
        && Results.Zip(other.Results).All(pair => AreSame(pair.First, pair.Second))
        && (Members, other.Members) switch
        {
            (null, null) => true,
            ({ } own, { } others) => own.AreSameAs(others),
            _ => false,
        };

    /// <summary>Whether two figures of one question have the same value and were counted from the same numbers.</summary>
    public static bool AreSame(KpiResult a, KpiResult b) => (a.Value, a.Numerator, a.Denominator, a.WhyNoValue) == (b.Value, b.Numerator, b.Denominator, b.WhyNoValue);

    private KpiQuery QueryIn(FactSnapshot facts, Period period) =>
        new(Metric, period) { Filters = Filters, Customers = Customers is { } ids ? IndexesIn(facts, ids) : null, GroupBy = GroupBy };

    private static List<int> IndexesIn(FactSnapshot facts, IReadOnlyList<long> ids)
    {
        var wanted = ids.ToHashSet();
        var found = new List<int>();
        for (var customer = 0; customer < facts.CustomerCount; customer++)
        {
            if (wanted.Contains(facts.CustomerIds[customer]))
            {
                found.Add(customer);
            }
        }

        return found;
    }
}
