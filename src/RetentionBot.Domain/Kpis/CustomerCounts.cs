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

/// <summary>How many customers were there, came and went in a period.</summary>
/// <remarks>
/// A customer is active on a day when at least one paying stretch covers it; several stretches are one customer.
/// Always true: closing = opening - lost + (new - joined and lost) + reactivated.
/// </remarks>
public sealed record CustomerCounts
{
    private CustomerCounts(MeasuredPeriod period) => Period = period;

    public MeasuredPeriod Period { get; }

    public int Opening { get; private init; }

    public int Closing { get; private init; }

    public int Lost { get; private init; }

    public int Retained { get; private init; }

    public int New { get; private init; }

    public int JoinedAndLost { get; private init; }

    public int Reactivated { get; private init; }

    public int WonBackWithin { get; private init; }

    public static CustomerCounts Of(FactSnapshot facts, MeasuredPeriod period)
    {
        var tally = new int[CustomerMovements.Kinds];
        for (var customer = 0; customer < facts.CustomerCount; customer++)
        {
            tally[(int)MovementOf(facts, customer, period)]++;
        }

        int Count(CustomerSet set)
        {
            var count = 0;
            for (var movement = 0; movement < tally.Length; movement++)
            {
                count += ((CustomerMovement)movement).IsIn(set) ? tally[movement] : 0;
            }

            return count;
        }

        return new CustomerCounts(period)
        {
            Opening = Count(CustomerSet.Opening),
            Closing = Count(CustomerSet.Closing),
            Lost = Count(CustomerSet.Lost),
            Retained = Count(CustomerSet.Retained),
            New = Count(CustomerSet.New),
            JoinedAndLost = Count(CustomerSet.JoinedAndLost),
            Reactivated = Count(CustomerSet.Reactivated),
            WonBackWithin = Count(CustomerSet.WonBackWithin),
        };
    }

    /// <summary>The very customers behind a count, as ascending customer indexes.</summary>
    public static IReadOnlyList<int> Customers(FactSnapshot facts, MeasuredPeriod period, CustomerSet set)
    {
        var members = new List<int>();
        for (var customer = 0; customer < facts.CustomerCount; customer++)
        {
            if (MovementOf(facts, customer, period).IsIn(set))
            {
                members.Add(customer);
            }
        }

        return members;
    }

    private static CustomerMovement MovementOf(FactSnapshot facts, int customer, MeasuredPeriod period)
    {
        var (first, after) = (facts.FirstStretch[customer], facts.FirstStretch[customer + 1]);
        return CustomerMovements.Of(facts.StretchStarts[first..after], facts.StretchEnds[first..after], period.Measured);
    }
}
