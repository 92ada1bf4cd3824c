using Microsoft.Data.Sqlite;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Inbox;

/// <summary>Commits deliveries: those that come while others are being committed go together, so that a crowd of them costs few commits.</summary>
internal sealed class Acceptance(SharedSaves saves)
{
    private readonly Lock _sync = new();
    private readonly DeliveryBook _book = new();
    private List<Waiting> _waiting = [];

    /// <summary>Set while some are being committed or wait to be.</summary>
    private TaskCompletionSource? _quiet;

    /// <returns>Whether it is new and committed now; false when its key was seen before.</returns>
    /// <exception cref="SqliteException">It could not be committed.</exception>
    public Task<bool> CommitAsync(InboundDelivery delivery)
    {
        var waiting = new Waiting(delivery);
        lock (_sync)
        {
            _waiting.Add(waiting);
            if (_quiet is not null)
            {
                return waiting.IsNew.Task;
            }

            _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _ = CommitAllAsync();
        return waiting.IsNew.Task;
    }

    /// <summary>Until no delivery waits to be committed.</summary>
    public Task QuietAsync()
    {
        lock (_sync)
        {
            return _quiet?.Task ?? Task.CompletedTask;
        }
    }

    private async Task CommitAllAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            await CommitAsync(group);
        }
    }

    private List<Waiting> Take()
    {
        lock (_sync)
        {
            var taken = _waiting;
            _waiting = [];
            if (taken.Count == 0)
            {
                _quiet!.SetResult();
                _quiet = null;
            }

            return taken;
        }
    }

    private async Task CommitAsync(List<Waiting> group)
    {
        var isNew = new bool[group.Count];
        try
        {
            await saves.WriteAsync(
                transaction =>
                {
                    for (var i = 0; i < isNew.Length; i++)
                    {
                        isNew[i] = _book.TryAdd(transaction, group[i].Delivery);
                    }
                },
                isUrgent: true);
        }
        catch (Exception e) when (group.Count > 1 && !e.IsOutage())
        {
            // One of them is to blame, and the others need not suffer.
            foreach (var each in group)
            {
                await CommitAsync([each]);
            }

            return;
        }
        catch (Exception e)
        {
            group.ForEach(w => w.IsNew.SetException(e));
            return;
        }

        for (var i = 0; i < isNew.Length; i++)
        {
            group[i].IsNew.SetResult(isNew[i]);
        }
    }

    private sealed record Waiting(InboundDelivery Delivery)
    {
        public TaskCompletionSource<bool> IsNew { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
