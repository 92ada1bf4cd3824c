namespace RetentionBot.Inbox;

/// <summary>Runs work one after another per key, in the order it was handed in; different keys run side by side.</summary>
internal sealed class KeyedQueue
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _tails = new(StringComparer.Ordinal);

    /// <summary>Hands work in. The returned task ends with the work; what it throws does not hold up what comes after it.</summary>
    public Task<T> Enqueue<T>(string key, Func<Task<T>> work)
    {
        lock (_gate)
        {
            var before = _tails.GetValueOrDefault(key, Task.CompletedTask);
            var task = RunAfterAsync(before, work);
            _tails[key] = task;
            _ = ForgetWhenLastAsync(key, task);
            return task;
        }
    }

    private static async Task<T> RunAfterAsync<T>(Task before, Func<Task<T>> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        return await work();
    }

    private async Task ForgetWhenLastAsync(string key, Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (_tails.TryGetValue(key, out var tail) && tail == task)
            {
                _tails.Remove(key);
            }
        }
    }
}
