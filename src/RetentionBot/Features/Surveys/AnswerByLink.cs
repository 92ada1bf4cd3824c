using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>What somebody who holds a link came for.</summary>
/// <param name="IsOpen">Whether it still takes an answer. To say stop is possible for ever.</param>
internal sealed record LinkVisit(SurveyInvitation Invitation, Contact Contact, bool IsOpen);

/// <summary>What can be done with the link to a question, outside any chat. The link alone says who somebody is. The caller saves.</summary>
internal sealed class AnswerByLink(
    RetentionDb db, SurveyLinks links, SurveyAnswers answers, SurveyStops stops, OutboxWriter outbox, SurveyCard card, TimeProvider clock)
{
    /// <summary>The longest comment that is kept; a longer one is refused as a whole.</summary>
    public const int LongestComment = 4000;

    /// <returns>Null when the link leads to nothing, or to somebody who is no longer there.</returns>
    public async Task<LinkVisit?> OpenAsync(string token, CancellationToken ct) =>
        await links.FindAsync(token, ct) is { } invitation && await db.Contacts.SingleAsync(c => c.Id == invitation.ContactId, ct) is { RetiredAt: null } contact
            ? new LinkVisit(invitation, contact, links.IsOpen(invitation))
            : null;

    /// <summary>Notes the answer; what was answered before is replaced.</summary>
    public async Task AnswerAsync(LinkVisit visit, int score, string? comment, CancellationToken ct)
    {
        if (!visit.Invitation.Answer(score, comment, clock.GetUtcNow()))
        {
            return;
        }

        await answers.KeepAsync(visit.Invitation, visit.Contact.CustomerId, ct);
        await RewriteAsync(
            visit, place => card.Show(visit.Invitation, SurveyAction.LanguageOf(visit.Contact, place), SurveyAction.InFrontOf(visit.Contact, place)), ct);
    }

    public Task<bool> HasStoppedAsync(LinkVisit visit, CancellationToken ct) => stops.HasStoppedAsync(visit.Contact, ct);

    /// <summary>Says stop, for ever. Mail that has not left does not leave any more.</summary>
    /// <param name="source">See <see cref="OptOut.Source"/>.</param>
    public async Task StopAsync(LinkVisit visit, string source, CancellationToken ct)
    {
        await stops.StopAsync(visit.Contact, source, "link", ct);
        var mailbox = SurveyMails.MailboxOf(visit.Contact.Id).Key;
        foreach (var waiting in await db.Outbox.Where(m => m.State == OutboxState.Pending && m.ConversationKey == mailbox).ToListAsync(ct))
        {
            (waiting.State, waiting.LastError, waiting.FinishedAt) = (OutboxState.Dropped, "the person said stop", clock.GetUtcNow());
        }

        if (visit.Invitation.AnsweredAt is null)
        {
            await RewriteAsync(visit, place => card.Stopped(SurveyAction.LanguageOf(visit.Contact, place), isInFrontOfOthers: !SurveyPlaces.IsOwn(place)), ct);
        }
    }

    private Task RewriteAsync(LinkVisit visit, Func<Conversation, MessageContent> contentIn, CancellationToken ct) =>
        outbox.RefreshByPlaceAsync(SurveyCard.SubjectOf(visit.Invitation), PlaceTopics.None, OutboxPriority.Deed, contentIn, ct);
}
