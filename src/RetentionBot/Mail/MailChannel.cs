using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;

namespace RetentionBot.Mail;

/// <summary>
/// Sends questions by mail. The outbox names contact and invitation; the address is looked up and the link made here. The link's hash is saved before the mail leaves,
/// so that no mail can arrive whose link is not known. Mail goes one way: nobody writes or presses anything here.
/// </summary>
internal sealed partial class MailChannel(IServiceScopeFactory scopes, IOptions<MailOptions> options, SmtpSender smtp, SurveyMail mails, ILogger<MailChannel> log) : IChannel, IMailSwitch
{
    public string ChannelId => ChannelIds.Mail;

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: false, CanReact: false, OpensForms: false);

    public bool IsOn => options.Value.IsOn;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (message.Kind != SendKind.Post || SurveyMails.InvitationIn(message.Conversation) is not { } id)
        {
            return new SendOutcome.Refused("Mail is not rewritten, and holds a question.");
        }

        try
        {
            return IsOn ? await SendAsync(id, ct) : new SendOutcome.Refused("no mail server is set");
        }
        catch (Exception e) when (e.IsBusy() || e.IsLostRace())
        {
            // Up to here nothing but the link was made.
            LogNotPrepared(e, message.Id);
            return new SendOutcome.TryAgain("the link could not be saved");
        }
    }

    public Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct) => Task.FromResult(PersonProof.Unproven);

    public Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct) => Task.FromResult(Audience.Unknown);

    /// <summary>Nothing is remembered.</summary>
    public void ForgetAudience(ConversationRef conversation)
    {
    }

    private async Task<SendOutcome> SendAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        var links = scope.ServiceProvider.GetRequiredService<SurveyLinks>();
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, ct);
        var contact = invitation is null ? null : await db.Contacts.SingleAsync(c => c.Id == invitation.ContactId, ct);
        if (invitation is null || contact is not { RetiredAt: null, Email.Length: > 0 })
        {
            return new SendOutcome.Refused("the contact or their address is gone");
        }

        if (await scope.ServiceProvider.GetRequiredService<SurveyStops>().HasStoppedAsync(contact, ct))
        {
            return new SendOutcome.Refused("the person said stop");
        }

        if (!scope.ServiceProvider.GetRequiredService<SurveySettings>().AllowsAsking(contact))
        {
            return new SendOutcome.Refused("the person has not agreed to be asked");
        }

        if (invitation is { RemindedAt: not null, AnsweredAt: not null })
        {
            return new SendOutcome.Refused("it was answered before the reminder left");
        }

        if (!links.IsOpen(invitation) || links.Make(invitation) is not { } link)
        {
            return new SendOutcome.Refused("the question is closed, or there is no address for its link");
        }

        await db.SaveChangesAsync(ct);
        var body = new BodyWatch();
        using var mail = mails.Write(invitation, contact, link, body);
        return await smtp.SendAsync(mail, contact.Email, body, ct);
    }

    [LoggerMessage(LogLevel.Warning, "The link of {MessageId} could not be saved")]
    private partial void LogNotPrepared(Exception e, string messageId);
}
