namespace RetentionBot.Domain.Kpis;

/// <summary>Rows of one kind on their way into columns: gathered, packed once, and let go.</summary>
internal sealed class Packing<TRow, TColumns>(Func<List<TRow>, TColumns> pack)
    where TColumns : class
{
    private List<TRow>? _rows = [];
    private TColumns? _columns;

    public int Count => _rows?.Count ?? 0;

    /// <exception cref="InvalidOperationException">The rows were packed before.</exception>
    public void Add(TRow row) => (_rows ?? throw new InvalidOperationException("These rows were packed already.")).Add(row);

    /// <summary>Packs the rows if there are any.</summary>
    public void Pack()
    {
        if (Count > 0)
        {
            _columns = pack(_rows!);
            _rows = null;
        }
    }

    /// <returns>The columns of all rows, packed or not.</returns>
    public TColumns Columns() => _columns ?? pack(_rows!);
}

/// <summary>How many rows are in which currency, by its code.</summary>
internal sealed record CurrencyCounts(IReadOnlyDictionary<short, int> Counts)
{
    public CurrencyCounts(IEnumerable<KeyValuePair<short, int>> counts)
        : this(new Dictionary<short, int>(counts))
    {
    }

    public static CurrencyCounts Of<TRow>(List<TRow> rows, Func<TRow, short> currencyOf) => new(rows.CountBy(currencyOf));

    /// <summary>The currency to report in: the company's own where somebody pays in it, else the one most rows have; unknown without rows.</summary>
    public short Main(short own) => Counts.Count == 0 ? (short)AttributeColumn.Unknown
        : Counts.ContainsKey(own) ? own
        : Counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).First().Key;

    /// <summary>Rows in a currency, none of which is in an amount.</summary>
    public int Others(short currency, short own) => currency == Main(own) ? 0 : Counts.GetValueOrDefault(currency);
}
