using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>The answers as the figures see them, wherever they were given; in the save of whoever took the answer.</summary>
internal sealed class SurveyAnswers(RetentionDb db, Workspace workspace, IEnumerable<IAnswerListener> listeners)
{
    /// <summary>Notes what the invitation says: a new row, or the one there is re-scored. An answer given to try the survey out gets none. The caller saves.</summary>
    public async Task KeepAsync(SurveyInvitation invitation, long customerId, CancellationToken ct)
    {
        if (invitation.IsTest)
        {
            return;
        }

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
        foreach (var listener in listeners)
        {
            await listener.OnAnsweredAsync(invitation, customerId, ct);
        }
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
