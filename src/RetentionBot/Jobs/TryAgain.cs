using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>Does a step in a scope of its own, and again in a fresh one when somebody else was quicker to save what it saves: another process, a press, the dispatcher.</summary>
internal sealed partial class TryAgain(IServiceScopeFactory scopes, StoreHealth store, ILogger<TryAgain> log)
{
    private const int MaxTries = 5;

    public async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> step, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                return await step(scope.ServiceProvider);
            }
            catch (DbUpdateException e) when (tries < MaxTries && !ct.IsCancellationRequested)
            {
                if (!store.Takes(e))
                {
                    LogAgain(e, tries);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Somebody else saved first; try {Tries} of this step is done again")]
    private partial void LogAgain(Exception e, int tries);
}
