using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;
using RetentionBot.Inbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Access;

/// <summary>What came of something that somebody did.</summary>
/// <param name="Answer">What the one who pressed is answered at once.</param>
/// <param name="Sent">What leaves because of it.</param>
/// <param name="Changed">The tables that changed.</param>
/// <param name="Noted">What the audit log says of it.</param>
internal sealed record RightsOutcome(TurnAnswer Answer, IReadOnlyList<OutboxMessage> Sent, IReadOnlyList<string> Changed, IReadOnlyList<string> Noted)
{
    /// <summary>Everything that is said, in one text each; a form or a card is one.</summary>
    public IReadOnlyList<string> Said =>
    [
        .. new[] { Answer.Notice, Answer.Card?.ToJsonString(), Answer.Form?.Content.Card?.ToJsonString() }.OfType<string>(),
        .. Sent.Select(m => m.Card is null ? m.Text : $"{m.Text}\n{m.Card}"),
    ];
}

/// <summary>Tries something on the bot as if it had been received, and takes it back.</summary>
internal static class RightsTrial
{
    /// <param name="world">The bot and what it knows.</param>
    /// <param name="turn">What somebody does.</param>
    /// <param name="command">The class of the command it should be; null for a press.</param>
    /// <param name="isConnected">Whether the places are connected.</param>
    public static async Task<RightsOutcome> TryAsync(RightsWorld world, InboundTurn turn, string? command, bool isConnected)
    {
        await using var scope = world.Bot.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();

        // Never committed: the next one finds everything as it was.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!isConnected)
        {
            await db.Conversations.ExecuteUpdateAsync(c => c.SetProperty(x => x.Topics, PlaceTopics.None));
        }

        if (command is not null)
        {
            scope.ServiceProvider.GetServices<TextCommand>().First(c => c.Matches(turn.Text)).Handler.Name.ShouldBe(command, turn.Text);
        }

        var (lastSent, lastNoted) = (await db.Outbox.MaxAsync(m => (long?)m.Id) ?? 0, await db.Audit.MaxAsync(a => (long?)a.Id) ?? 0);
        var delivery = new InboundDelivery { Key = turn.DeliveryKey, ConversationKey = turn.Conversation.Key, ReceivedAt = TimeProvider.System.GetUtcNow(), Attempts = 1 };
        db.Deliveries.Add(delivery);
        await db.SaveChangesAsync();
        var answer = await scope.ServiceProvider.GetRequiredService<TurnExecution>().RunAsync(delivery.Id, fresh: null, turn, new Exchange(), CancellationToken.None);
        return new RightsOutcome(
            answer,
            await db.Outbox.AsNoTracking().Where(m => m.Id > lastSent).OrderBy(m => m.Id).ToListAsync(),
            await StoreWatch.ChangedAsync(db),
            await db.Audit.AsNoTracking().Where(a => a.Id > lastNoted).Select(a => a.Deed).ToListAsync());
    }
}
