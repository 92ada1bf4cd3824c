using System.Diagnostics;

namespace RetentionBot.Benchmarks;

/// <summary>How often something can be done in a second.</summary>
internal static class Speed
{
    private const int Batch = 100;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>Does it for about a second.</summary>
    /// <returns>Times per second.</returns>
    public static double Of(Func<object> deed)
    {
        var done = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Round)
        {
            for (var i = 0; i < Batch; i++)
            {
                GC.KeepAlive(deed());
            }

            done += Batch;
        }

        return done / watch.Elapsed.TotalSeconds;
    }
}
