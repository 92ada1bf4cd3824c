using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>What a figure is counted in, as the API spells it.</summary>
public static class KpiUnits
{
    /// <summary>A ratio in Domain: 0.05 = 5 %.</summary>
    public const string Percent = "percent";

    public const string Customers = "customers";

    /// <summary>NPS points, -100 to 100, and health points, 0 to 100.</summary>
    public const string Points = "points";

    /// <summary>Minor units of the result's currency, not rounded.</summary>
    public const string Money = "money";

    public const string Months = "months";

    public const string Years = "years";

    public const string Minutes = "minutes";

    /// <summary>Orders per customer.</summary>
    public const string Orders = "orders";

    /// <summary>Any other count.</summary>
    public const string Count = "count";

    /// <summary>A survey's own scale, 1 to 5.</summary>
    public const string Stars = "stars";
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

    /// <summary>A rate over the MRR at the opening, which was nothing.</summary>
    NoOpeningMrr,

    /// <summary>An average over the customers of the closing, of whom there were none.</summary>
    NoClosing,

    /// <summary>Nobody left, so there is no lifetime to imply.</summary>
    NoChurn,

    /// <summary>A lifetime is told from whole months, and the period is none.</summary>
    NotWholeMonths,

    /// <summary>The gross margin is not set.</summary>
    NoMargin,

    /// <summary>Nobody ordered in the period.</summary>
    NoOrders,

    /// <summary>All who ordered did so on one day only, so there is no lifespan.</summary>
    NoLifespan,

    /// <summary>No case was opened in the period, or none has had a response yet.</summary>
    NoCases,

    /// <summary>No customer has a score.</summary>
    NoScores,

    /// <summary>Nobody was invited in the period.</summary>
    NoInvitations,

    /// <summary>No task of a customer who signed up in the period is due by its end.</summary>
    NoTasksDue,

    /// <summary>No subscription ended in the period.</summary>
    NoneEnded,

    /// <summary>The answer may not be split or filtered that way.</summary>
    NotDivisible,

    /// <summary>So few people answered of those it was narrowed to, or of those left beside them, that it would tell what single ones did; the denominator says how many.</summary>
    TooFewAnswers,
}

/// <summary>A figure that stands beside another: one of its factors, a second line, a labelled variant.</summary>
/// <param name="Key">What it is, as in the API.</param>
/// <param name="Value">In <paramref name="Unit"/>, unrounded; null when it is undefined.</param>
/// <param name="Unit">One of <see cref="KpiUnits"/>.</param>
public sealed record KpiDetail(string Key, decimal? Value, string Unit);

/// <summary>One figure of the catalogue for one period, with all that must be shown beside it.</summary>
public sealed record KpiResult
{
    /// <summary>Key in the <see cref="KpiCatalogue"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>One of <see cref="KpiUnits"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>ISO 4217 code of all amounts; null when there are none.</summary>
    public string? Currency { get; init; }

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

    /// <summary>
    /// What was counted: the customers of a count, the part of a rate (customers, answers or minor units), promoters less detractors of an NPS; null where nothing is counted.
    /// </summary>
    public decimal? Numerator { get; init; }

    /// <summary>What it was counted out of; null when it is not a part of anything.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>Whether so few stand behind the value that the counts must be told with it.</summary>
    public bool IsSmallNumber { get; init; }

    /// <summary>The three groups of an NPS; null for every other figure.</summary>
    public NpsGroups? NpsGroups { get; init; }

    /// <summary>Factors, second lines and labelled variants, in the order they are shown.</summary>
    public IReadOnlyList<KpiDetail> Details { get; init; } = [];
}

/// <summary>A figure for each group of customers, and for all together.</summary>
/// <param name="GroupBy">As in <see cref="KpiQuery.GroupBy"/>.</param>
/// <param name="Total">The same figure undivided.</param>
/// <param name="Groups">Those with somebody in them; the name is null for customers whose attribute is not known, who stand last.</param>
public sealed record KpiBreakdown(string GroupBy, KpiResult Total, IReadOnlyList<(string? Name, KpiResult Result)> Groups)
{
    /// <summary>Groups of people too few to be shown by themselves, as one; null when there are none, or when even together they are too few.</summary>
    public KpiResult? Other { get; init; }
}
