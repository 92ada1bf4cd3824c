using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>A contact answered the NPS question put to them. One answer per invitation; answering again changes it.</summary>
internal sealed class AnswerSurvey(RetentionDb db, OutboxWriter outbox, SurveyCard card, SurveyAnswers answers, TimeProvider clock) : ICardActionHandler
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
            await answers.KeepAsync(invitation, contact.CustomerId, ct);
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
}
