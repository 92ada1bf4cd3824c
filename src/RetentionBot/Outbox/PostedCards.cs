using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>Finds the card everybody sees under a message in what was sent. An update of one message by its id is left out: it is one person's form.</summary>
internal sealed class PostedCards(IServiceScopeFactory scopes) : IPostedCards
{
    public async Task<JsonObject?> FindAsync(ConversationRef conversation, string messageId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var card = await scope.ServiceProvider.GetRequiredService<RetentionDb>().Outbox
            .Where(m => m.ConversationKey == conversation.Key && m.SentMessageId == messageId && m.State == OutboxState.Sent)
            .Where(m => m.Kind == SendKind.Post || (m.Kind == SendKind.Update && m.Subject != null))
            .OrderByDescending(m => m.Id)
            .Select(m => m.Card)
            .FirstOrDefaultAsync(ct);
        return card is null ? null : JsonNode.Parse(card)!.AsObject();
    }
}
