namespace RetentionBot.Store.Bulk;

/// <summary>Reads on which days the customers of a slice used the product, and with it which features.</summary>
internal sealed class UsageReader : IDisposable
{
    private const int CustomerShift = 44;
    private const int FeatureShift = 8;
    private const ulong FeatureMask = (1UL << (CustomerShift - FeatureShift)) - 1;
    private const ulong DayMask = (1UL << FeatureShift) - 1;

    private readonly Prepared _ofDay;
    private readonly Dictionary<string, uint> _features = new(StringComparer.Ordinal);
    private readonly List<ulong> _rows = [];

    private UsageReader(Prepared ofDay) => _ofDay = ofDay;

    public static async Task<UsageReader> OpenAsync(RetentionDb db, CancellationToken ct) => new(await Prepared.OfAsync(
        db,
        "SELECT customer_id, feature FROM usage_records WHERE day = $1 AND customer_id BETWEEN $2 AND $3 AND events > 0 AND retired_at IS NULL",
        parameters: 3,
        ct));

    /// <param name="slice">Whose.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, at most <see cref="SliceUsage.MostDays"/> with the first.</param>
    public SliceUsage Read(CustomerSlice slice, DateOnly first, DateOnly last)
    {
        _rows.Clear();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var back = (ulong)(last.DayNumber - day.DayNumber);
            using var row = _ofDay.Read(day, slice.First, slice.Last);
            while (row.Read())
            {
                if (slice.IndexOf(row.GetInt64(0)) is >= 0 and var at)
                {
                    _rows.Add(((ulong)at << CustomerShift) | (row.IsDBNull(1) ? 0 : (ulong)FeatureOf(row.GetString(1)) << FeatureShift) | back);
                }
            }
        }

        _rows.Sort();
        return Packed(slice.Count, last);
    }

    public void Dispose() => _ofDay.Dispose();

    private SliceUsage Packed(int customers, DateOnly last)
    {
        var (days, starts, features) = (new UInt128[customers], new int[customers + 1], new List<UInt128>());
        var next = 0;
        for (var customer = 0; customer < customers; customer++)
        {
            starts[customer] = features.Count;
            for (ulong feature = 0; next < _rows.Count && (int)(_rows[next] >> CustomerShift) == customer; next++)
            {
                var day = UInt128.One << (int)(_rows[next] & DayMask);
                days[customer] |= day;
                if (((_rows[next] >> FeatureShift) & FeatureMask) is not 0 and var used)
                {
                    if (used != feature)
                    {
                        feature = used;
                        features.Add(0);
                    }

                    features[^1] |= day;
                }
            }
        }

        starts[customers] = features.Count;
        return new SliceUsage(last, days, starts, [.. features]);
    }

    private uint FeatureOf(string name)
    {
        if (!_features.TryGetValue(name, out var code))
        {
            _features[name] = code = (uint)_features.Count + 1;
        }

        return code;
    }
}

/// <summary>The days of use of a slice's customers, one bit a day: the lowest is the last day, the next one the day before it.</summary>
/// <param name="last">The last day.</param>
/// <param name="days">By customer.</param>
/// <param name="starts">Where each customer's features begin in the next one, and where the last one's end.</param>
/// <param name="features">The days of each feature that a customer used.</param>
internal sealed class SliceUsage(DateOnly last, UInt128[] days, int[] starts, UInt128[] features)
{
    /// <summary>So many days can be read at once.</summary>
    public const int MostDays = 128;

    /// <summary>All days of use of a customer of the slice.</summary>
    public UInt128 DaysOf(int customer) => days[customer];

    /// <summary>In a window that ends on a day: the days of use, and the features used.</summary>
    public (int Days, int Features) In(int customer, DateOnly end, int window)
    {
        var mask = ((UInt128.One << window) - 1) << (last.DayNumber - end.DayNumber);
        var used = 0;
        for (var feature = starts[customer]; feature < starts[customer + 1]; feature++)
        {
            used += (features[feature] & mask) != 0 ? 1 : 0;
        }

        return ((int)UInt128.PopCount(days[customer] & mask), used);
    }
}
