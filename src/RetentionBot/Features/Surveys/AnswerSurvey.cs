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

/// <summary>A contact answered the question put to them. One answer per invitation; answering again changes it until the survey closes.</summary>
internal sealed class AnswerSurvey(SurveyDesk desk, RetentionDb db, Workspace workspace) : SurveyAction(desk)
{
    public const string Verb = "survey.answer";

    /// <summary>The input's id.</summary>
    public const string Score = "score";

    /// <summary>The input's id.</summary>
    public const string Comment = "comment";

    private const int LongestComment = 4000;

    protected override async Task<TurnResult> ActAsync(SurveyPress press, CancellationToken ct)
    {
        var (invitation, words) = (press.Invitation, Desk.WordsFor(press));
        if (RefuseIfClosed(press) is { } closed)
        {
            return closed;
        }

        // The form shows what was answered before, so what is empty there was taken out.
        var isEdit = press.Sent("form") is not null;
        var comment = press.Sent(Comment) is { } sent ? Cut(sent) : isEdit ? null : invitation.Comment;
        if (!SurveyAnswer.TryParse(invitation.Kind, press.Sent(Score), out var score))
        {
            var sentence = SurveyCard.ChooseIn(invitation.Kind, words);
            return isEdit || press.Action.IsForm ? TurnResult.Open(AskAgain(press, comment, sentence)) : TurnResult.Tell(sentence);
        }

        if (invitation.Answer(score, comment, Desk.Now))
        {
            if (!invitation.IsTest)
            {
                await KeepAsync(invitation, press.Contact.CustomerId, ct);
            }

            await Desk.RewriteAsync(press, hasStopped: false, ct);
        }

        return TurnResult.Replace(
            Desk.ShownIn(press.Turn.Place, press, hasStopped: false), press.InFrontOf is null ? null : words.Say("survey.say.noted"));
    }

    private CardForm AskAgain(SurveyPress press, string? comment, string sentence)
    {
        var form = Desk.Card.Edit(press.Invitation, press.Texts);
        var values = new Dictionary<string, string>(form.Values, StringComparer.Ordinal) { [Comment] = comment ?? "" };
        return form with { Errors = new Dictionary<string, string> { [Score] = sentence }, Values = values };
    }

    /// <summary>No half of a sign is left at the end.</summary>
    private static string Cut(string comment)
    {
        if (comment.Length <= LongestComment)
        {
            return comment;
        }

        return comment[..(char.IsHighSurrogate(comment[LongestComment - 1]) ? LongestComment - 1 : LongestComment)];
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
