using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>What one customer's stretches say about a period. Plans are codes of the snapshot; amounts are MRR in minor units.</summary>
internal struct CustomerState
{
    public CustomerMovement Movement;

    /// <summary>MRR at the close of the day before the period.</summary>
    public long OpeningMrr;

    /// <summary>MRR at the close of the period's last day.</summary>
    public long ClosingMrr;

    /// <summary>Plan of the stretch that paid most at the opening.</summary>
    public short OpeningPlan;

    /// <summary>Plan of the stretch that paid most at the closing.</summary>
    public short ClosingPlan;

    /// <summary>Plan of the first stretch ever.</summary>
    public short FirstPlan;

    /// <summary>Of somebody who is gone at the closing, how: the type of the stretch that ended last.</summary>
    public byte DepartureType;
}

/// <summary>Takes the customers of a scan one by one.</summary>
internal interface ICustomerFold
{
    /// <summary>Most customers: one stretch that covers the opening and the closing.</summary>
    void AddSteady(int customer, long mrr, short plan);

    /// <summary>Everybody else who was there at the opening, at the closing or in between.</summary>
    void Add(int customer, in CustomerState state);
}

/// <summary>Walks all stretches once and tells what each customer did in a period. Every figure about customers and MRR is folded from it.</summary>
internal static class CustomerScan
{
    /// <param name="period">The days that are measured.</param>
    /// <param name="fold">Gets every customer who had started by the period's end, but not those who had all left before it. A struct, so that the call costs nothing.</param>
    public static void Run<TFold>(FactSnapshot facts, Period period, ref TFold fold)
        where TFold : struct, ICustomerFold
    {
        var (from, last) = (period.From.DayNumber, period.LastDay.DayNumber);
        var stretches = facts.Stretches;
        var first = stretches.First;
        var starts = stretches.Starts;
        var ends = stretches.Ends;
        var mrr = stretches.Mrr;
        var plans = stretches.Plans;
        var lastEnds = stretches.LastEnds;
        for (var customer = 0; customer < facts.CustomerCount; customer++)
        {
            var (begin, after) = (first[customer], first[customer + 1]);
            if (begin == after || starts[begin] > last)
            {
                continue;
            }

            if (after - begin == 1 && starts[begin] < from && ends[begin] > last)
            {
                fold.AddSteady(customer, mrr[begin], plans[begin]);
            }
            else if (lastEnds[customer] >= from)
            {
                fold.Add(customer, StateOf(stretches, begin, after, from, last));
            }
        }
    }

    private static CustomerState StateOf(StretchColumns stretches, int begin, int after, int from, int last)
    {
        var starts = stretches.Starts;
        var ends = stretches.Ends;
        var mrr = stretches.Mrr;
        var plans = stretches.Plans;
        var types = stretches.ChurnTypes;
        var state = new CustomerState
        {
            Movement = starts[begin] >= from ? CustomerMovement.New : CustomerMovement.None,
            OpeningPlan = AttributeColumn.Unknown,
            ClosingPlan = AttributeColumn.Unknown,
            FirstPlan = plans[begin],
        };
        var (openingMost, closingMost, lastEnd, coveredTo) = (-1L, -1L, int.MinValue, from);
        for (var i = begin; i < after && starts[i] <= last; i++)
        {
            var (start, end) = (starts[i], ends[i]);
            if (start < from && end >= from)
            {
                state.Movement |= CustomerMovement.Opening;
                state.OpeningMrr += mrr[i];
                if (mrr[i] > openingMost)
                {
                    (openingMost, state.OpeningPlan) = (mrr[i], plans[i]);
                }
            }

            if (end > last)
            {
                state.Movement |= CustomerMovement.Closing;
                state.ClosingMrr += mrr[i];
                if (mrr[i] > closingMost)
                {
                    (closingMost, state.ClosingPlan) = (mrr[i], plans[i]);
                }
            }
            else if (end >= lastEnd)
            {
                (lastEnd, state.DepartureType) = (end, types[i]);
            }

            if (end > coveredTo && start != end)
            {
                // A start on the very day the last stretch ended leaves no day uncovered.
                state.Movement |= start > coveredTo ? CustomerMovement.Gap : CustomerMovement.None;
                coveredTo = end;
            }
        }

        return state;
    }
}
