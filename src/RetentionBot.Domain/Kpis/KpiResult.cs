using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>What a figure is counted in, as the API spells it.</summary>
public static class KpiUnits
{
    /// <summary>A ratio in Domain: 0.05 = 5 %.</summary>
    public const string Percent = "percent";

    public const string Customers = "customers";

    /// <summary>NPS points, -100 to 100.</summary>
    public const string Points = "points";
}

/// <summary>Why a figure has no value. Each is told to the reader in words; none is 0.</summary>
public enum NoValueReason
{
    /// <summary>The feed behind the figure was never connected.</summary>
    NotConnected,

    /// <summary>There are no data for any day of the period: it lies before the first, or its first day is still to be delivered.</summary>
    NoData,

    /// <summary>A rate over the opening customers, of whom there were none.</summary>
    UndefinedNoOpening,

    /// <summary>The survey ran, but nobody answered in the period.</summary>
    NoAnswers,

    /// <summary>The period has yet to begin.</summary>
    FuturePeriod,
}

/// <summary>One figure of the catalogue for one period, with all that must be shown beside it.</summary>
public sealed record KpiResult
{
    /// <summary>Key in the <see cref="KpiCatalogue"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>One of <see cref="KpiUnits"/>.</summary>
    public required string Unit { get; init; }

    public required Period Asked { get; init; }

    /// <summary>The asked period cut at the last day with data; null when none of it has data.</summary>
    public Period? Measured { get; init; }

    /// <summary>Whether the value is provisional.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The last day the feed has delivered in full; null when it was never connected.</summary>
    public DateOnly? DataThrough { get; init; }

    /// <summary>In <see cref="Unit"/>, exact and unrounded; per cent as a ratio. Null exactly when <see cref="WhyNoValue"/> is given.</summary>
    public decimal? Value { get; init; }

    public NoValueReason? WhyNoValue { get; init; }

    /// <summary>What was counted: the customers of a count, the part of a rate, promoters less detractors of an NPS.</summary>
    public long? Numerator { get; init; }

    /// <summary>What it was counted out of; null when it is not a part of anything.</summary>
    public long? Denominator { get; init; }

    /// <summary>Whether so few stand behind the value that the counts must be told with it.</summary>
    public bool IsSmallNumber { get; init; }

    /// <summary>The three groups of an NPS; null for every other figure.</summary>
    public NpsGroups? NpsGroups { get; init; }
}
