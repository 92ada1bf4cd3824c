namespace RetentionBot.ScaleData.Drawing;

/// <summary>A distribution as cumulative whole numbers per 10,000, so that nothing is rounded differently anywhere.</summary>
internal sealed class Table<T>
{
    private readonly List<int> upTo = [];
    private readonly List<T> values = [];

    /// <param name="rows">Shares per 10,000 that sum to 10,000, and what they stand for.</param>
    /// <exception cref="ArgumentException">The shares sum to something else.</exception>
    public Table(params ReadOnlySpan<(int Share, T Value)> rows)
    {
        var sum = 0;
        foreach (var (share, value) in rows)
        {
            // A value without a share is never drawn, and no two values end at the same number.
            if (share > 0)
            {
                sum += share;
                upTo.Add(sum);
                values.Add(value);
            }
        }

        if (sum != Draws.Whole)
        {
            throw new ArgumentException($"The shares sum to {sum}.", nameof(rows));
        }
    }

    /// <param name="share">0 to 9,999.</param>
    public T At(int share)
    {
        var found = upTo.BinarySearch(share + 1);
        return values[found < 0 ? ~found : found];
    }
}

/// <summary>Whole numbers from one to another, both included.</summary>
internal readonly record struct Band(int From, int To)
{
    public int Count => To - From + 1;
}
