namespace RetentionBot.Domain.Kpis;

/// <summary>Many small rows, kept in pages: growing copies none of them and leaves no outgrown arrays behind.</summary>
internal sealed class RowPages<TRow>
    where TRow : struct
{
    private const int PageBits = 14;
    private const int PageRows = 1 << PageBits;

    private readonly List<TRow[]> _pages = [];

    public int Count { get; private set; }

    public ref readonly TRow this[int row] => ref _pages[row >> PageBits][row & (PageRows - 1)];

    public void Add(TRow row)
    {
        if (Count >> PageBits == _pages.Count)
        {
            _pages.Add(new TRow[PageRows]);
        }

        _pages[Count >> PageBits][Count & (PageRows - 1)] = row;
        Count++;
    }

    /// <summary>One value of every row, in the order the rows came.</summary>
    public TValue[] Column<TValue>(Func<TRow, TValue> of)
    {
        var column = new TValue[Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = of(this[i]);
        }

        return column;
    }

    /// <summary>One value of the rows named, in the order they are named.</summary>
    public TValue[] Column<TValue>(int[] rows, Func<TRow, TValue> of)
    {
        var column = new TValue[rows.Length];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = of(this[rows[i]]);
        }

        return column;
    }
}
