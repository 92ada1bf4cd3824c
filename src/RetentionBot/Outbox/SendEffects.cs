using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Outbox;

/// <summary>What a send changes beside its own state: where a message stands, which conversation was opened for a person, what is gone. The caller saves.</summary>
internal sealed partial class SendEffects(RetentionDb db, PlaceAudience audience, TimeProvider clock, ILogger<SendEffects> log)
{
    public Task NoteAsync(OutboxMessage message, OutboxTarget target, SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent sent => NoteSentAsync(message, target, sent),
        SendOutcome.Refused refused => NoteLossAsync(message, target, refused),
        _ => Task.CompletedTask,
    };

    private async Task NoteSentAsync(OutboxMessage message, OutboxTarget target, SendOutcome.Sent sent)
    {
        if (sent.ConversationId is { } opened)
        {
            await NoteOpenedAsync(message, target, opened, sent.ServiceUrl);
        }
        else if (sent.ServiceUrl is { } serviceUrl && target.Place is { } place)
        {
            place.Reference = place.Reference with { ServiceUrl = serviceUrl };
        }

        message.SentMessageId = message.Kind switch
        {
            SendKind.Post => sent.MessageId,
            SendKind.Update => sent.MessageId ?? target.Posted?.MessageId ?? message.TargetMessageId,
            _ => null,
        };
        if (message is { Kind: SendKind.Post, Subject: { } subject, SentMessageId: { } messageId })
        {
            var conversation = sent.ThreadId is null ? message.Conversation : message.Conversation with { ThreadId = sent.ThreadId };
            await NotePostedAsync(subject, message.ConversationKey, conversation, messageId);
        }
    }

    private async Task NotePostedAsync(string subject, string conversationKey, ConversationRef conversation, string messageId)
    {
        var posted = await db.PostedMessages.SingleOrDefaultAsync(p => p.Subject == subject && p.ConversationKey == conversationKey, CancellationToken.None);
        if (posted is not null)
        {
            (posted.Conversation, posted.MessageId, posted.PostedAt) = (conversation, messageId, clock.GetUtcNow());
            return;
        }

        db.PostedMessages.Add(new PostedMessage
        {
            Subject = subject,
            ConversationKey = conversationKey,
            Conversation = conversation,
            MessageId = messageId,
            PostedAt = clock.GetUtcNow(),
        });
    }

    /// <summary>The row now belongs to the conversation, and so does whatever else is for the person.</summary>
    private async Task NoteOpenedAsync(OutboxMessage message, OutboxTarget target, string conversationId, string? serviceUrl)
    {
        var opened = message.Conversation with
        {
            ConversationId = conversationId,
            PersonId = null,
            Kind = ConversationKind.Personal,
            ThreadId = null,
            ServiceUrl = serviceUrl ?? message.Conversation.ServiceUrl,
        };
        (message.ConversationKey, message.Conversation) = (opened.Key, opened);
        if (target.Recipient is { } recipient)
        {
            recipient.PersonalConversationKey = opened.Key;
        }

        var place = await db.Conversations.SingleOrDefaultAsync(c => c.Key == opened.Key, CancellationToken.None);
        if (place is not null)
        {
            (place.Reference, place.IsActive, place.InactiveBecause) = (opened, true, null);
            return;
        }

        db.Conversations.Add(new Conversation
        {
            Key = opened.Key,
            ChannelId = opened.ChannelId,
            Reference = opened,
            Language = Texts.For(await LanguageAsync(target.Recipient)).Language,
        });
    }

    private async Task<string?> LanguageAsync(Identity? person) => person switch
    {
        { StaffMemberId: { } id } => await db.Staff.Where(s => s.Id == id).Select(s => s.Language).SingleOrDefaultAsync(CancellationToken.None),
        { ContactId: { } id } => await db.Contacts.Where(c => c.Id == id).Select(c => c.Language).SingleOrDefaultAsync(CancellationToken.None),
        _ => null,
    };

    private async Task NoteLossAsync(OutboxMessage message, OutboxTarget target, SendOutcome.Refused refused)
    {
        switch (refused.Loss)
        {
            case Loss.Message when target.Posted is { } posted:
                db.PostedMessages.Remove(posted);
                break;
            case Loss.Conversation when target.Place is { } place:
                place.Lose(refused.Reason);
                LogConversationGone(place.Id);
                if (place.Topics != PlaceTopics.None)
                {
                    await audience.TellWhoConnectedAsync(place, "places.lost", CancellationToken.None);
                }

                break;
            case Loss.Workspace:
                await db.LoseWorkspaceAsync(Workspaces.Of(message.ConversationKey), refused.Reason, CancellationToken.None);
                LogWorkspaceGone(message.Id, refused.Reason);
                break;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Conversation {ConversationId} takes no more messages until the bot hears from it again")]
    private partial void LogConversationGone(long conversationId);

    [LoggerMessage(LogLevel.Error, "The tenant or workspace of outbox message {MessageId} takes no more messages until the bot hears from it again: {Reason}")]
    private partial void LogWorkspaceGone(long messageId, string reason);
}
