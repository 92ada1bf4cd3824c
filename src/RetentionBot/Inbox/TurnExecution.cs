using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Inbox;

/// <summary>One try at one delivery: route it, turn the result into outbox rows and a stored answer, save once.</summary>
internal sealed class TurnExecution(RetentionDb db, SharedSaves saves, TurnRouter router, TurnAnswers answers, OutboxWriter outbox, TimeProvider clock)
{
    /// <param name="deliveryId">The committed delivery.</param>
    /// <param name="fresh">The delivery itself when it was committed just now, so that it need not be read; should it be handled twice, only one save succeeds.</param>
    /// <param name="turn">What it holds.</param>
    /// <param name="exchange">The HTTP exchange it came in.</param>
    /// <param name="ct">Stops the handler.</param>
    /// <exception cref="DbUpdateException">The save lost a race; nothing has changed.</exception>
    public async Task<TurnAnswer> RunAsync(long deliveryId, InboundDelivery? fresh, InboundTurn turn, Exchange exchange, CancellationToken ct)
    {
        var delivery = fresh is null ? await UnfinishedAsync(deliveryId, ct) : db.Deliveries.Attach(fresh).Entity;
        if (delivery is null)
        {
            return new TurnAnswer(IsFinished: true);
        }

        var answer = await answers.GiveAsync(turn, await router.RouteAsync(turn, ct), exchange, ct);
        Finish(delivery, DeliveryState.Done, answer);
        ct.ThrowIfCancellationRequested();
        await saves.SaveAsync(db);
        return answer;
    }

    /// <summary>Marks the delivery failed and tells the person under its id; nothing of what went wrong is shown.</summary>
    public async Task<TurnAnswer> GiveUpAsync(long deliveryId, InboundTurn turn, Exchange exchange, CancellationToken ct)
    {
        var delivery = await UnfinishedAsync(deliveryId, ct);
        if (delivery is null)
        {
            return new TurnAnswer(IsFinished: true);
        }

        var room = turn.Conversation.Room.Key;
        var language = turn.Locale ?? await db.Conversations.Where(c => c.Key == room).Select(c => c.Language).FirstOrDefaultAsync(ct);
        var sentence = Texts.For(language).Say("turn.failed", ("id", deliveryId));
        if (turn.Kind is TurnKind.Message or TurnKind.CardAction && !(turn.IsInvoke && exchange.TryAnswer()))
        {
            outbox.Tell(turn, sentence);
        }

        var answer = new TurnAnswer(IsFinished: true, Notice: turn.IsInvoke ? sentence : null, HasFailed: true);
        Finish(delivery, DeliveryState.Failed, answer);
        await db.SaveChangesAsync(ct);
        return answer;
    }

    /// <summary>Counts that a delivery is taken up once more. Saved before it runs, so that one that ends the process does not come back for ever.</summary>
    /// <returns>How often it was taken up, this time included.</returns>
    public async Task<int> CountAsync(long deliveryId, CancellationToken ct)
    {
        if (await UnfinishedAsync(deliveryId, ct) is not { } delivery)
        {
            return 0;
        }

        delivery.Attempts++;
        await db.SaveChangesAsync(ct);
        return delivery.Attempts;
    }

    /// <summary>Marks a delivery failed that cannot be read, so that nobody can be told.</summary>
    public async Task FailUnreadableAsync(long deliveryId, CancellationToken ct)
    {
        if (await UnfinishedAsync(deliveryId, ct) is { } delivery)
        {
            Finish(delivery, DeliveryState.Failed, new TurnAnswer(IsFinished: true, HasFailed: true));
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task<InboundDelivery?> UnfinishedAsync(long id, CancellationToken ct) =>
        await db.Deliveries.FindAsync([id], ct) is { State: DeliveryState.Accepted } delivery ? delivery : null;

    private void Finish(InboundDelivery delivery, DeliveryState state, TurnAnswer answer)
    {
        delivery.State = state;
        delivery.Answer = JsonSerializer.Serialize(answer, JsonSerializerOptions.Web);
        delivery.Payload = null;
        delivery.FinishedAt = clock.GetUtcNow();
    }
}
