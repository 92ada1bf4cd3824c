namespace RetentionBot.Domain.Kpis;

/// <summary>All health scores as columns, those of a customer together and earliest first. Days on which too little was known have none.</summary>
public sealed class ScoreColumns
{
    private readonly int[] _first;
    private readonly int[] _days;
    private readonly sbyte[] _values;

    internal ScoreColumns(int[] first, int[] days, sbyte[] values) => (_first, _days, _values) = (first, days, values);

    public int Count => _days.Length;

    /// <summary>Where each customer's scores begin, as in <see cref="StretchColumns.First"/>.</summary>
    public ReadOnlySpan<int> First => _first;

    public ReadOnlySpan<int> Days => _days;

    /// <summary>0 to 100.</summary>
    public ReadOnlySpan<sbyte> Values => _values;

    /// <summary>A customer's latest score on or before a day; null when there is none.</summary>
    public int? Latest(int customer, int day)
    {
        for (var i = _first[customer + 1] - 1; i >= _first[customer]; i--)
        {
            if (_days[i] <= day)
            {
                return _values[i];
            }
        }

        return null;
    }
}
