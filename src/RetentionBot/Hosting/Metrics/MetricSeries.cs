using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace RetentionBot.Hosting.Metrics;

/// <summary>What one instrument measured, by its labels.</summary>
internal sealed class MetricSeries
{
    /// <summary>Sets of labels that are told apart; what comes after them is one sum. Ours are far fewer.</summary>
    private const int MostLabels = 1000;

    private const string Overflow = "overflow=\"true\"";

    /// <summary>The bounds of OpenTelemetry, for instruments that advise none.</summary>
    private static readonly double[] UsualBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly ConcurrentDictionary<string, Cell> _cells = new(StringComparer.Ordinal);

    /// <summary>The cells by their tags as they come, since making their text takes longer than all else; where two sets have the same hash, one of them is found by its text.</summary>
    private readonly ConcurrentDictionary<int, (KeyValuePair<string, object?>[] Tags, Cell Cell)> _known = new();
    private readonly Instrument _instrument;
    private readonly string _name;
    private readonly bool _isCounter;
    private readonly bool _isSum;
    private readonly double[]? _bounds;

    public MetricSeries(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        _instrument = instrument;
        _isCounter = type == typeof(Counter<>) || type == typeof(ObservableCounter<>);
        _isSum = type == typeof(Counter<>) || type == typeof(UpDownCounter<>);
        _bounds = type != typeof(Histogram<>) ? null
            : instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } ? [.. advised]
            : UsualBounds;
        _name = PrometheusText.NameOf(instrument, _isCounter);
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var cell = CellOf(tags);
        lock (cell)
        {
            cell.Value = _isSum || _bounds is not null ? cell.Value + value : value;
            if (_bounds is not null)
            {
                var bucket = Array.BinarySearch(_bounds, value);
                cell.Buckets[bucket < 0 ? ~bucket : bucket]++;
            }
        }
    }

    /// <summary>Forgets what is asked anew each time, so that what is no longer there is no longer told.</summary>
    public void ForgetObserved()
    {
        if (_instrument.IsObservable)
        {
            _cells.Clear();
            _known.Clear();
        }
    }

    public void WriteTo(StringBuilder text)
    {
        if (_cells.IsEmpty)
        {
            return;
        }

        PrometheusText.WriteHead(text, _name, _bounds is not null ? "histogram" : _isCounter ? "counter" : "gauge", _instrument.Description);
        foreach (var (labels, cell) in _cells.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            lock (cell)
            {
                Write(text, labels, cell);
            }
        }
    }

    private void Write(StringBuilder text, string labels, Cell cell)
    {
        if (_bounds is null)
        {
            PrometheusText.WriteSample(text, _name, labels, "", cell.Value);
            return;
        }

        long count = 0;
        for (var i = 0; i <= _bounds.Length; i++)
        {
            count += cell.Buckets[i];
            var bound = i < _bounds.Length ? _bounds[i] : double.PositiveInfinity;
            PrometheusText.WriteSample(text, $"{_name}_bucket", labels, string.Create(CultureInfo.InvariantCulture, $"le=\"{PrometheusText.Number(bound)}\""), count);
        }

        PrometheusText.WriteSample(text, $"{_name}_sum", labels, "", cell.Value);
        PrometheusText.WriteSample(text, $"{_name}_count", labels, "", count);
    }

    private Cell CellOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var (name, value) in tags)
        {
            hash.Add(name);
            hash.Add(value);
        }

        var key = hash.ToHashCode();
        if (_known.TryGetValue(key, out var known) && AreSame(known.Tags, tags))
        {
            return known.Cell;
        }

        var cell = CellOf(PrometheusText.Labels(tags));
        if (_known.Count < MostLabels)
        {
            _known.TryAdd(key, (tags.ToArray(), cell));
        }

        return cell;
    }

    private static bool AreSame(ReadOnlySpan<KeyValuePair<string, object?>> some, ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (some.Length != others.Length)
        {
            return false;
        }

        for (var i = 0; i < some.Length; i++)
        {
            if (some[i].Key != others[i].Key || !Equals(some[i].Value, others[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    private Cell CellOf(string labels) =>
        _cells.TryGetValue(labels, out var cell) ? cell : _cells.GetOrAdd(_cells.Count < MostLabels ? labels : Overflow, _ => new Cell(_bounds is null ? 0 : _bounds.Length + 1));

    private sealed class Cell(int buckets)
    {
        public double Value { get; set; }

        /// <summary>How many fell into each bucket alone; the last is for all above the highest bound.</summary>
        public long[] Buckets { get; } = new long[buckets];
    }
}
