namespace RetentionBot.Domain.Kpis;

/// <summary>The sets a period sorts its customers into. A customer can be in several.</summary>
public enum CustomerSet
{
    /// <summary>Active at the close of the day before the period.</summary>
    Opening,

    /// <summary>Active at the close of the last day measured.</summary>
    Closing,

    /// <summary>In the opening and not in the closing.</summary>
    Lost,

    /// <summary>In the opening and in the closing.</summary>
    Retained,

    /// <summary>First paying start ever in the period.</summary>
    New,

    /// <summary>New and not in the closing: an early loss, never part of churn.</summary>
    JoinedAndLost,

    /// <summary>In the closing, not in the opening, and not new.</summary>
    Reactivated,

    /// <summary>Retained, though without service for a day or more inside the period.</summary>
    WonBackWithin,
}

/// <summary>How many customers were there, came and went in a period, and what they paid.</summary>
/// <remarks>
/// A customer is active on a day when at least one paying stretch covers it; several stretches are one customer. Amounts are MRR in minor units of the
/// snapshot's currency, netted per customer over the period. Always true:
/// closing = opening - lost + (new - joined and lost) + reactivated, and
/// closing MRR = opening MRR - churned - contraction + expansion + new + reactivation.
/// </remarks>
public sealed class CustomerCounts
{
    /// <summary>A departure after at most so many days with service is an early one.</summary>
    public const int EarlyDays = 30;

    private readonly int[] _lost = new int[ChurnTypes.Count];
    private readonly int[] _joinedAndLost = new int[ChurnTypes.Count];

    // Most customers of most periods just stay: they are counted once here, and the sums that hold them add them.
    private int _steady;
    private int _steadyPayers;
    private long _steadyMrr;
    private int _changing;
    private int _closing;
    private int _payers;
    private long _changingMrr;
    private long _closingMrr;

    public int Opening => _steady + _changing;

    public int Closing => _steady + _closing;

    public int Lost => _lost.Sum();

    public int Retained => Opening - Lost;

    public int New { get; private set; }

    public int JoinedAndLost => _joinedAndLost.Sum();

    public int Reactivated { get; private set; }

    public int WonBackWithin { get; private set; }

    public long OpeningMrr => _steadyMrr + _changingMrr;

    public long ClosingMrr => _steadyMrr + _closingMrr;

    /// <summary>Opening MRR of the lost.</summary>
    public long ChurnedMrr { get; private set; }

    /// <summary>What retained customers pay less at the closing than at the opening.</summary>
    public long ContractionMrr { get; private set; }

    /// <summary>What retained customers pay more at the closing than at the opening.</summary>
    public long ExpansionMrr { get; private set; }

    /// <summary>Closing MRR of the new.</summary>
    public long NewMrr { get; private set; }

    /// <summary>Closing MRR of the reactivated.</summary>
    public long ReactivationMrr { get; private set; }

    /// <summary>Customers of the closing who pay in the report's currency: those an average of MRR is over.</summary>
    public int ClosingPayers => _steadyPayers + _payers;

    /// <summary>Days with service of all the lost together, from their first start on and without gaps.</summary>
    public long LostActiveDays { get; private set; }

    /// <summary>Departures, lost or joined and lost, after at most <see cref="EarlyDays"/> days with service.</summary>
    public int EarlyDepartures { get; private set; }

    /// <summary>Customers lost in one way.</summary>
    public int LostBy(ChurnType type) => _lost[(int)type];

    /// <summary>Customers who left in one way, those who had joined in the same period among them.</summary>
    public int DeparturesBy(ChurnType type) => _lost[(int)type] + _joinedAndLost[(int)type];

    public static CustomerCounts Of(FactSnapshot facts, MeasuredPeriod period) => Of(facts, period, Slice.Everybody, PlanMoment.Opening)[0];

    /// <summary>The very customers behind a count, as ascending customer indexes.</summary>
    public static IReadOnlyList<int> Customers(FactSnapshot facts, MeasuredPeriod period, CustomerSet set) =>
        Customers(facts, period, set, Slice.Everybody, PlanMoment.Opening, departureTypes: null);

    /// <returns>The counts of each group of a slice.</returns>
    internal static CustomerCounts[] Of(FactSnapshot facts, MeasuredPeriod period, Slice slice, PlanMoment moment)
    {
        var fold = new CountFold(facts, period.Measured.LastDay.DayNumber, slice, moment);
        CustomerScan.Run(facts, period.Measured, ref fold);
        return fold.Groups;
    }

    /// <param name="departureTypes">Only those who left in one of these ways; null for all.</param>
    internal static IReadOnlyList<int> Customers(
        FactSnapshot facts, MeasuredPeriod period, CustomerSet set, Slice slice, PlanMoment moment, IReadOnlyList<ChurnType>? departureTypes)
    {
        var fold = new ListFold(set, slice, moment, departureTypes);
        CustomerScan.Run(facts, period.Measured, ref fold);
        return fold.Members;
    }

    private void AddSteady(long mrr)
    {
        _steady++;
        _steadyPayers += mrr > 0 ? 1 : 0;
        _steadyMrr += mrr;
    }

    private void Add(FactSnapshot facts, int lastDay, int customer, in CustomerState state)
    {
        var (movement, opening, closing) = (state.Movement, state.OpeningMrr, state.ClosingMrr);
        var isNew = movement.Has(CustomerMovement.New);
        if (isNew)
        {
            New++;
        }

        switch (movement & (CustomerMovement.Opening | CustomerMovement.Closing))
        {
            case CustomerMovement.Opening:
                _changing++;
                _lost[state.DepartureType]++;
                LostActiveDays += NoteDeparture(facts, customer, lastDay);
                _changingMrr += opening;
                ChurnedMrr += opening;
                break;
            case CustomerMovement.Closing:
                _closing++;
                _closingMrr += closing;
                _payers += closing > 0 ? 1 : 0;
                if (isNew)
                {
                    NewMrr += closing;
                }
                else
                {
                    Reactivated++;
                    ReactivationMrr += closing;
                }

                break;
            case CustomerMovement.Opening | CustomerMovement.Closing:
                _changing++;
                _closing++;
                WonBackWithin += movement.Has(CustomerMovement.Gap) ? 1 : 0;
                _changingMrr += opening;
                _closingMrr += closing;
                _payers += closing > 0 ? 1 : 0;
                ContractionMrr += closing < opening ? opening - closing : 0;
                ExpansionMrr += closing > opening ? closing - opening : 0;
                break;
            case CustomerMovement.None when isNew:
                _joinedAndLost[state.DepartureType]++;
                NoteDeparture(facts, customer, lastDay);
                break;
        }
    }

    /// <returns>The days with service the customer had.</returns>
    private int NoteDeparture(FactSnapshot facts, int customer, int lastDay)
    {
        var days = ServiceRuns.ActiveDays(facts, customer, lastDay);
        EarlyDepartures += days <= EarlyDays ? 1 : 0;
        return days;
    }

    private readonly struct CountFold : ICustomerFold
    {
        private readonly FactSnapshot _facts;
        private readonly int _lastDay;
        private readonly Slice _slice;
        private readonly PlanMoment _moment;

        public CountFold(FactSnapshot facts, int lastDay, Slice slice, PlanMoment moment)
        {
            (_facts, _lastDay, _slice, _moment, Groups) = (facts, lastDay, slice, moment, new CustomerCounts[slice.Names.Count]);
            for (var i = 0; i < Groups.Length; i++)
            {
                Groups[i] = new CustomerCounts();
            }
        }

        public CustomerCounts[] Groups { get; }

        public void AddSteady(int customer, long mrr, short plan)
        {
            if (_slice.GroupOf(customer, plan) is var group and >= 0)
            {
                Groups[group].AddSteady(mrr);
            }
        }

        public void Add(int customer, in CustomerState state)
        {
            if (_slice.GroupOf(customer, in state, _moment) is var group and >= 0)
            {
                Groups[group].Add(_facts, _lastDay, customer, in state);
            }
        }
    }

    private readonly struct ListFold(CustomerSet set, Slice slice, PlanMoment moment, IReadOnlyList<ChurnType>? departureTypes) : ICustomerFold
    {
        private const CustomerMovement Steady = CustomerMovement.Opening | CustomerMovement.Closing;

        public List<int> Members { get; } = [];

        public void AddSteady(int customer, long mrr, short plan)
        {
            if (Steady.IsIn(set) && slice.GroupOf(customer, plan) >= 0 && departureTypes is null)
            {
                Members.Add(customer);
            }
        }

        public void Add(int customer, in CustomerState state)
        {
            if (state.Movement.IsIn(set)
                && slice.GroupOf(customer, in state, moment) >= 0
                && (departureTypes is null || departureTypes.Contains((ChurnType)state.DepartureType)))
            {
                Members.Add(customer);
            }
        }
    }
}
