using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>
/// The cards that stand in the conversations, as they were last sent. A rewrite for one person (a form in place of the card) is none of them: it shows nothing that
/// others see.
/// </summary>
internal sealed class PostedCards(IServiceScopeFactory scopes) : IPostedCards
{
    public async Task<JsonObject?> FindAsync(ConversationRef conversation, string messageId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var key = conversation.Key;
        var card = await db.Outbox.AsNoTracking()
            .Where(m => m.ConversationKey == key && m.SentMessageId == messageId && m.State == OutboxState.Sent)
            .Where(m => m.Kind == SendKind.Post || (m.Kind == SendKind.Update && m.Subject != null))
            .OrderByDescending(m => m.Id)
            .Select(m => m.Card)
            .FirstOrDefaultAsync(ct);
        return card is null ? null : JsonNode.Parse(card)!.AsObject();
    }
}
