using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Kpis;

/// <summary>An entry of the catalogue: what a figure is called, counted in, drawn from and divided by.</summary>
public sealed record KpiDefinition
{
    internal KpiDefinition(string key, string unit, string feed, Func<KpiInput, KpiFigure[]> figures) => (Key, Unit, Feed, Figures) = (key, unit, feed, figures);

    public string Key { get; }

    /// <summary>One of <see cref="KpiUnits"/>.</summary>
    public string Unit { get; }

    /// <summary>One of <see cref="Feeds"/>.</summary>
    public string Feed { get; }

    /// <summary>Whether it is a state at the end of the period: asked for a day that is still to be delivered, it is that of the last day there is.</summary>
    public bool IsStanding => MetricNames.IsStanding(Key);

    /// <summary>Whether the ways of leaving may divide and filter it.</summary>
    public bool CountsDepartures { get; init; }

    /// <summary>Whether it may be divided by the wave or round of a survey. What is asked about a support case is in none.</summary>
    public bool IsOfRounds { get; init; }

    /// <summary>Whether customers stand behind its numerator, who can be listed.</summary>
    public bool HasMembers => Members is not null;

    /// <summary>
    /// Makes the figures of two groups one, for a figure that would tell what single people answered: its small groups are shown together, and a filter that leaves few shows
    /// nothing. Null for every other.
    /// </summary>
    internal Func<KpiFigure, KpiFigure, KpiFigure>? Merge { get; init; }

    /// <summary>The figure of each group of the input's slice.</summary>
    internal Func<KpiInput, KpiFigure[]> Figures { get; }

    /// <summary>The same figure by churn type, for one that counts departures; every other has none.</summary>
    internal Func<CustomerCounts, ChurnType, KpiFigure>? ByType { get; init; }

    /// <summary>The customers its numerator counts, for a count of customers; null for every other.</summary>
    internal Func<KpiInput, IReadOnlyList<int>>? Members { get; init; }
}
