using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;

namespace RetentionBot.Inbox;

/// <summary>
/// Takes what the channels received: commits the delivery, has it handled in the order of its conversation, and answers repeats from the store.
/// What a handler changed, the finished delivery, the stored answer and the messages to send are one save.
/// </summary>
internal sealed partial class TurnInbox(
    IServiceScopeFactory scopes,
    Acceptance acceptance,
    OutboxSignal outbox,
    StoreHealth store,
    IHostApplicationLifetime lifetime,
    BotMetrics metrics,
    TimeProvider clock,
    ILogger<TurnInbox> log) : ITurnReceiver
{
    /// <summary>How long the endpoint waits; past that the worker goes on and the answer arrives as a message.</summary>
    private static readonly TimeSpan InlineLimit = TimeSpan.FromSeconds(2);

    /// <summary>Times a delivery is taken up, the first included, before it is given up and the person is told.</summary>
    private const int MaxAttempts = 5;

    /// <summary>Times a delivery may find that somebody else was faster.</summary>
    private const int MaxRaces = 10;

    /// <summary>How long a store that is out is waited for; after that the delivery is taken up again as one that a crash left.</summary>
    private static readonly TimeSpan OutageLimit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestRaceDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestOutageDelay = TimeSpan.FromSeconds(10);

    /// <summary>How long a delivery that was received by this very process may take until it runs.</summary>
    private static readonly TimeSpan AboutToRun = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly KeyedQueue _queue = new();
    private readonly TaskFactory _handling = HandlingScheduler.For(acceptance, clock);
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly Crowd _crowd = new();

    public async Task<TakenTurn> TakeAsync(InboundTurn turn, CancellationToken ct)
    {
        try
        {
            return await CommitAsync(turn, ct);
        }
        catch (Exception e) when (store.Takes(e))
        {
            throw new TurnNotTakenException(e);
        }
    }

    private async Task<TakenTurn> CommitAsync(InboundTurn turn, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        if (await AcceptAsync(turn) is { } delivery)
        {
            var exchange = new Exchange();
            return Taken(turn, Start(delivery, turn, exchange, t => RunAsync(delivery.Id, delivery, turn, exchange, t)), start);
        }

        metrics.TurnRepeated(turn);
        if (_running.TryGetValue(turn.DeliveryKey, out var running))
        {
            return Taken(turn, running, start);
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var seen = await db.Deliveries.AsNoTracking().SingleAsync(d => d.Key == turn.DeliveryKey, ct);
        return new TakenTurn(() => Task.FromResult(StoredAnswer(seen)), _crowd.Formed);
    }

    /// <summary>
    /// Works off deliveries that were committed and not finished, oldest first; those already running are left alone, and so are those that may be about to: in a
    /// crowd it takes a moment from the commit to the start.
    /// </summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        var ago = clock.GetUtcNow() - AboutToRun;
        var until = ago > _startedAt ? ago : _startedAt;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var left = await db.Deliveries.AsNoTracking().Where(d => d.State == DeliveryState.Accepted && d.Payload != null && d.ReceivedAt <= until).OrderBy(d => d.Id).ToListAsync(ct);
        foreach (var delivery in left.Where(d => !_running.ContainsKey(d.Key)))
        {
            using var because = Cause.Begin(log, Cause.Turn(delivery.Id));
            if (Read(delivery) is { } turn)
            {
                LogResumed(delivery.Id);
                var exchange = Exchange.Over();
                _ = Start(delivery, turn, exchange, t => ResumeAsync(delivery.Id, turn, exchange, t));
            }
            else
            {
                await scope.ServiceProvider.GetRequiredService<TurnExecution>().FailUnreadableAsync(delivery.Id, ct);
            }
        }
    }

    /// <returns>What was received; null when it cannot be read, by this version at least.</returns>
    private InboundTurn? Read(InboundDelivery delivery)
    {
        try
        {
            return JsonSerializer.Deserialize<InboundTurn>(delivery.Payload!, JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            LogUnreadable(delivery.Id, e.Path);
            return null;
        }
    }

    private async Task<TurnAnswer> ResumeAsync(long id, InboundTurn turn, Exchange exchange, CancellationToken ct)
    {
        if (await CountAsync(id, ct) <= MaxAttempts)
        {
            return await RunAsync(id, fresh: null, turn, exchange, ct);
        }

        LogNeverFinished(id);
        return await GiveUpAsync(id, turn, exchange, ct);
    }

    private async Task<int> CountAsync(long id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TurnExecution>().CountAsync(id, ct);
    }

    /// <returns>The new delivery; null when the key was seen before.</returns>
    private async Task<InboundDelivery?> AcceptAsync(InboundTurn turn)
    {
        var delivery = new InboundDelivery
        {
            Key = turn.DeliveryKey,
            ConversationKey = turn.Conversation.Key,
            ReceivedAt = clock.GetUtcNow(),
            Attempts = 1,
            Payload = JsonSerializer.Serialize(turn, JsonSerializerOptions.Web),
        };
        return await acceptance.CommitAsync(delivery) ? delivery : null;
    }

    private TakenTurn Taken(InboundTurn turn, Running running, long start)
    {
        return new TakenTurn(AnswerAsync, _crowd.Formed);

        async Task<TurnAnswer> AnswerAsync()
        {
            var answer = await WaitAsync(turn, running, start);
            metrics.Acknowledged(turn, answer.IsFinished, clock.GetElapsedTime(start));
            return answer;
        }
    }

    private Running Start(InboundDelivery delivery, InboundTurn turn, Exchange exchange, Func<CancellationToken, Task<TurnAnswer>> run) => _running.GetOrAdd(turn.DeliveryKey, key =>
    {
        _crowd.Enter();
        var work = _queue.Enqueue(turn.Conversation.Key, () => _handling.StartNew(() => HandleAsync(delivery, turn, run)).Unwrap());
        _ = ForgetAsync(key, work);
        return new Running(work, exchange);
    });

    /// <summary>All that a delivery comes to, under its own id.</summary>
    private async Task<TurnAnswer> HandleAsync(InboundDelivery delivery, InboundTurn turn, Func<CancellationToken, Task<TurnAnswer>> run)
    {
        using var because = Cause.Begin(log, Cause.Turn(delivery.Id));
        var answer = await run(lifetime.ApplicationStopping);
        var took = clock.GetUtcNow() - delivery.ReceivedAt;
        metrics.TurnHandled(turn, answer.HasFailed, took);
        LogHandled(delivery.Id, turn.Kind, turn.Conversation.ChannelId, took);
        return answer;
    }

    private async Task ForgetAsync(string key, Task work)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.TryRemove(key, out _);
        _crowd.Leave();
    }

    /// <summary>Until it is handled, or the one who waits should not wait any longer; who gets no answer from here but that it was taken does not wait in a crowd.</summary>
    /// <param name="turn">What is waited for.</param>
    /// <param name="running">Its handling.</param>
    /// <param name="start">When the request came; what it took to commit the delivery is part of the wait.</param>
    private async Task<TurnAnswer> WaitAsync(InboundTurn turn, Running running, long start)
    {
        var wait = InlineLimit - clock.GetElapsedTime(start);
        Task end = turn.IsInvoke ? running.Work : Task.WhenAny(running.Work, _crowd.Formed);
        do
        {
            await end.WaitAsync(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!running.Work.IsCompleted && !running.Exchange.TryEnd());

        // Handled, or not waited for any longer; what is just being saved with an answer that nobody else gives was waited for.
        return running.Work.IsCompletedSuccessfully ? await running.Work : new TurnAnswer(IsFinished: false);
    }

    private async Task<TurnAnswer> RunAsync(long id, InboundDelivery? fresh, InboundTurn turn, Exchange exchange, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var (races, refusals) = (0, 0);
        while (true)
        {
            TimeSpan delay;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var answer = await scope.ServiceProvider.GetRequiredService<TurnExecution>().RunAsync(id, fresh, turn, exchange, ct);
                outbox.Wake();
                return answer;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e) when (e.IsLostRace() && ++races <= MaxRaces)
            {
                LogRunAgain(id, races);
                delay = Backoff.After(races, ShortestDelay, LongestRaceDelay);
            }
            catch (Exception e) when (store.Takes(e))
            {
                if (clock.GetElapsedTime(start) >= OutageLimit)
                {
                    throw;
                }

                delay = Backoff.After(++refusals, ShortestDelay, LongestOutageDelay);
            }
            catch (Exception e)
            {
                LogFailed(e, id);
                return await GiveUpAsync(id, turn, exchange, ct);
            }

            exchange.TakeBack();
            fresh = null;
            await Task.Delay(delay, clock, ct);
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

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} ({Kind} on {Channel}) is handled after {Took}")]
    private partial void LogHandled(long deliveryId, TurnKind kind, string channel, TimeSpan took);

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} was left unfinished and is taken up again")]
    private partial void LogResumed(long deliveryId);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} was left unfinished and cannot be read at {JsonPath}; it is given up")]
    private partial void LogUnreadable(long deliveryId, string? jsonPath);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} was taken up too often and never finished; it is given up")]
    private partial void LogNeverFinished(long deliveryId);

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} lost a race and is decided again (attempt {Attempt})")]
    private partial void LogRunAgain(long deliveryId, int attempt);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} failed")]
    private partial void LogFailed(Exception e, long deliveryId);
}
