namespace RetentionBot.Tests.Harness;

/// <summary>Waits for what happens by itself: looks again and again until it is so, and fails when it never becomes so.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task ShouldBeAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null) =>
        await ShouldGiveAsync(async () => await condition() ? new object() : null, what, atMost);

    public static Task ShouldBeAsync(Func<bool> condition, string what, TimeSpan? atMost = null) =>
        ShouldBeAsync(() => Task.FromResult(condition()), what, atMost);

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> ShouldGiveAsync<T>(Func<Task<T?>> look, string what, TimeSpan? atMost = null)
        where T : class
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (clock.GetElapsedTime(start) > (atMost ?? Patience))
            {
                throw new ShouldAssertException($"It never came about: {what}.");
            }

            await Task.Delay(LookEvery, clock);
        }
    }
}
