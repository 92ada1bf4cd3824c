using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Privacy;

/// <summary>
/// Takes a person out of what was said: messages to them or about them that wait are not sent, those that stand on a channel are rewritten, and of what they wrote
/// nothing is kept.
/// </summary>
internal sealed class MessageErasure(RetentionDb db, OutboxWriter outbox, Cards cards, TimeProvider clock)
{
    private const string Reason = "erased";

    /// <summary>Within the caller's transaction.</summary>
    public async Task EraseAsync(PersonTraces person, ErasureReport report, CancellationToken ct)
    {
        // Before anything is withdrawn: a message just being sent is rewritten once it stands there.
        var last = await db.Outbox.MaxAsync(m => (long?)m.Id, ct) ?? 0;
        foreach (var subject in person.Subjects)
        {
            await outbox.RefreshByPlaceAsync(subject, PlaceTopics.None, OutboxPriority.Deed, place => Removed(LanguageIn(place, person)), ct);
        }

        report.Add("posted_messages", "to be rewritten", await db.SaveChangesAsync(ct));
        await EraseOutboxAsync(person.MessagesIn(db).Where(m => m.Id <= last), report, ct);
        await EraseChatLogAsync(person, report, ct);
        await EraseDeliveriesAsync(person, report, ct);

        var places = person.OwnPlaces;
        report.Add("conversations", "deleted", await db.Conversations.Where(c => places.Contains(c.Key)).ExecuteDeleteAsync(ct));
    }

    /// <summary>Takes phrases out of all other messages, and rewrites those that stand on a channel.</summary>
    public async Task RemoveAsync(Phrases phrases, ErasureReport report, CancellationToken ct)
    {
        var patterns = phrases.Patterns;
        var found = await db.Outbox.AsNoTracking()
            .Where(m => patterns.Any(p => EF.Functions.Like(m.Text, p, Phrases.Escape) || EF.Functions.Like(m.Card!, p, Phrases.Escape)))
            .OrderBy(m => m.Id)
            .ToListAsync(ct);
        var (changed, rewritten) = (0, 0);
        foreach (var message in found)
        {
            var (text, card) = (phrases.RemoveFrom(message.Text), message.Card is null ? null : phrases.RemoveFrom(message.Card));
            if (text == message.Text && card == message.Card)
            {
                continue;
            }

            await db.Outbox.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Text, text).SetProperty(m => m.Card, card), ct);
            changed++;
            if (message is { State: OutboxState.Sent, Kind: SendKind.Post or SendKind.Update, SentMessageId: { } stands } && !await IsReplacedAsync(message, ct))
            {
                outbox.Rewrite(message.Conversation, stands, new MessageContent(text, card is null ? null : JsonNode.Parse(card)!.AsObject()), OutboxPriority.Deed);
                rewritten++;
            }
        }

        await db.SaveChangesAsync(ct);
        report.Add("outbox_messages", "name, address and comments taken out", changed);
        report.Add("posted_messages", "to be rewritten without name, address and comments", rewritten);
    }

    /// <summary>Whether the message shows something newer by now, or will.</summary>
    private Task<bool> IsReplacedAsync(OutboxMessage message, CancellationToken ct) => db.Outbox.AnyAsync(
        n => n.Id > message.Id && n.ConversationKey == message.ConversationKey && n.Kind == SendKind.Update && n.State <= OutboxState.Sent
            && (n.SentMessageId == message.SentMessageId || n.TargetMessageId == message.SentMessageId || (message.Subject != null && n.Subject == message.Subject)),
        ct);

    private async Task EraseOutboxAsync(IQueryable<OutboxMessage> messages, ErasureReport report, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        report.Add("outbox_messages", "deleted", await messages.Where(m => m.State != OutboxState.Pending && m.State != OutboxState.Sending).ExecuteDeleteAsync(ct));

        // The rows stay, since a bot that is running may hold them just now.
        var withdrawn = await messages.Where(m => m.State == OutboxState.Pending).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, OutboxState.Dropped).SetProperty(m => m.LastError, Reason).SetProperty(m => m.FinishedAt, now)
                .SetProperty(m => m.Text, "").SetProperty(m => m.Card, (string?)null),
            ct);
        report.Add("outbox_messages", "not sent", withdrawn);
        var leaving = await messages.Where(m => m.State == OutboxState.Sending)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Text, "").SetProperty(m => m.Card, (string?)null), ct);
        report.Add("outbox_messages", "emptied", leaving);
    }

    /// <summary>What the bot wrote stays as a place to be rewritten, without its words.</summary>
    private async Task EraseChatLogAsync(PersonTraces person, ErasureReport report, CancellationToken ct)
    {
        var posted = await db.PostedMessages.Where(p => person.Subjects.Contains(p.Subject)).Select(p => p.MessageId).ToListAsync(ct);
        var log = await person.ChatLogAsync(db, ct);
        foreach (var entry in log)
        {
            db.DirectLineActivities.Remove(entry);
            if (posted.Contains(entry.ActivityId))
            {
                var activity = JsonNode.Parse(entry.Json)!.AsObject();
                activity["text"] = "";
                activity.Remove("attachments");
                activity.Remove("summary");
                db.DirectLineActivities.Add(new DirectLineActivity { ConversationId = entry.ConversationId, ActivityId = entry.ActivityId, Json = activity.ToJsonString() });
            }
        }

        await db.SaveChangesAsync(ct);
        report.Add("direct_line_activities", "deleted or emptied", log.Count);
    }

    private async Task EraseDeliveriesAsync(PersonTraces person, ErasureReport report, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var unfinished = await person.DeliveriesIn(db).Where(d => d.State == DeliveryState.Accepted).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, DeliveryState.Failed).SetProperty(d => d.FinishedAt, now).SetProperty(d => d.Payload, (string?)null)
                .SetProperty(d => d.Answer, (string?)null),
            ct);
        var finished = await person.DeliveriesIn(db).ExecuteUpdateAsync(set => set.SetProperty(d => d.Payload, (string?)null).SetProperty(d => d.Answer, (string?)null), ct);
        report.Add("inbound_deliveries", "emptied", unfinished + finished);
    }

    private static string LanguageIn(Conversation place, PersonTraces person) =>
        person.Contact.Language is { } own && person.OwnPlaces.Contains(place.Key) ? own : place.Language;

    private MessageContent Removed(string language)
    {
        var texts = Texts.For(language);
        var text = texts.Say("privacy.removed");
        return cards.Show("note", texts, new { text }, text);
    }
}
