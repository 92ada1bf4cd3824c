namespace RetentionBot.Outbox;

/// <summary>Growing waits with full jitter, so that what failed together does not come back together.</summary>
internal static class Backoff
{
    /// <param name="attempt">The try that failed, from 1.</param>
    /// <param name="shortest">The least wait; the most is twice that after the first try, and doubles with each.</param>
    /// <param name="longest">What no wait exceeds.</param>
    public static TimeSpan After(int attempt, TimeSpan shortest, TimeSpan longest)
    {
        var most = Math.Min(longest.TotalSeconds, shortest.TotalSeconds * Math.Pow(2, attempt));
        return TimeSpan.FromSeconds(shortest.TotalSeconds + (Random.Shared.NextDouble() * (most - shortest.TotalSeconds)));
    }
}
