using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Kpis;

/// <summary>One figure asked for: which, over which days, of whom, and split by what.</summary>
/// <param name="Metric">A key of <see cref="MetricNames"/>.</param>
/// <param name="Period">Local days.</param>
public sealed record KpiQuery(string Metric, Period Period)
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoFilters = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Values by key of <see cref="FilterNames"/>, customers excepted; several values of one key are alternatives, several keys all hold.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; } = NoFilters;

    /// <summary>Only these customers, as indexes of the snapshot; null for all.</summary>
    public IReadOnlyList<int>? Customers { get; init; }

    /// <summary>A key of <see cref="FilterNames"/> , <see cref="SignupMonth"/> or <see cref="Round"/>; null when undivided.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The group of customers by the month of their first paying start, "2026-03".</summary>
    public const string SignupMonth = "signup_month";

    /// <summary>The group of answers and invitations by the survey's wave or round.</summary>
    public const string Round = "round";
}

/// <summary>What the company has set that a figure needs.</summary>
/// <param name="GrossMargin">Share of revenue kept, in (0, 1]; null: nothing that needs it has a value.</param>
/// <param name="HealthThreshold">A score below it is at risk.</param>
public sealed record KpiSettings(decimal? GrossMargin = null, int HealthThreshold = 60);
