using System.Collections.Concurrent;

namespace RetentionBot.Channels.Turns;

/// <summary>Remembers what a channel's directory answered for a while. Null answers (failures) are not remembered. Two callers may ask at once; both answers are good.</summary>
internal sealed class ExpiringCache<T>(TimeProvider clock, TimeSpan life, int capacity = 10_000)
    where T : class
{
    private readonly ConcurrentDictionary<string, (T Value, DateTimeOffset Until)> entries = new(StringComparer.Ordinal);

    public async Task<T?> GetAsync(string key, Func<Task<T?>> ask)
    {
        if (entries.TryGetValue(key, out var known) && known.Until > clock.GetUtcNow())
        {
            return known.Value;
        }

        var value = await ask();
        if (value is not null)
        {
            MakeRoom();
            entries[key] = (value, clock.GetUtcNow() + life);
        }

        return value;
    }

    public void Forget(string key) => entries.TryRemove(key, out _);

    private void MakeRoom()
    {
        if (entries.Count < capacity)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (key, entry) in entries)
        {
            if (entry.Until <= now)
            {
                entries.TryRemove(key, out _);
            }
        }

        if (entries.Count >= capacity)
        {
            entries.Clear();
        }
    }
}
