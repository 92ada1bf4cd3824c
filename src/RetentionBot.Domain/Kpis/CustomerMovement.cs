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
    public static bool Has(this CustomerMovement movement, CustomerMovement mark) => (movement & mark) != CustomerMovement.None;

    public static bool IsIn(this CustomerMovement movement, CustomerSet set)
    {
        var opening = movement.Has(CustomerMovement.Opening);
        var closing = movement.Has(CustomerMovement.Closing);
        var isNew = movement.Has(CustomerMovement.New);
        return set switch
        {
            CustomerSet.Opening => opening,
            CustomerSet.Closing => closing,
            CustomerSet.Lost => opening && !closing,
            CustomerSet.Retained => opening && closing,
            CustomerSet.New => isNew,
            CustomerSet.JoinedAndLost => isNew && !closing,
            CustomerSet.Reactivated => closing && !opening && !isNew,
            CustomerSet.WonBackWithin => opening && closing && movement.Has(CustomerMovement.Gap),
            _ => throw new ArgumentOutOfRangeException(nameof(set), set, "No such set of customers."),
        };
    }
}
