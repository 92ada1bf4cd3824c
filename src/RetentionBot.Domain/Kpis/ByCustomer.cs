using System.Runtime.InteropServices;

namespace RetentionBot.Domain.Kpis;

/// <summary>Brings rows that came in any order together by customer, without sorting all of them.</summary>
internal static class ByCustomer
{
    /// <param name="rows">Rows as they came.</param>
    /// <param name="customers">Number of customers.</param>
    /// <param name="customerOf">The customer index of a row.</param>
    /// <param name="within">The order of a customer's rows; equal ones keep the order they came in.</param>
    /// <returns>Where each customer's rows begin, one longer than the number of customers, and the rows in their new order.</returns>
    public static (int[] First, T[] Rows) Arrange<T>(List<T> rows, int customers, Func<T, int> customerOf, Comparison<T> within)
    {
        var first = new int[customers + 1];
        foreach (var row in CollectionsMarshal.AsSpan(rows))
        {
            first[customerOf(row) + 1]++;
        }

        for (var customer = 0; customer < customers; customer++)
        {
            first[customer + 1] += first[customer];
        }

        var next = first[..^1];
        var arranged = new T[rows.Count];
        foreach (var row in CollectionsMarshal.AsSpan(rows))
        {
            arranged[next[customerOf(row)]++] = row;
        }

        for (var customer = 0; customer < customers; customer++)
        {
            Sort(arranged.AsSpan(first[customer]..first[customer + 1]), within);
        }

        return (first, arranged);
    }

    /// <summary>Stable, and quick where rows come nearly in order, as they do.</summary>
    private static void Sort<T>(Span<T> rows, Comparison<T> within)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (within(rows[i - 1], rows[i]) > 0)
            {
                rows.ToArray().OrderBy(row => row, Comparer<T>.Create(within)).ToArray().CopyTo(rows);
                return;
            }
        }
    }
}
