using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.DirectLine;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.WebChat;

/// <summary>Makes the three web chat people known: their conversations, whom they are, and the survey that waits for the customer.</summary>
internal sealed class WebChatSeed(RetentionDb db, OutboxWriter outbox, Welcome welcome, AskPerson ask, Workspace workspace, TimeProvider clock)
{
    /// <summary>Before the first scoring, so that the alerts find a connected place. Doing it again changes nothing.</summary>
    public async Task ConnectAsync(CancellationToken ct)
    {
        foreach (var visitor in WebChatPeople.All)
        {
            await IntroduceAsync(visitor, visitor == WebChatPeople.Csm ? PlaceTopics.Alerts | PlaceTopics.Kpi | PlaceTopics.Checklist : PlaceTopics.None, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Puts the running quarter's NPS question to the customer, once.</summary>
    public async Task InviteAsync(CancellationToken ct)
    {
        var email = WebChatPeople.Customer.Proof.Email;
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Email == email && c.RetiredAt == null, ct);
        if (contact is null)
        {
            return;
        }

        var identity = await db.Identities.SingleAsync(i => i.PersonKey == WebChatPeople.Customer.Person.Key, ct);
        identity.ContactId = contact.Id;
        await db.SaveChangesAsync(ct);
        await ask.AskAsync(contact, SurveyQuestion.OfQuarter(workspace.LocalDate(clock.GetUtcNow())), ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task IntroduceAsync(DirectLineVisitor visitor, PlaceTopics topics, CancellationToken ct)
    {
        var key = visitor.Conversation.Key;
        if (!await db.Conversations.AnyAsync(c => c.Key == key, ct))
        {
            db.Conversations.Add(new Conversation
            {
                Key = key,
                ChannelId = visitor.Conversation.ChannelId,
                Reference = visitor.Conversation,
                Topics = topics,
                Language = visitor.Locale ?? Texts.English,
                ConnectedAt = topics == PlaceTopics.None ? null : clock.GetUtcNow(),
                GreetedAt = clock.GetUtcNow(),
            });

            // The welcome stands above the cards that are posted before anybody opens the page.
            outbox.Post(visitor.Conversation, welcome.In(Texts.For(visitor.Locale)));
        }

        var person = visitor.Person.Key;
        if (!await db.Identities.AnyAsync(i => i.PersonKey == person, ct))
        {
            db.Identities.Add(new Identity
            {
                PersonKey = person,
                UserId = visitor.Person.UserId,
                DisplayName = visitor.Person.Name,
                PersonalConversationKey = key,
                SeenIn = visitor.Conversation,
            });
        }
    }
}
