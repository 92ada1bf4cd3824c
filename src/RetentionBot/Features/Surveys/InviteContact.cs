using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
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

    /// <summary>The contact has no one-to-one conversation with the bot yet.</summary>
    Unreachable,
}

/// <summary>What is asked, and in which round.</summary>
/// <param name="Kind">Which question.</param>
/// <param name="Round">What it counts in.</param>
/// <param name="WaveId">The wave that asks, if any.</param>
/// <param name="IsTest">Whether the answer is never to count.</param>
/// <param name="ClosesAt">The end of answering, if any.</param>
internal sealed record SurveyAsk(SurveyKind Kind, string Round, long? WaveId = null, bool IsTest = false, DateTimeOffset? ClosesAt = null);

/// <summary>Puts a question to one contact, in their own conversation with the bot.</summary>
internal sealed class InviteContact(RetentionDb db, OutboxWriter outbox, SurveyCard card, Workspace workspace, TimeProvider clock)
{
    /// <summary>The NPS question of the running quarter. The caller saves.</summary>
    public Task<InviteOutcome> InviteAsync(Contact contact, CancellationToken ct) =>
        InviteAsync(contact, new SurveyAsk(SurveyKind.Nps, RoundOf(workspace.LocalDate(clock.GetUtcNow()))), ct);

    /// <summary>Any question. The caller saves.</summary>
    public async Task<InviteOutcome> InviteAsync(Contact contact, SurveyAsk ask, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Invitations.AnyAsync(i => i.ContactId == contact.Id && i.Kind == ask.Kind && i.Round == ask.Round, ct))
        {
            return InviteOutcome.AlreadyInvited;
        }

        var key = await db.Identities.Where(i => i.ContactId == contact.Id).Select(i => i.PersonalConversationKey).FirstOrDefaultAsync(ct);
        var place = key is null ? null : await db.Conversations.SingleOrDefaultAsync(c => c.Key == key && c.IsActive, ct);
        if (place is null)
        {
            return InviteOutcome.Unreachable;
        }

        var invitation = new SurveyInvitation
        {
            Id = Guid.NewGuid(),
            Kind = ask.Kind,
            Round = ask.Round,
            WaveId = ask.WaveId,
            IsTest = ask.IsTest,
            ContactId = contact.Id,
            InvitedAt = now,
            ClosesAt = ask.ClosesAt,
        };
        db.Invitations.Add(invitation);
        await DataVersions.BumpAsync(db, ct);

        // A question that may have arrived is not asked twice: held for the admin when nobody knows.
        outbox.Post(
            place.Reference, card.Show(invitation, Texts.For(contact.Language ?? place.Language)), SurveyCard.SubjectOf(invitation), policy: UnknownPolicy.Hold);
        return InviteOutcome.Invited;
    }

    /// <summary>The calendar quarter, e.g. <c>2026-Q4</c>.</summary>
    public static string RoundOf(DateOnly day) => $"{day.Year:D4}-Q{((day.Month - 1) / 3) + 1}";
}
