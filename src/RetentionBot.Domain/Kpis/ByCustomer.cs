namespace RetentionBot.Domain.Kpis;

/// <summary>Brings rows that came in any order together by customer, without sorting all of them and without a copy of any.</summary>
internal static class ByCustomer
{
    /// <summary>The customer of a row that is to be left out.</summary>
    public const int None = -1;

    /// <param name="rows">Rows as they came.</param>
    /// <param name="customers">Number of customers.</param>
    /// <param name="customerOf">The customer index of a row, or <see cref="None"/>.</param>
    /// <param name="within">The order of a customer's rows; equal ones keep the order they came in.</param>
    /// <returns>Where each customer's rows begin, one longer than the number of customers, and which row stands where.</returns>
    public static (int[] First, int[] Order) Arrange<TRow>(RowPages<TRow> rows, int customers, Func<TRow, int> customerOf, Comparison<TRow> within)
        where TRow : struct
    {
        var first = new int[customers + 1];
        for (var row = 0; row < rows.Count; row++)
        {
            if (customerOf(rows[row]) is var customer && customer != None)
            {
                first[customer + 1]++;
            }
        }

        for (var customer = 0; customer < customers; customer++)
        {
            first[customer + 1] += first[customer];
        }

        var next = first[..^1];
        var order = new int[first[^1]];
        for (var row = 0; row < rows.Count; row++)
        {
            if (customerOf(rows[row]) is var customer && customer != None)
            {
                order[next[customer]++] = row;
            }
        }

        for (var customer = 0; customer < customers; customer++)
        {
            Sort(order.AsSpan(first[customer]..first[customer + 1]), rows, within);
        }

        return (first, order);
    }

    /// <summary>Looks first, since a customer's rows nearly always come in order.</summary>
    private static void Sort<TRow>(Span<int> order, RowPages<TRow> rows, Comparison<TRow> within)
        where TRow : struct
    {
        for (var i = 1; i < order.Length; i++)
        {
            if (within(rows[order[i - 1]], rows[order[i]]) > 0)
            {
                order.Sort((a, b) => within(rows[a], rows[b]) is var result && result != 0 ? result : a.CompareTo(b));
                return;
            }
        }
    }
}
