using System.Diagnostics;
using System.Globalization;

namespace RetentionBot.Benchmarks;

/// <summary>How long something took, time after time, in milliseconds.</summary>
internal sealed class Timings
{
    private readonly List<double> _times = [];

    public int Count => _times.Count;

    public double Median => At(0.5);

    public double P99 => At(0.99);

    public void Add(double milliseconds) => _times.Add(milliseconds);

    /// <summary>Does something a few times unmeasured and then a number of times measured.</summary>
    public static Timings Of(Func<object?> deed, int times, int warmUp = 3)
    {
        for (var i = 0; i < warmUp; i++)
        {
            GC.KeepAlive(deed());
        }

        var timings = new Timings();
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            GC.KeepAlive(deed());
            timings.Add(watch.Elapsed.TotalMilliseconds);
        }

        return timings;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:N1} | {P99:N1}");

    private double At(double share)
    {
        _times.Sort();
        return _times[Math.Min(_times.Count - 1, (int)Math.Ceiling(share * _times.Count) - 1)];
    }
}
