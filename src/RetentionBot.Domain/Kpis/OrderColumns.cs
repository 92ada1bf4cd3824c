using RetentionBot.Domain.Revenue;

namespace RetentionBot.Domain.Kpis;

/// <summary>All orders and refunds as columns, those of a customer together and earliest first.</summary>
public sealed class OrderColumns
{
    private readonly int[] _first;
    private readonly int[] _days;
    private readonly long[] _amounts;

    internal OrderColumns(int[] first, int[] days, long[] amounts) => (_first, _days, _amounts) = (first, days, amounts);

    public int Count => _days.Length;

    /// <summary>Where each customer's orders begin, as in <see cref="StretchColumns.First"/>.</summary>
    public ReadOnlySpan<int> First => _first;

    /// <summary>Local day of each.</summary>
    public ReadOnlySpan<int> Days => _days;

    /// <summary>Ten-thousandths of a minor unit of the report's currency, see <see cref="Order.TotalRest"/>; below zero it is a refund and no order.</summary>
    public ReadOnlySpan<long> Amounts => _amounts;
}
