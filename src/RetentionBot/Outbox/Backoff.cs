namespace RetentionBot.Outbox;

/// <summary>Waits with jitter, so that what failed together does not come back together.</summary>
internal static class Backoff
{
    /// <summary>A growing wait with full jitter.</summary>
    /// <param name="attempt">The try that failed, from 1.</param>
    /// <param name="shortest">The least wait; the most is twice that after the first try, and doubles with each.</param>
    /// <param name="longest">What no wait exceeds.</param>
    public static TimeSpan After(int attempt, TimeSpan shortest, TimeSpan longest)
    {
        var most = Math.Min(longest.TotalSeconds, shortest.TotalSeconds * Math.Pow(2, attempt));
        return TimeSpan.FromSeconds(shortest.TotalSeconds + (Random.Shared.NextDouble() * (most - shortest.TotalSeconds)));
    }

    /// <param name="asked">The wait a service asked for: never cut short, and a tenth longer at most.</param>
    public static TimeSpan NoLessThan(TimeSpan asked) => asked * (1 + (Random.Shared.NextDouble() / 10));
}
