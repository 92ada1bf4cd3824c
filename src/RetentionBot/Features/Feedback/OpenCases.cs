using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Feedback;

/// <summary>An unhappy answer opens a case, one that is changed moves the case there is, and a promoter's may lead to a suggestion: all in the save of the answer.</summary>
internal sealed class OpenCases(RetentionDb db, FeedbackRights rights, FeedbackLife life, SuggestReferrals referrals) : IAnswerListener
{
    private const string OpenDeed = "feedback.open";
    private const string RescoreDeed = "feedback.rescore";
    private const string ReopenDeed = "feedback.reopen";

    public async Task OnAnsweredAsync(SurveyInvitation invitation, long customerId, CancellationToken ct)
    {
        var score = invitation.Score!.Value;
        if (await db.FeedbackCases.SingleOrDefaultAsync(c => c.InvitationId == invitation.Id, ct) is { } there)
        {
            await ChangeAsync(there, score, ct);
        }
        else if (FeedbackCase.IsOpenedBy(invitation.Kind, score))
        {
            var opened = FeedbackCase.Open(Guid.CreateVersion7(life.Now), invitation, customerId, life.Now, await rights.OwnerOfAsync(customerId, ct));
            db.FeedbackCases.Add(opened);
            life.Note(opened, OpenDeed);
            await life.KeepTimersAsync(opened, ct);
            await life.TellAsync(opened, TellFeedbackTimer.Opened, ct);
        }

        if (invitation.Kind == SurveyKind.Nps)
        {
            await referrals.SuggestAsync(invitation, ct);
        }
    }

    private async Task ChangeAsync(FeedbackCase feedback, int score, CancellationToken ct)
    {
        var outcome = feedback.Rescore(score, life.Now);
        if (outcome == FeedbackOutcome.Reopened)
        {
            life.Note(feedback, ReopenDeed);
            await life.KeepTimersAsync(feedback, ct);
            await life.TellAsync(feedback, TellFeedbackTimer.Reopened, ct);
        }
        else if (outcome == FeedbackOutcome.Done)
        {
            life.Note(feedback, RescoreDeed);
        }

        // The comment stands on the card too, and may be all that changed.
        await life.RefreshAsync(feedback, OutboxPriority.Bulk, ct);
    }
}
