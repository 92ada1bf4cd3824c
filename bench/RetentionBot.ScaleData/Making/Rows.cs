namespace RetentionBot.ScaleData.Making;

/// <summary>The packages, cheapest first.</summary>
internal enum Plan
{
    Basic,
    Pro,
    Enterprise,
}

/// <summary>A customer as the source knows them.</summary>
/// <param name="Plan">The package they began with; it stays, whatever they change to later.</param>
/// <param name="IsShop">Whether they order as well.</param>
internal sealed record CustomerRow(
    int Number, string Id, string Name, string Country, Plan Plan, string Industry, string Owner, string Language, DateOnly SignedUpOn, string Channel, bool IsShop);

/// <summary>A stretch of a subscription, half-open like the bot's.</summary>
/// <param name="Id">The customer's id and the row's number.</param>
/// <param name="Plan">The package of this stretch.</param>
/// <param name="PriceMinor">Cents per month or, when yearly, per year.</param>
/// <param name="IsYearly">Whether the price is for a year; it can then be divided by 12.</param>
/// <param name="Start">First day.</param>
/// <param name="End">First local day without service; null while it runs.</param>
/// <param name="ChurnType">Why it ended; null when unknown, and where a change of package goes on the same day.</param>
/// <param name="IsTrial">Whether it is the free fortnight.</param>
internal sealed record SubscriptionRow(string Id, Plan Plan, long PriceMinor, bool IsYearly, DateOnly Start, DateOnly? End, string? ChurnType, bool IsTrial)
{
    /// <summary>Whether the file gives the end as an instant, 23:30 UTC, whose UTC day is the one before <see cref="End"/>.</summary>
    public bool EndsAtBorder { get; init; }

    /// <summary>Whether the file holds the very same row a second time.</summary>
    public bool IsWrittenTwice { get; init; }

    public long MrrMinor => IsYearly ? PriceMinor / 12 : PriceMinor;

    public bool IsPaid => !IsTrial && MrrMinor > 0;

    public bool Covers(DateOnly day) => Start <= day && (End is null || day < End);
}

/// <summary>Which question was answered.</summary>
internal enum AnswerKind
{
    Nps,
    Csat,
}

/// <summary>An answer to a survey.</summary>
/// <param name="Id">The customer's id and the row's own.</param>
/// <param name="Kind">Which question.</param>
/// <param name="Round">The wave.</param>
/// <param name="Score">The score; null when <paramref name="Invalid"/> is given.</param>
/// <param name="Invalid">What stands in the file where no score of the scale does.</param>
/// <param name="At">When, in UTC.</param>
internal sealed record AnswerRow(string Id, AnswerKind Kind, string Round, int? Score, string? Invalid, DateTimeOffset At);

/// <summary>A support case.</summary>
internal sealed record CaseRow(string Id, DateTimeOffset OpenedAt, DateTimeOffset? FirstReplyAt, DateTimeOffset? ClosedAt, bool IsUrgent, bool IsEscalated);

/// <summary>An order of one line; a negative total is a refund.</summary>
internal sealed record OrderRow(string Id, DateOnly Day, long TotalMinor);

/// <summary>One use of one feature.</summary>
internal sealed record UseRow(string Id, DateOnly Day, int Feature, int Events);

/// <summary>A month's use rolled up.</summary>
internal sealed record UseMonthRow(int Month, int ActiveDays, int Features, DateOnly LastDay);

/// <summary>All that is known of one customer.</summary>
internal sealed record CustomerData(CustomerRow Customer, IReadOnlyList<SubscriptionRow> Subscriptions)
{
    public IReadOnlyList<AnswerRow> Answers { get; init; } = [];

    public IReadOnlyList<CaseRow> Cases { get; init; } = [];

    public IReadOnlyList<OrderRow> Orders { get; init; } = [];

    /// <summary>Empty where activity was not asked for.</summary>
    public IReadOnlyList<UseRow> Uses { get; init; } = [];

    public IReadOnlyList<UseMonthRow> UseMonths { get; init; } = [];
}
