namespace RetentionBot.Domain.Kpis;

/// <summary>All paid subscription stretches as columns, those of a customer together and earliest start first.</summary>
public sealed class StretchColumns
{
    private readonly int[] _first;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly long[] _mrr;
    private readonly short[] _plans;
    private readonly byte[] _churnTypes;
    private readonly int[] _lastEnds;

    internal StretchColumns(int[] first, int[] starts, int[] ends, long[] mrr, short[] plans, byte[] churnTypes) =>
        (_first, _starts, _ends, _mrr, _plans, _churnTypes, _lastEnds) = (first, starts, ends, mrr, plans, churnTypes, Latest(first, ends));

    public int Count => _starts.Length;

    /// <summary>The first day anybody ever paid for; null when nobody did.</summary>
    public DateOnly? FirstStart => _starts.Length == 0 ? null : DateOnly.FromDayNumber(_starts.Min());

    /// <summary>
    /// Where each customer's stretches begin: customer c has those from <c>First[c]</c> up to, not including, <c>First[c + 1]</c>.
    /// One longer than the number of customers.
    /// </summary>
    public ReadOnlySpan<int> First => _first;

    /// <summary>First paid day of each stretch.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>First day without service of each stretch, <see cref="FactSnapshot.Running"/> when it has not ended. Equal to its start: it covers no day.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>By customer: the latest end of all stretches; of a customer without any, a day before all others.</summary>
    public ReadOnlySpan<int> LastEnds => _lastEnds;

    /// <summary>Price per month in minor units of the report's currency; 0 for a stretch in another currency.</summary>
    public ReadOnlySpan<long> Mrr => _mrr;

    /// <summary>Plan of each stretch, a code of the snapshot's plans; <see cref="AttributeColumn.Unknown"/> when the source gave none.</summary>
    public ReadOnlySpan<short> Plans => _plans;

    /// <summary>How each stretch ended, as <see cref="ChurnType"/>.</summary>
    public ReadOnlySpan<byte> ChurnTypes => _churnTypes;

    private static int[] Latest(int[] first, int[] ends)
    {
        var latest = new int[first.Length - 1];
        for (var customer = 0; customer < latest.Length; customer++)
        {
            latest[customer] = int.MinValue;
            for (var i = first[customer]; i < first[customer + 1]; i++)
            {
                latest[customer] = Math.Max(latest[customer], ends[i]);
            }
        }

        return latest;
    }
}
