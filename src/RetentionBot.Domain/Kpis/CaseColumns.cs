namespace RetentionBot.Domain.Kpis;

/// <summary>All support cases as columns, in the order they were added.</summary>
public sealed class CaseColumns
{
    /// <summary>The first response of a case that had none.</summary>
    public const long NoResponse = -1;

    private readonly int[] _customers;
    private readonly int[] _openedOn;
    private readonly int[] _dueOn;
    private readonly long[] _responseTicks;
    private readonly bool[] _escalated;

    internal CaseColumns(int[] customers, int[] openedOn, int[] dueOn, long[] responseTicks, bool[] escalated) =>
        (_customers, _openedOn, _dueOn, _responseTicks, _escalated) = (customers, openedOn, dueOn, responseTicks, escalated);

    public int Count => _customers.Length;

    public ReadOnlySpan<int> Customers => _customers;

    /// <summary>Local day each was opened on.</summary>
    public ReadOnlySpan<int> OpenedOn => _openedOn;

    /// <summary>Local day on which its first 24 hours were over.</summary>
    public ReadOnlySpan<int> DueOn => _dueOn;

    /// <summary>Time to the first response in ticks; <see cref="NoResponse"/> without one.</summary>
    public ReadOnlySpan<long> ResponseTicks => _responseTicks;

    public ReadOnlySpan<bool> Escalated => _escalated;
}
