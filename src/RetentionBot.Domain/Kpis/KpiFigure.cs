using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>The part of a result that differs from one figure to the next.</summary>
internal sealed record KpiFigure(decimal? Value, decimal? Numerator = null, decimal? Denominator = null)
{
    public NoValueReason? WhyNoValue { get; init; }

    public bool IsSmallNumber { get; init; }

    public NpsGroups? NpsGroups { get; init; }

    public CsatGroups? CsatGroups { get; init; }

    public IReadOnlyList<KpiDetail> Details { get; init; } = [];

    /// <summary>Whether nobody at all stands behind it, so that a breakdown leaves it out.</summary>
    public bool IsEmpty { get; init; }

    public static KpiFigure None(NoValueReason why) => new((decimal?)null) { WhyNoValue = why };

    public static KpiFigure Count(int count, int? outOf = null) => new(count, count, outOf) { IsEmpty = count == 0 && outOf is null or 0 };

    /// <summary>A part of a whole; without a whole it has no value.</summary>
    public static KpiFigure Ratio(decimal part, decimal whole, NoValueReason whyNone) =>
        new(whole == 0 ? null : part / whole, part, whole) { WhyNoValue = whole == 0 ? whyNone : null, IsEmpty = whole == 0 && part == 0 };
}

/// <summary>All that a figure is computed from.</summary>
internal sealed record KpiInput(FactSnapshot Facts, MeasuredPeriod Period, Slice Slice, KpiSettings Settings)
{
    /// <summary>Only those who left in one of these ways; null for all.</summary>
    public IReadOnlyList<ChurnType>? ChurnTypes { get; init; }

    /// <summary>Plan that a customer's stretches give on a day: the one that paid most, else the last one before. For facts that are no stretches themselves.</summary>
    public int PlanOn(int customer, int day)
    {
        var stretches = Facts.Stretches;
        var (most, plan) = (-1L, AttributeColumn.Unknown);
        for (var i = stretches.First[customer]; i < stretches.First[customer + 1] && stretches.Starts[i] <= day; i++)
        {
            if (stretches.Ends[i] > day && stretches.Mrr[i] > most)
            {
                (most, plan) = (stretches.Mrr[i], stretches.Plans[i]);
            }
            else if (most < 0)
            {
                plan = stretches.Plans[i];
            }
        }

        return plan;
    }

    /// <summary>The group of a customer at the period's end, for facts that are no stretches themselves.</summary>
    public int GroupOf(int customer) => Slice.IsEverybody ? 0
        : customer == AnswerColumns.NoCustomer ? Slice.GroupOfNobody
        : Slice.GroupOf(customer, PlanOn(customer, Period.Measured.LastDay.DayNumber));

    /// <summary>The group of an answer or invitation.</summary>
    /// <param name="round">A place in <see cref="FactSnapshot.Rounds"/>, or <see cref="AttributeColumn.Unknown"/>.</param>
    public int GroupOf(int customer, int round) => GroupOf(customer) is var group && (group < 0 || !Slice.IsByRound) ? group
        : round == AttributeColumn.Unknown ? Slice.Names.Count - 1
        : round;
}
