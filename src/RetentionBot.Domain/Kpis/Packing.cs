using System.Runtime.InteropServices;

namespace RetentionBot.Domain.Kpis;

/// <summary>Rows of one kind on their way into columns: gathered, packed once, and let go.</summary>
internal sealed class Packing<TRow, TColumns>(Func<RowPages<TRow>, TColumns> pack)
    where TRow : struct
    where TColumns : class
{
    private RowPages<TRow>? _rows = new();
    private TColumns? _columns;

    /// <exception cref="InvalidOperationException">The rows were packed before.</exception>
    public void Add(TRow row) => (_rows ?? throw new InvalidOperationException("These rows were packed already.")).Add(row);

    /// <summary>Packs the rows if there are any.</summary>
    /// <returns>How many there were.</returns>
    public int Pack()
    {
        if (_rows is not { Count: > 0 } rows)
        {
            return 0;
        }

        _columns = pack(rows);
        _rows = null;
        return rows.Count;
    }

    /// <returns>The columns of all rows, packed or not.</returns>
    public TColumns Columns() => _columns ?? pack(_rows!);
}

/// <summary>How many rows are in which currency, by its code.</summary>
internal sealed record CurrencyCounts(IReadOnlyDictionary<short, int> Counts)
{
    public static CurrencyCounts None { get; } = new(new Dictionary<short, int>());

    public static CurrencyCounts Of<TRow>(RowPages<TRow> rows, Func<TRow, short> currencyOf)
        where TRow : struct
    {
        var counts = new Dictionary<short, int>();
        for (var row = 0; row < rows.Count; row++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, currencyOf(rows[row]), out _)++;
        }

        return new(counts);
    }

    /// <summary>The currency to report in: the company's own where somebody pays in it, else the one most rows have; unknown without rows.</summary>
    public short Main(short own) => Counts.Count == 0 ? (short)AttributeColumn.Unknown
        : Counts.ContainsKey(own) ? own
        : Counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).First().Key;

    /// <summary>Rows in a currency, none of which is in an amount.</summary>
    public int Others(short currency, short own) => currency == Main(own) ? 0 : Counts.GetValueOrDefault(currency);
}
