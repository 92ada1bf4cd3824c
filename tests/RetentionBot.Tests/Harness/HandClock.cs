namespace RetentionBot.Tests.Harness;

/// <summary>Time and its one timer, moved by hand.</summary>
internal sealed class HandClock : TimeProvider
{
    private Action _tick = () => { };

    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public TimeSpan Every { get; private set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_tick, Every) = (() => callback(state), period);
        return new NoTimer();
    }

    public void Tick() => _tick();

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
