using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Features.Feedback;

/// <summary>What goes with every change of a case: a line in the audit log, the timers its state needs, who is told, and its cards. The caller saves.</summary>
internal sealed class FeedbackLife(
    RetentionDb db, TimerBook timers, Colleagues colleagues, FeedbackRights rights, FeedbackCard card, OutboxWriter outbox, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public void Note(FeedbackCase feedback, string deed, string by = "system") =>
        db.Audit.Add(new AuditEvent { At = Now, Deed = deed, By = by, Subject = FeedbackCard.SubjectOf(feedback) });

    public async Task<FeedbackFacts> FactsAsync(FeedbackCase feedback, CancellationToken ct) => new(
        feedback,
        await db.Customers.AsNoTracking().SingleAsync(c => c.Id == feedback.CustomerId, ct),
        await db.Contacts.AsNoTracking().SingleAsync(c => c.Id == feedback.ContactId, ct),
        (await db.Invitations.FindAsync([feedback.InvitationId], ct))?.Comment);

    /// <summary>Sets the timers the case's state asks for and clears the others. One that has rung is not set again.</summary>
    public async Task KeepTimersAsync(FeedbackCase feedback, CancellationToken ct)
    {
        var subject = FeedbackCard.SubjectOf(feedback);
        var remindAt = feedback.OpenedAt + (FeedbackCase.Clock / 2);
        await KeepAsync(RemindTimer.Kind, subject, feedback.Stage == FeedbackStage.Open && Now < remindAt ? remindAt : null, ct);
        await KeepAsync(LateTimer.Kind, subject, feedback is { Stage: < FeedbackStage.Told, EscalationSteps: 0 } ? feedback.DueAt : null, ct);
        if (feedback.Stage == FeedbackStage.Closed)
        {
            await timers.ClearAllAsync(TellFeedbackTimer.Kind, subject, ct);
        }
    }

    /// <summary>Lets those whose case it is be told as soon as they work.</summary>
    /// <param name="why">One of the reasons of <see cref="TellFeedbackTimer"/>.</param>
    public async Task TellAsync(FeedbackCase feedback, string why, CancellationToken ct) =>
        await TellAsync(feedback, await rights.WhoAsync(feedback.OwnerId, ct), why, ct);

    public async Task TellAsync(FeedbackCase feedback, IEnumerable<StaffMember> people, string why, CancellationToken ct)
    {
        foreach (var person in people)
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"{FeedbackCard.SubjectOf(feedback)}|{person.Id}|{why}");
            await timers.SetAsync(TellFeedbackTimer.Kind, subject, colleagues.TellAt(person), data: null, ct);
        }
    }

    /// <summary>Rewrites every card of the case. A chat whose person has nothing to do with it any more keeps nothing of what was answered.</summary>
    public async Task RefreshAsync(FeedbackCase feedback, OutboxPriority priority, CancellationToken ct)
    {
        var facts = await FactsAsync(feedback, ct);
        var chats = await db.Identities.AsNoTracking()
            .Where(i => i.PersonalConversationKey != null && i.StaffMemberId != null)
            .Join(db.Staff, i => i.StaffMemberId, s => s.Id, (i, s) => new { Key = i.PersonalConversationKey!, Person = s })
            .ToListAsync(ct);
        var may = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chat in chats)
        {
            if (await rights.MayHandleAsync(feedback, chat.Person, ct))
            {
                may.Add(chat.Key);
            }
        }

        await outbox.RefreshByPlaceAsync(
            FeedbackCard.SubjectOf(feedback),
            PlaceTopics.None,
            priority,
            place => may.Contains(place.Key) ? card.Show(facts, Texts.For(place.Language)) : card.Gone(feedback, Texts.For(place.Language)),
            ct);
    }

    private Task KeepAsync(string kind, string subject, DateTimeOffset? dueAt, CancellationToken ct) =>
        dueAt is { } at ? timers.SetAsync(kind, subject, at, data: null, ct) : timers.ClearAsync(kind, subject, ct);
}
