using System.Runtime.CompilerServices;
using RetentionBot.ScaleData.Making;

namespace RetentionBot.ScaleData;

/// <summary>The customers of a data set, made on all cores and handed over in their order; only a few parts are held at a time.</summary>
internal static class ScaleSource
{
    /// <summary>Goes up whenever the same seed gives other rows.</summary>
    public const int Version = 1;

    /// <summary>Customers made at a time on one core.</summary>
    public const int PartSize = 2_000;

    /// <summary>Makes every customer and turns each part of them into something, in parallel.</summary>
    /// <param name="customers">How many, from the first on.</param>
    /// <param name="maker">Makes one.</param>
    /// <param name="turn">Turns a part into what is wanted of it; several run at once.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="partSize">Customers in a part; the rows do not depend on it.</param>
    public static async IAsyncEnumerable<T> PartsAsync<T>(
        int customers, CustomerMaker maker, Func<IEnumerable<CustomerData>, T> turn, [EnumeratorCancellation] CancellationToken ct, int partSize = PartSize)
    {
        var running = new Queue<Task<T>>();
        var next = 1;
        while (next <= customers || running.Count > 0)
        {
            while (next <= customers && running.Count <= Environment.ProcessorCount)
            {
                var (first, count) = (next, Math.Min(partSize, customers - next + 1));
                running.Enqueue(Task.Run(() => turn(Enumerable.Range(first, count).Select(maker.Make)), ct));
                next += count;
            }

            yield return await running.Dequeue();
        }
    }
}
