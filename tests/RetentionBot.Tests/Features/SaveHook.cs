using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RetentionBot.Tests.Features;

/// <summary>Does something just before a save, once: what somebody else does in that moment.</summary>
internal sealed class SaveHook : SaveChangesInterceptor
{
    private Func<DbContext, bool> _when = _ => false;
    private Func<Task> _then = () => Task.CompletedTask;

    /// <summary>How often the moment came; after the first time nothing is done.</summary>
    public int Times { get; private set; }

    public void Before(Func<DbContext, bool> when, Func<Task> then) => (_when, _then, Times) = (when, then, 0);

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (_when(eventData.Context!) && ++Times == 1)
        {
            await _then();
        }

        return result;
    }
}
