using System.Collections.Concurrent;

namespace RetentionBot.Channels.Slack;

/// <summary>Keeps answers for a while. Failures (null) are not kept, so the next call asks again.</summary>
internal sealed class TimedCache<T>(TimeSpan keptFor, TimeProvider clock)
    where T : struct
{
    /// <summary>Past this the whole is forgotten: asking again is cheap, memory without bound is not.</summary>
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, (T Value, DateTimeOffset Until)> _kept = new(StringComparer.Ordinal);

    public async Task<T?> GetAsync(string key, Func<Task<T?>> ask)
    {
        if (_kept.TryGetValue(key, out var kept) && clock.GetUtcNow() < kept.Until)
        {
            return kept.Value;
        }

        var answer = await ask();
        if (answer is { } value)
        {
            if (_kept.Count >= Capacity)
            {
                _kept.Clear();
            }

            _kept[key] = (value, clock.GetUtcNow() + keptFor);
        }

        return answer;
    }
}
