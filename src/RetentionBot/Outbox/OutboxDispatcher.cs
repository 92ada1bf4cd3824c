using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;

namespace RetentionBot.Outbox;

/// <summary>
/// Sends what is due, in the order of <see cref="OutboxOrder"/> and as fast as <see cref="OutboxTraffic"/> lets it. A conversation or workspace that must wait, or
/// that hangs, holds up nobody else.
/// </summary>
internal sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes, OutboxSignal signal, OutboxTraffic traffic, StoreHealth store, TimeProvider clock, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>The sends under way, by the row's id.</summary>
    private readonly ConcurrentDictionary<long, Task> _underWay = new();

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
            await Task.WhenAll(_underWay.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = LookInterval;
            var start = clock.GetTimestamp();
            try
            {
                wait = await StartDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogUnlessOut(e, LogLookFailed);
            }

            // Looking through a large backlog takes its time, and every send that ends asks for a look: most of the time must be left to the sending.
            await Task.Delay(clock.GetElapsedTime(start) * 3, clock, stoppingToken);
            await signal.WaitAsync(wait, stoppingToken);
        }
    }

    /// <summary>What was found in <see cref="OutboxState.Sending"/> may have been sent: decided by its kind and policy.</summary>
    private async Task RecoverAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var settlement = scope.ServiceProvider.GetRequiredService<OutboxSettlement>();
        foreach (var message in await db.Outbox.Where(m => m.State == OutboxState.Sending).ToListAsync(ct))
        {
            using var because = Cause.Begin(log, message.Cause);
            using var about = Cause.BeginMessage(log, message.Id);
            LogFoundSending(message.Id);
            settlement.Settle(message, new SendOutcome.Unknown("the process ended while it was sending"));
        }

        await db.SaveChangesAsync(ct);
    }

    /// <returns>How long nothing more can leave, unless a signal says otherwise.</returns>
    private async Task<TimeSpan> StartDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        var due = await OutboxOrder.Due(scope.ServiceProvider.GetRequiredService<RetentionDb>(), now)
            .Select(m => new { m.Id, m.ConversationKey, m.Kind, m.Cause })
            .ToListAsync(ct);
        var next = now + LookInterval;
        foreach (var message in due)
        {
            if (traffic.TryEnter(message.ConversationKey, message.Kind) is not { } freeAt)
            {
                Start(message.Id, message.ConversationKey, message.Cause, ct);
            }
            else if (freeAt < next)
            {
                next = freeAt;
            }
        }

        var wait = next - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private void Start(long id, string conversationKey, string? cause, CancellationToken ct)
    {
        // It must be listed before it runs, or it could end, and take itself off the list, before it was on it.
        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay[id] = SendAsync(listed.Task, id, conversationKey, cause, ct);
        listed.SetResult();
    }

    private async Task SendAsync(Task listed, long id, string conversationKey, string? cause, CancellationToken ct)
    {
        using var because = Cause.Begin(log, cause);
        using var about = Cause.BeginMessage(log, id);
        var wasSent = true;
        try
        {
            await listed;
            await using var scope = scopes.CreateAsyncScope();
            wasSent = await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().SendAsync(id, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogUnlessOut(e, failure => LogSendFailed(failure, id));
            await UntilItWorksAsync(t => SettleBrokenOffAsync(id, e.IsOutage(), t), ct);
        }
        finally
        {
            _underWay.TryRemove(id, out _);
            traffic.Leave(conversationKey, wasSent);
            signal.Wake();
        }
    }

    private async Task SettleBrokenOffAsync(long id, bool wasOut, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().SettleBrokenOffAsync(id, wasOut, ct);
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
                LogUnlessOut(e, LogLookFailed);
                await Task.Delay(LookInterval, clock, ct);
            }
        }
    }

    private void LogUnlessOut(Exception e, Action<Exception> write)
    {
        if (!store.Takes(e))
        {
            write(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be read; trying again")]
    private partial void LogLookFailed(Exception e);

    [LoggerMessage(LogLevel.Error, "Outbox message {MessageId} could not be handled; it is decided by how far it came")]
    private partial void LogSendFailed(Exception e, long messageId);

    [LoggerMessage(LogLevel.Warning, "Outbox message {MessageId} was being sent when the process ended")]
    private partial void LogFoundSending(long messageId);
}
