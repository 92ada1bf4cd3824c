namespace RetentionBot.Outbox;

/// <summary>Wakes the dispatcher when rows were committed, so that nobody waits for its next look.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Dispose() => _signal.Dispose();

    public void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <returns>Whether it was woken before the time was up.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => _signal.WaitAsync(atMost, ct);
}
