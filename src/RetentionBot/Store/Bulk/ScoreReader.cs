using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;

namespace RetentionBot.Store.Bulk;

/// <summary>Reads the kept scores of a slice's customers.</summary>
internal sealed class ScoreReader : IDisposable
{
    private const string OfDay = """
        SELECT customer_id, value, profile_version, usage IS NOT NULL, adoption IS NOT NULL, support IS NOT NULL
        FROM health_scores WHERE day = $1 AND customer_id BETWEEN $2 AND $3 AND value IS NOT NULL
        """;

    private readonly Prepared _ofDay;
    private readonly Prepared _parts;
    private readonly Dictionary<(string Version, bool Usage, bool Adoption, bool Support), short> _kinds = [];

    private ScoreReader(Prepared ofDay, Prepared parts) => (_ofDay, _parts) = (ofDay, parts);

    public static async Task<ScoreReader> OpenAsync(RetentionDb db, CancellationToken ct) => new(
        await Prepared.OfAsync(db, OfDay, parameters: 3, ct),
        await Prepared.OfAsync(db, "SELECT usage, adoption, support FROM health_scores WHERE day = $1 AND customer_id = $2", parameters: 2, ct));

    public SliceScores Read(CustomerSlice slice, Period days)
    {
        var scores = new SliceScores(slice, days);
        for (var day = days.From; day < days.To; day = day.AddDays(1))
        {
            using var row = _ofDay.Read(day, slice.First, slice.Last);
            while (row.Read())
            {
                if (slice.IndexOf(row.GetInt64(0)) is >= 0 and var at)
                {
                    scores.Set(at, day, row.GetInt16(1), KindOf((row.GetString(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5))));
                }
            }
        }

        return scores;
    }

    /// <summary>The parts of a score that is kept.</summary>
    public HealthParts PartsOf(long customer, DateOnly day)
    {
        using var row = _parts.Read(day, customer);
        return row.Read() ? new HealthParts(Part(0), Part(1), Part(2)) : default;

        decimal? Part(int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);
    }

    public void Dispose()
    {
        _ofDay.Dispose();
        _parts.Dispose();
    }

    private short KindOf((string Version, bool Usage, bool Adoption, bool Support) weighed)
    {
        if (!_kinds.TryGetValue(weighed, out var kind))
        {
            _kinds[weighed] = kind = (short)_kinds.Count;
        }

        return kind;
    }
}

/// <summary>The known scores of a slice's customers over some days.</summary>
internal sealed class SliceScores(CustomerSlice slice, Period days)
{
    private const short None = -1;

    private readonly short[] _values = Filled(slice.Count * days.Days);
    private readonly short[] _kinds = new short[slice.Count * days.Days];

    /// <summary>The score of a customer of the slice on a day; null when there is none, and on a day outside of what was read.</summary>
    public int? On(int customer, DateOnly day) => days.Contains(day) && _values[At(customer, day)] is not None and var value ? value : null;

    /// <summary>The score of an earlier day if it weighs the same parts by the same profile as a day's; otherwise it counts as unknown.</summary>
    public int? Comparable(int customer, DateOnly earlier, DateOnly day) =>
        On(customer, earlier) is { } value && _kinds[At(customer, earlier)] == _kinds[At(customer, day)] ? value : null;

    /// <summary>The last day on which a customer has a known score.</summary>
    public DateOnly? LastOf(int customer)
    {
        for (var day = days.LastDay; day >= days.From; day = day.AddDays(-1))
        {
            if (On(customer, day) is not null)
            {
                return day;
            }
        }

        return null;
    }

    public void Set(int customer, DateOnly day, short value, short kind) => (_values[At(customer, day)], _kinds[At(customer, day)]) = (value, kind);

    private static short[] Filled(int length)
    {
        var values = new short[length];
        Array.Fill(values, None);
        return values;
    }

    private int At(int customer, DateOnly day) => (customer * days.Days) + day.DayNumber - days.From.DayNumber;
}
