using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>What came of inviting a contact.</summary>
internal enum InviteOutcome
{
    Invited,

    /// <summary>The contact has this round's question already.</summary>
    AlreadyInvited,

    /// <summary>The contact said stop, or their address did.</summary>
    OptedOut,

    /// <summary>The contact has not agreed to be asked, or took it back.</summary>
    NoConsent,

    /// <summary>The contact has a mail address only, and no mail can be sent.</summary>
    NoMail,

    /// <summary>The contact has neither a conversation of their own with the bot, nor was seen in a place of their customer, nor has a mail address.</summary>
    Unreachable,
}

/// <summary>
/// Puts a question to one contact: in their own conversation with the bot, else in the place of their customer where they were seen, addressed to them by name, else by
/// mail. In such a place people from other companies may read along, which is why it holds no business data.
/// </summary>
internal sealed class InviteContact(
    RetentionDb db, OutboxWriter outbox, SurveyCard card, SurveyPlaces places, SurveyMails mails, SurveyStops stops, SurveySettings settings, TimeProvider clock)
{
    /// <summary>Why somebody is not asked anything by their own will; null when they may be.</summary>
    public async Task<InviteOutcome?> RefusalOfAsync(Contact contact, CancellationToken ct) =>
        await stops.HasStoppedAsync(contact, ct) ? InviteOutcome.OptedOut
        : settings.AllowsAsking(contact) ? null
        : InviteOutcome.NoConsent;

    /// <summary>The caller saves.</summary>
    public async Task<InviteOutcome> InviteAsync(Contact contact, SurveyQuestion question, CancellationToken ct)
    {
        if (await RefusalOfAsync(contact, ct) is { } refusal)
        {
            return refusal;
        }

        if (await db.Invitations.AnyAsync(i => i.ContactId == contact.Id && i.Kind == question.Kind && i.Round == question.Round, ct))
        {
            return InviteOutcome.AlreadyInvited;
        }

        var found = await places.FindAsync(contact, ct);
        if (found is null && (string.IsNullOrEmpty(contact.Email) || !mails.CanSend))
        {
            return string.IsNullOrEmpty(contact.Email) ? InviteOutcome.Unreachable : InviteOutcome.NoMail;
        }

        var invitation = new SurveyInvitation
        {
            Id = Guid.NewGuid(),
            Kind = question.Kind,
            Round = question.Round,
            WaveId = question.WaveId,
            IsTest = question.IsTest,
            Agent = question.Agent,
            ClosesAt = question.ClosesAt,
            ContactId = contact.Id,
            InvitedAt = clock.GetUtcNow(),
        };
        db.Invitations.Add(invitation);
        await DataVersions.BumpAsync(db, ct);
        if (found is not var (place, account))
        {
            mails.Ask(invitation, contact);
            return InviteOutcome.Invited;
        }

        // A question that may have arrived is not asked twice: held for the admin when nobody knows.
        var addressee = SurveyPlaces.IsOwn(place) ? null : new Addressee(contact.Name, account.UserId);
        outbox.Post(
            place.Reference,
            card.Show(invitation, Texts.For(contact.Language ?? place.Language), addressee),
            SurveyCard.SubjectOf(invitation),
            policy: UnknownPolicy.Hold);
        return InviteOutcome.Invited;
    }
}
