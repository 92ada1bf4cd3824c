namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>The days on which a customer used the product, one bit a day, up to and with a last day.</summary>
/// <param name="LastDay">The last day the data speak of.</param>
/// <param name="Days">The lowest bit is the last day, the next one the day before it.</param>
public readonly record struct UseHistory(DateOnly LastDay, UInt128 Days)
{
    /// <summary>So many days are remembered.</summary>
    public const int MostDays = 128;

    /// <summary>The last day of use; null when there was none in the days that are remembered.</summary>
    public DateOnly? LastUse => Days == 0 ? null : LastDay.AddDays(-(int)UInt128.TrailingZeroCount(Days));

    /// <summary>The same with one more day of use; as it was when that day is not remembered.</summary>
    public UseHistory With(DateOnly day) => Back(day) is >= 0 and < MostDays and var back ? this with { Days = Days | (UInt128.One << back) } : this;

    /// <summary>Days of use among so many up to and with a day.</summary>
    public int CountUpTo(DateOnly day, int days) =>
        Back(day) is >= 0 and < MostDays and var back ? (int)UInt128.PopCount((Days >> back) & ((UInt128.One << days) - 1)) : 0;

    /// <summary>The same as it was known on an earlier day.</summary>
    public UseHistory AsOf(DateOnly day) => new(day, Days >> Back(day));

    private int Back(DateOnly day) => LastDay.DayNumber - day.DayNumber;
}
