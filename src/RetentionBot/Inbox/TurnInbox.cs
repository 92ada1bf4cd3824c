using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Inbox;

/// <summary>
/// Takes what the channels received: commits the delivery, has it handled in the order of its conversation, and answers repeats from the store.
/// What a handler changed, the finished delivery, the stored answer and the messages to send are one save.
/// </summary>
internal sealed partial class TurnInbox(
    IServiceScopeFactory scopes, OutboxSignal outbox, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<TurnInbox> log) : ITurnReceiver
{
    /// <summary>How long the endpoint waits; past that the worker goes on and the answer arrives as a message.</summary>
    private static readonly TimeSpan InlineLimit = TimeSpan.FromSeconds(2);

    /// <summary>Tries before a delivery is given up and the person is told.</summary>
    private const int MaxAttempts = 3;

    private readonly KeyedQueue _queue = new();
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);

    public async Task<TurnAnswer> ReceiveAsync(InboundTurn turn, CancellationToken ct)
    {
        if (await AcceptAsync(turn, ct) is { } id)
        {
            return await WaitAsync(Start(id, turn, new Exchange()));
        }

        if (_running.TryGetValue(turn.DeliveryKey, out var running))
        {
            return await WaitAsync(running);
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var seen = await db.Deliveries.AsNoTracking().SingleAsync(d => d.Key == turn.DeliveryKey, ct);
        return StoredAnswer(seen);
    }

    /// <summary>Works off deliveries that were committed and not finished, oldest first; those already running are left alone.</summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var left = await db.Deliveries.AsNoTracking().Where(d => d.State == DeliveryState.Accepted && d.Payload != null).OrderBy(d => d.Id).ToListAsync(ct);
        foreach (var delivery in left.Where(d => !_running.ContainsKey(d.Key)))
        {
            var turn = JsonSerializer.Deserialize<InboundTurn>(delivery.Payload!, JsonSerializerOptions.Web)!;
            LogResumed(delivery.Id);
            _ = Start(delivery.Id, turn, Exchange.Over());
        }
    }

    /// <returns>The new delivery's id; null when the key was seen before.</returns>
    private async Task<long?> AcceptAsync(InboundTurn turn, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var delivery = new InboundDelivery
        {
            Key = turn.DeliveryKey,
            ConversationKey = turn.Conversation.Key,
            ReceivedAt = clock.GetUtcNow(),
            Payload = JsonSerializer.Serialize(turn, JsonSerializerOptions.Web),
        };
        db.Deliveries.Add(delivery);
        try
        {
            await db.SaveChangesAsync(ct);
            return delivery.Id;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return null;
        }
    }

    private Running Start(long id, InboundTurn turn, Exchange exchange) => _running.GetOrAdd(turn.DeliveryKey, key =>
    {
        var work = _queue.Enqueue(turn.Conversation.Key, () => RunAsync(id, turn, exchange, lifetime.ApplicationStopping));
        _ = ForgetAsync(key, work);
        return new Running(work, exchange);
    });

    private async Task ForgetAsync(string key, Task work)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.TryRemove(key, out _);
    }

    private async Task<TurnAnswer> WaitAsync(Running running)
    {
        await Task.WhenAny(running.Work, Task.Delay(InlineLimit, clock));
        if (!running.Work.IsCompleted && running.Exchange.TryEnd())
        {
            return new TurnAnswer(IsFinished: false);
        }

        // Handled, or at this moment being saved with an answer that nobody else gives.
        await Task.WhenAny(running.Work);
        return running.Work.IsCompletedSuccessfully ? await running.Work : new TurnAnswer(IsFinished: false);
    }

    private async Task<TurnAnswer> RunAsync(long id, InboundTurn turn, Exchange exchange, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var answer = await scope.ServiceProvider.GetRequiredService<TurnExecution>().RunAsync(id, turn, exchange, ct);
                outbox.Wake();
                return answer;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                throw;
            }
            catch (DbUpdateException e) when (attempt < MaxAttempts && (e is DbUpdateConcurrencyException || e.IsUniqueViolation()))
            {
                // Somebody else was faster: decide again on what is true now.
                LogRunAgain(id, attempt);
            }
            catch (SqliteException e) when (attempt < MaxAttempts)
            {
                LogStoreBusy(e, id, attempt);
            }
            catch (Exception e)
            {
                LogFailed(e, id);
                return await GiveUpAsync(id, turn, exchange, ct);
            }
        }
    }

    private async Task<TurnAnswer> GiveUpAsync(long id, InboundTurn turn, Exchange exchange, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<TurnExecution>().GiveUpAsync(id, turn, exchange, ct);
        outbox.Wake();
        return answer;
    }

    private static TurnAnswer StoredAnswer(InboundDelivery delivery) =>
        delivery.Answer is null ? new TurnAnswer(IsFinished: false) : JsonSerializer.Deserialize<TurnAnswer>(delivery.Answer, JsonSerializerOptions.Web)!;

    private sealed record Running(Task<TurnAnswer> Work, Exchange Exchange);

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} was left unfinished and is taken up again")]
    private partial void LogResumed(long deliveryId);

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} lost a race and is decided again (attempt {Attempt})")]
    private partial void LogRunAgain(long deliveryId, int attempt);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} could not use the store (attempt {Attempt})")]
    private partial void LogStoreBusy(Exception e, long deliveryId, int attempt);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} failed")]
    private partial void LogFailed(Exception e, long deliveryId);
}
