using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Store;

/// <summary>All that questions are answered from, for one data version.</summary>
/// <param name="Snapshot">The facts the figures are summed over.</param>
/// <param name="Vocabulary">The names people may use in a question.</param>
internal sealed record Facts(FactSnapshot Snapshot, QuestionVocabulary Vocabulary);

/// <summary>
/// Holds the facts of one data version and swaps them whole. A reader takes what is there and never waits, except for the very first load; newer data are loaded aside.
/// </summary>
internal sealed class FactCache(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Facts? _current;
    private long _checkedTicks;

    /// <summary>The facts as they are held; loads them when there are none yet.</summary>
    public ValueTask<Facts> CurrentAsync(CancellationToken ct) => _current is { } current ? ValueTask.FromResult(current) : new(RefreshAsync(ct));

    /// <summary>The facts as they are held, without waiting; null before the very first load.</summary>
    public Facts? Held => _current;

    /// <summary>When what is held was last seen to be of the latest data version; null before the very first load.</summary>
    public DateTimeOffset? CheckedAt => Interlocked.Read(ref _checkedTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Brings the facts up to the version of the data there is when it is called. Those who call at once share one load.</summary>
    public async Task<Facts> RefreshAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var at = clock.GetUtcNow();
            var version = await DataVersions.CurrentAsync(scope.ServiceProvider.GetRequiredService<RetentionDb>(), ct);
            if (_current is not { } facts || facts.Snapshot.DataVersion != version)
            {
                _current = facts = await scope.ServiceProvider.GetRequiredService<FactLoader>().LoadAsync(ct);
            }

            Interlocked.Exchange(ref _checkedTicks, at.UtcTicks);
            return facts;
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();
}
