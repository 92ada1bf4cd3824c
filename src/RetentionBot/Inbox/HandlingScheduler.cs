namespace RetentionBot.Inbox;

/// <summary>
/// Where turns are handled. While deliveries wait to be committed a step of a turn waits too, for a moment only: a service that gets no answer in time delivers again,
/// while whoever waits behind a crowd does not notice the moment.
/// </summary>
internal sealed class HandlingScheduler(Acceptance acceptance, TimeProvider clock) : TaskScheduler
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(10);

    /// <summary>Hands out work in the order it comes, to no more processors than there are, and one step at a time, so that many turns leave room between them.</summary>
    public static TaskFactory For(Acceptance acceptance, TimeProvider clock) =>
        new(new ConcurrentExclusiveSchedulerPair(new HandlingScheduler(acceptance, clock), Environment.ProcessorCount, maxItemsPerTask: 1).ConcurrentScheduler);

    protected override void QueueTask(Task task)
    {
        var quiet = acceptance.QuietAsync();
        if (quiet.IsCompleted)
        {
            Post(task);
        }
        else
        {
            _ = PostLaterAsync(task, quiet);
        }
    }

    /// <summary>What follows at once on a step is done on the spot; refused, it would be waited for, by a thread that others need.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private async Task PostLaterAsync(Task task, Task quiet)
    {
        await quiet.WaitAsync(LongestWait, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Post(task);
    }

    private void Post(Task task) => ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
}
