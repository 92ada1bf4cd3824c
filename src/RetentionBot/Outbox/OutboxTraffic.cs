using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;

namespace RetentionBot.Outbox;

/// <summary>
/// Says what may leave at this moment: one send at a time in a conversation, each no sooner than its channel likes, so many to a workspace, and nothing that a
/// service asked to rest. Kept in memory: a restart forgets it, and what must wait still has its own due time.
/// </summary>
internal sealed class OutboxTraffic(IOptions<OutboxOptions> options, TimeProvider clock)
{
    private readonly Lock _sync = new();
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);

    /// <summary>When a conversation may be sent to again, by its key; those that may now are left out.</summary>
    private readonly Dictionary<string, DateTimeOffset> _freeAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkspaceTraffic> _workspaces = new(StringComparer.Ordinal);

    /// <summary>Counts a send as under way, if it may leave now, until <see cref="Leave"/>.</summary>
    /// <returns>
    /// Null when it may leave. Else when to ask again; <see cref="DateTimeOffset.MaxValue"/> when the end of another send will tell.
    /// </returns>
    public DateTimeOffset? TryEnter(string conversationKey, SendKind kind)
    {
        lock (_sync)
        {
            if (_busy.Contains(conversationKey))
            {
                return DateTimeOffset.MaxValue;
            }

            var now = clock.GetUtcNow();
            var workspace = WorkspaceOf(conversationKey);
            var freeAt = Later(_freeAt.GetValueOrDefault(conversationKey), workspace.FreeAt(kind, now));
            if (freeAt > now)
            {
                return freeAt;
            }

            _busy.Add(conversationKey);
            workspace.Enter();
            return null;
        }
    }

    /// <param name="conversationKey">As given to <see cref="TryEnter"/>.</param>
    /// <param name="wasSent">False when in the end nothing was asked of the channel, so that nobody need wait because of it.</param>
    public void Leave(string conversationKey, bool wasSent)
    {
        lock (_sync)
        {
            var now = clock.GetUtcNow();
            foreach (var key in _freeAt.Where(c => c.Value <= now).Select(c => c.Key).ToList())
            {
                _freeAt.Remove(key);
            }

            _busy.Remove(conversationKey);
            WorkspaceOf(conversationKey).Leave(wasSent);
            if (wasSent)
            {
                Hold(conversationKey, now + PaceOf(conversationKey).Interval);
            }
        }
    }

    /// <summary>A service wants to be left alone.</summary>
    public void Pause(string conversationKey, SendKind kind, PauseScope scope, DateTimeOffset until, string reason)
    {
        lock (_sync)
        {
            switch (scope)
            {
                case PauseScope.Conversation:
                    Hold(conversationKey, until);
                    break;
                case PauseScope.KindInWorkspace or PauseScope.Workspace:
                    SendKind? what = scope == PauseScope.Workspace ? null : kind;
                    WorkspaceOf(conversationKey).Pause(new OutboxPause(Workspaces.Of(conversationKey), what, until, reason), clock.GetUtcNow());
                    break;
            }
        }
    }

    /// <returns>The workspaces that rest at this moment, wholly or in part.</returns>
    public IReadOnlyList<OutboxPause> Pauses()
    {
        lock (_sync)
        {
            var now = clock.GetUtcNow();
            return [.. _workspaces.Values.SelectMany(w => w.PausesAt(now))];
        }
    }

    private void Hold(string conversationKey, DateTimeOffset until) =>
        _freeAt[conversationKey] = Later(_freeAt.GetValueOrDefault(conversationKey), until);

    private WorkspaceTraffic WorkspaceOf(string conversationKey)
    {
        var key = Workspaces.Of(conversationKey);
        if (!_workspaces.TryGetValue(key, out var workspace))
        {
            _workspaces[key] = workspace = new WorkspaceTraffic(PaceOf(conversationKey), options.Value.ParallelPerWorkspace);
        }

        return workspace;
    }

    private ChannelPace PaceOf(string conversationKey) => options.Value.PaceOf(Workspaces.ChannelOf(conversationKey));

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
