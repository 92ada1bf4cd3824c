namespace RetentionBot.Inbox;

/// <summary>Counts the deliveries under way or waiting: with many of them, who can do without an answer is not kept waiting for it.</summary>
internal sealed class Crowd
{
    private const int Most = 32;

    private readonly Lock _sync = new();
    private TaskCompletionSource _formed = NotYet();
    private int _count;

    /// <summary>Ends as soon as there are more than a few; those who ask while there are find it ended.</summary>
    public Task Formed
    {
        get
        {
            lock (_sync)
            {
                return _formed.Task;
            }
        }
    }

    public void Enter()
    {
        lock (_sync)
        {
            if (++_count > Most)
            {
                _formed.TrySetResult();
            }
        }
    }

    public void Leave()
    {
        lock (_sync)
        {
            if (--_count == Most)
            {
                _formed = NotYet();
            }
        }
    }

    private static TaskCompletionSource NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
