namespace RetentionBot.Domain.Kpis;

/// <summary>At which moment a customer's plan counts, where the customer feed gives none and the stretches decide.</summary>
internal enum PlanMoment
{
    /// <summary>At the opening, for rates over the opening; of those who were not there, at the closing, else the first.</summary>
    Opening,

    /// <summary>At the closing, for standing figures; of those who are gone, at the opening, else the first.</summary>
    Closing,

    /// <summary>The first ever, for those who joined.</summary>
    First,
}

/// <summary>Which customers a figure is about and into which groups it is split. Attributes are those of the customer; only the plan may change with time.</summary>
internal sealed class Slice
{
    /// <summary>The group of a customer that the filters leave out.</summary>
    public const int Outside = -1;

    private readonly bool[]? _allowed;
    private readonly int[]? _groups;
    private readonly bool[]? _plansAllowed;
    private readonly AttributeColumn? _plan;
    private readonly bool _groupsByPlan;

    /// <param name="allowed">Customers the filters let through, by index; null for all.</param>
    /// <param name="groups">Group of each customer, by index, below zero for those whose attribute is not known; null for one group.</param>
    /// <param name="names">Names of the groups; when there are several, the last one is of those whose attribute is not known.</param>
    public Slice(bool[]? allowed, int[]? groups, IReadOnlyList<string?> names)
        : this(allowed, groups, names, null, null, false)
    {
    }

    private Slice(bool[]? allowed, int[]? groups, IReadOnlyList<string?> names, bool[]? plansAllowed, AttributeColumn? plan, bool groupsByPlan) =>
        (_allowed, _groups, Names, _plansAllowed, _plan, _groupsByPlan) = (allowed, groups, names, plansAllowed, plan, groupsByPlan);

    private Slice(Slice narrowed, IReadOnlyList<string?> names)
        : this(narrowed._allowed, null, names, narrowed._plansAllowed, narrowed._plan, false) => IsByRound = true;

    /// <summary>Everybody in one group.</summary>
    public static Slice Everybody { get; } = new(null, null, [null]);

    /// <summary>Name of each group; null for those whose attribute is not known, and for the only group of an undivided slice.</summary>
    public IReadOnlyList<string?> Names { get; }

    /// <summary>Whether the groups are of answers and not of customers: the rounds of a survey, the last group being of those in none.</summary>
    public bool IsByRound { get; }

    /// <summary>Whether nobody is left out and nothing is divided.</summary>
    public bool IsEverybody => _allowed is null && _groups is null && _plan is null;

    /// <summary>The group of what belongs to no known customer: that of unknown attributes, and outside of every filter.</summary>
    public int GroupOfNobody => _allowed is not null || _plansAllowed is not null ? Outside : Names.Count - 1;

    /// <summary>This slice, further narrowed or divided by plan.</summary>
    /// <param name="plan">The plans; a customer's own comes before that of its stretches.</param>
    /// <param name="plansAllowed">Plans let through, by code; null for all.</param>
    /// <param name="groupsByPlan">Whether the plans are the groups; the last group is of those without one.</param>
    public Slice ByPlan(AttributeColumn plan, bool[]? plansAllowed, bool groupsByPlan) =>
        new(_allowed, _groups, groupsByPlan ? [.. plan.Names, null] : Names, plansAllowed, plan, groupsByPlan);

    /// <summary>This slice divided by the rounds of surveys.</summary>
    public Slice ByRound(IReadOnlyList<string> rounds) => new(this, [.. rounds, null]);

    /// <returns>The group, or <see cref="Outside"/>.</returns>
    public int GroupOf(int customer, in CustomerState state, PlanMoment moment) => GroupOf(customer, _plan is null ? AttributeColumn.Unknown : PlanAt(in state, moment));

    /// <param name="stretchPlan">The plan its stretches give at the moment that counts.</param>
    public int GroupOf(int customer, int stretchPlan)
    {
        if (_allowed is not null && !_allowed[customer])
        {
            return Outside;
        }

        var group = _groups is null ? 0 : _groups[customer] is var own and >= 0 ? own : Names.Count - 1;
        return _plan is null ? group : GroupOf(group, customer, stretchPlan);
    }

    private int GroupOf(int group, int customer, int stretchPlan)
    {
        var plan = _plan!.Codes[customer] is var own and not AttributeColumn.Unknown ? own : stretchPlan;
        return _plansAllowed is not null && (plan == AttributeColumn.Unknown || !_plansAllowed[plan]) ? Outside
            : !_groupsByPlan ? group
            : plan == AttributeColumn.Unknown ? Names.Count - 1
            : plan;
    }

    private static short PlanAt(in CustomerState state, PlanMoment moment)
    {
        var opening = state.Movement.Has(CustomerMovement.Opening);
        var closing = state.Movement.Has(CustomerMovement.Closing);
        return moment switch
        {
            PlanMoment.First => state.FirstPlan,
            PlanMoment.Opening => opening ? state.OpeningPlan : closing ? state.ClosingPlan : state.FirstPlan,
            _ => closing ? state.ClosingPlan : opening ? state.OpeningPlan : state.FirstPlan,
        };
    }
}
