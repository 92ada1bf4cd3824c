using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Outbox;

/// <summary>Tells whoever connected a place, in their own chat with the bot, that nothing is posted there any more. The caller saves.</summary>
internal sealed class PlaceNotices(RetentionDb db, TimeProvider clock)
{
    public Task TellLostAsync(Conversation place) =>
        place.Topics == PlaceTopics.None ? Task.CompletedTask : TellAsync(place, texts => texts.Say("notice.place-lost", ("place", NameOf(place))));

    public Task TellOutsidersAsync(Conversation place) => TellAsync(place, texts => texts.Say("notice.outsiders", ("place", NameOf(place))));

    private static string NameOf(Conversation place) => place.Reference.Name ?? place.Reference.ConversationId;

    /// <summary>Whoever never wrote to the bot alone is not told: a room would let others read it.</summary>
    private async Task TellAsync(Conversation place, Func<Texts, string> sentence)
    {
        var chat = await db.Conversations.AsNoTracking()
            .Where(c => c.IsActive && c.Key != place.Key && db.Identities.Any(i => i.PersonKey == place.ConnectedBy && i.PersonalConversationKey == c.Key))
            .FirstOrDefaultAsync(CancellationToken.None);
        if (chat is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        db.Outbox.Add(new OutboxMessage
        {
            ConversationKey = chat.Key,
            Conversation = chat.Reference,
            Kind = SendKind.Post,
            Text = sentence(Texts.For(chat.Language)),
            CreatedAt = now,
            DueAt = now,
        });
    }
}
