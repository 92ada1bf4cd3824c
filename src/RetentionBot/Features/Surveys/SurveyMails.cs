using System.Globalization;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Outbox;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>Whether mail can be sent at all.</summary>
internal interface IMailSwitch
{
    bool IsOn { get; }
}

/// <summary>
/// Asks by mail. What lies in the outbox names the contact and the invitation only: the address is looked up, and the link made, when the mail leaves, so neither
/// waits there to be read.
/// </summary>
internal sealed class SurveyMails(OutboxWriter outbox, SurveyLinks links, SurveyTexts texts, IMailSwitch mail)
{
    private const string Mailbox = "contact:";

    /// <summary>Whether mail leads anywhere: there is a server that sends it, and an address for the links in it.</summary>
    public bool CanSend => mail.IsOn && links.CanBeMade;

    /// <summary>A person's mailbox as a place the outbox sends to.</summary>
    public static ConversationRef MailboxOf(long contactId) => new()
    {
        ChannelId = ChannelIds.Mail,
        ConversationId = string.Create(CultureInfo.InvariantCulture, $"{Mailbox}{contactId}"),
        Kind = ConversationKind.Personal,
    };

    /// <returns>The invitation that a mail to a mailbox is about; null when it names none.</returns>
    public static Guid? InvitationIn(ConversationRef mailbox) => Guid.TryParse(mailbox.ThreadId, out var id) ? id : null;

    /// <summary>Puts the question into the contact's mailbox. A mail that may have arrived is not sent twice: it is held for the admin when nobody knows.</summary>
    public void Ask(SurveyInvitation invitation, Contact contact)
    {
        var question = SurveyCard.QuestionOf(invitation.Kind, texts.In(Texts.For(contact.Language)));
        outbox.Post(
            MailboxOf(contact.Id) with { ThreadId = invitation.Id.ToString("N") },
            new MessageContent(question),
            SurveyCard.SubjectOf(invitation),
            policy: UnknownPolicy.Hold);
    }

    /// <summary>Puts the reminder into the contact's mailbox; it says that it is one, and has a link of its own.</summary>
    public void Remind(SurveyInvitation invitation, Contact contact) => outbox.Post(
        MailboxOf(contact.Id) with { ThreadId = invitation.Id.ToString("N") },
        new MessageContent(texts.In(Texts.For(contact.Language)).Say("survey.mail.reminder")),
        policy: UnknownPolicy.Hold);
}
