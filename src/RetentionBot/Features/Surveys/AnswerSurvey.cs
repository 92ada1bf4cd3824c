using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>A contact answered the NPS question put to them. One answer per invitation; answering again changes it.</summary>
internal sealed class AnswerSurvey(RetentionDb db, OutboxWriter outbox, SurveyCard card, Workspace workspace, TimeProvider clock) : ICardActionHandler
{
    public const string Verb = "survey.answer";

    private const int LongestComment = 4000;

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        var invitation = Guid.TryParse(action.Data.GetValueOrDefault("invitation"), out var id) ? await db.Invitations.FindAsync([id], ct) : null;
        if (invitation is null)
        {
            return Refuse(id, "survey.gone", turn);
        }

        if (turn.Actor.Contact is not { } contact || contact.Id != invitation.ContactId)
        {
            return Refuse(id, "survey.not-yours", turn);
        }

        if (!NpsScore.TryParse(action.Data.GetValueOrDefault("score"), out var score))
        {
            return TurnResult.Tell(texts.Say("survey.nps.choose"));
        }

        var comment = action.Data.GetValueOrDefault("comment")?.Trim();
        comment = string.IsNullOrEmpty(comment) ? null : comment.Length > LongestComment ? comment[..LongestComment] : comment;
        var now = clock.GetUtcNow();
        if (invitation.Answer(score.Value, comment, now))
        {
            await KeepAsync(invitation, contact.CustomerId, ct);
            await outbox.RefreshAsync(
                SurveyCard.SubjectOf(invitation),
                PlaceTopics.None,
                OutboxPriority.Deed,
                language => card.Show(invitation, Text.Texts.For(contact.Language ?? language)),
                onlyIn: null,
                ct);
        }

        return TurnResult.Replace(card.Show(invitation, texts));
    }

    /// <summary>What the button carries comes from the client, so it may have been made up.</summary>
    private TurnResult Refuse(Guid invitation, string reason, TurnContext turn)
    {
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "survey.refuse", By = turn.Actor.Key, Subject = $"survey:{invitation:N}" });
        return TurnResult.Tell(turn.Texts.Say(reason));
    }

    /// <summary>The answer as the figures see it, in the same save: a new row, or the one there is re-scored.</summary>
    private async Task KeepAsync(SurveyInvitation invitation, long customerId, CancellationToken ct)
    {
        var key = $"invitation:{invitation.Id:N}";
        var response = await db.Responses.SingleOrDefaultAsync(r => r.SourceKey == key, ct);
        if (response is null)
        {
            response = new SurveyResponse
            {
                SourceKey = key,
                Kind = invitation.Kind,
                Round = invitation.Round,
                Respondent = $"contact:{invitation.ContactId}",
                ContactId = invitation.ContactId,
                CustomerId = customerId,
                Score = invitation.Score!.Value,
                AnsweredAt = invitation.AnsweredAt!.Value,
            };
            db.Responses.Add(response);
        }

        (response.Score, response.Comment, response.AnsweredAt) = (invitation.Score!.Value, invitation.Comment, invitation.AnsweredAt!.Value);
        await ReachAsync(invitation.AnsweredAt!.Value, ct);
        await DataVersions.BumpAsync(db, ct);
    }

    /// <summary>The bot is a source of answers itself: they speak of the day one was given, or that answer would not count before the next import.</summary>
    private async Task ReachAsync(DateTimeOffset at, CancellationToken ct)
    {
        var day = workspace.LocalDate(at);
        if (await db.Feeds.FindAsync([Feeds.Responses], ct) is not { } feed)
        {
            db.Feeds.Add(new Feed { Kind = Feeds.Responses, DataThrough = day, LoadedAt = at });
        }
        else if (feed.DataThrough < day)
        {
            (feed.DataThrough, feed.LoadedAt) = (day, at);
        }
    }
}
