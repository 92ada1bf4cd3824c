using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>
/// Sends what is due: in order within a conversation, conversations side by side, each no faster than its channel likes. A conversation that must wait holds up
/// nobody else.
/// </summary>
internal sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes, OutboxSignal signal, OutboxPace pace, TimeProvider clock, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int MaxParallel = 16;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>The send under way in each conversation, by the conversation's key.</summary>
    private readonly ConcurrentDictionary<string, Task> _busy = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await UntilItWorksAsync(RecoverAsync, stoppingToken);
            await DispatchAsync(stoppingToken);
        }
        finally
        {
            // What went out is waited for, so that nobody has to guess after the restart whether it arrived.
            await Task.WhenAll(_busy.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLookFailed(e);
            }

            await signal.WaitAsync(LookInterval, stoppingToken);
        }
    }

    /// <summary>What was found in <see cref="OutboxState.Sending"/> may have been sent: decided by its kind and policy.</summary>
    private async Task RecoverAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var delivery = scope.ServiceProvider.GetRequiredService<OutboxDelivery>();
        foreach (var message in await db.Outbox.Where(m => m.State == OutboxState.Sending).ToListAsync(ct))
        {
            LogFoundSending(message.Id);
            delivery.Settle(message, new SendOutcome.Unknown("the process ended while it was sending"));
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task StartDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var now = clock.GetUtcNow();
        var due = await Due(db, now)
            .OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.ConversationKey, m.Conversation })
            .Take(MaxParallel * 4)
            .ToListAsync(ct);
        foreach (var message in due)
        {
            if (_busy.Count >= MaxParallel)
            {
                break;
            }

            if (!_busy.ContainsKey(message.ConversationKey))
            {
                // It must be listed before it runs, or it could end, and take itself off the list, before it was on it.
                var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _busy[message.ConversationKey] = SendAsync(listed.Task, message.Id, message.ConversationKey, message.Conversation.ChannelId, ct);
                listed.SetResult();
            }
        }
    }

    /// <summary>
    /// What may leave now: nothing earlier of its conversation is still on its way. An answer waits for answers only, or the first card that must wait, be it
    /// for hours, would silence the bot there; a card waits for everything.
    /// </summary>
    internal static IQueryable<OutboxMessage> Due(RetentionDb db, DateTimeOffset now) => db.Outbox.AsNoTracking()
        .Where(m => m.State == OutboxState.Pending && m.DueAt <= now)
        .Where(m => !db.Outbox.Any(e =>
            e.ConversationKey == m.ConversationKey && e.Id < m.Id && (e.State == OutboxState.Pending || e.State == OutboxState.Sending)
            && (e.Requires == PlaceTopics.None || m.Requires != PlaceTopics.None)));

    private async Task SendAsync(Task listed, long id, string conversationKey, string channelId, CancellationToken ct)
    {
        try
        {
            await listed;
            await using (var scope = scopes.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().SendAsync(id, ct);
            }

            await Task.Delay(pace.Between(channelId), clock, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogSendFailed(e, id);
            await UntilItWorksAsync(t => SettleBrokenOffAsync(id, t), ct);
        }
        finally
        {
            _busy.TryRemove(conversationKey, out _);
            signal.Wake();
        }
    }

    private async Task SettleBrokenOffAsync(long id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().SettleBrokenOffAsync(id, ct);
    }

    private async Task UntilItWorksAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await work(ct);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLookFailed(e);
                await Task.Delay(LookInterval, clock, ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be read; trying again")]
    private partial void LogLookFailed(Exception e);

    [LoggerMessage(LogLevel.Error, "Outbox message {MessageId} could not be handled; it is decided by how far it came")]
    private partial void LogSendFailed(Exception e, long messageId);

    [LoggerMessage(LogLevel.Warning, "Outbox message {MessageId} was being sent when the process ended")]
    private partial void LogFoundSending(long messageId);
}
