using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>What one customer did in a period.</summary>
[Flags]
internal enum CustomerMovement
{
    None = 0,

    /// <summary>Active at the close of the day before the period.</summary>
    Opening = 1,

    /// <summary>Active at the close of the period's last day.</summary>
    Closing = 2,

    /// <summary>The first paying start ever falls in the period.</summary>
    New = 4,

    /// <summary>A day of the period lies uncovered before a start in the period.</summary>
    Gap = 8,
}

internal static class CustomerMovements
{
    /// <summary>How many different movements there can be: every mix of the four marks.</summary>
    public const int Kinds = 16;

    /// <summary>Reads one customer's stretches, earliest start first, in one pass.</summary>
    public static CustomerMovement Of(ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, Period period)
    {
        var (from, last) = (period.From.DayNumber, period.LastDay.DayNumber);
        if (starts.IsEmpty || starts[0] > last)
        {
            return CustomerMovement.None;
        }

        var movement = starts[0] >= from ? CustomerMovement.New : CustomerMovement.None;
        var coveredTo = from;
        for (var i = 0; i < starts.Length && starts[i] <= last; i++)
        {
            var (start, end) = (starts[i], ends[i]);
            if (start == end)
            {
                continue;
            }

            if (start < from && end >= from)
            {
                movement |= CustomerMovement.Opening;
            }

            if (end > last)
            {
                movement |= CustomerMovement.Closing;
            }

            if (end > coveredTo)
            {
                // A start on the very day the last stretch ended leaves no day uncovered.
                movement |= start > coveredTo ? CustomerMovement.Gap : CustomerMovement.None;
                coveredTo = end;
            }
        }

        return movement;
    }

    public static bool IsIn(this CustomerMovement movement, CustomerSet set)
    {
        var opening = movement.HasFlag(CustomerMovement.Opening);
        var closing = movement.HasFlag(CustomerMovement.Closing);
        var isNew = movement.HasFlag(CustomerMovement.New);
        return set switch
        {
            CustomerSet.Opening => opening,
            CustomerSet.Closing => closing,
            CustomerSet.Lost => opening && !closing,
            CustomerSet.Retained => opening && closing,
            CustomerSet.New => isNew,
            CustomerSet.JoinedAndLost => isNew && !closing,
            CustomerSet.Reactivated => closing && !opening && !isNew,
            CustomerSet.WonBackWithin => opening && closing && movement.HasFlag(CustomerMovement.Gap),
            _ => throw new ArgumentOutOfRangeException(nameof(set), set, "No such set of customers."),
        };
    }
}
