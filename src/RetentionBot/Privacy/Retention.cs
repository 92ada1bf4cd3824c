using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;

namespace RetentionBot.Privacy;

/// <summary>
/// Takes person and comment from what is older than the settings say. The score stays, for the figures; nothing says any more whose it was, not even the invitation it was
/// given to.
/// </summary>
internal sealed class Retention(RetentionDb db, SurveySettings settings, TimeProvider clock)
{
    /// <summary>Answers changed in one transaction, about: others are to get their turn in between.</summary>
    private const int Batch = 500;

    /// <summary>Begins the keys of answers that were given here; imports leave those alone, and are to go on doing so.</summary>
    private const string GivenHere = "invitation:";

    /// <returns>How many answers and invitations lost what told whose they were.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddMonths(-settings.KeepMonths);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await db.OverwriteDeletedAsync(ct);
            await db.FeedbackCases.Where(c => c.Stage == FeedbackStage.Closed && c.ClosedAt < before).ExecuteDeleteAsync(ct);
            await db.FeedbackCases.Where(c => c.ActionAt < before && c.ActionNote != null)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ActionNote, (string?)null).SetProperty(c => c.Version, c => c.Version + 1), ct);
            await EmptyMessagesAsync(before, ct);
            return await ForgetAnswersAsync(before, ct) + await ForgetInvitationsAsync(before, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<int> ForgetAnswersAsync(DateTimeOffset before, CancellationToken ct)
    {
        var old = await db.Responses
            .Where(r => r.AnsweredAt < before && (r.Comment != null || r.ContactId != null || !r.Respondent.StartsWith(Pseudonyms.Beginning)))
            .Select(r => new Old(r.Id, r.SourceKey, new Respondent(r.Kind, r.Round, r.Respondent), r.Comment != null || r.ContactId != null))
            .ToListAsync(ct);

        // Within a round the latest answer of one respondent counts, so whoever answered there again of late keeps the name by which both are told to be theirs.
        var rounds = old.Select(r => r.By.Round).Distinct().ToArray();
        var late = await db.Responses.Where(r => r.AnsweredAt >= before && EF.Parameter(rounds).Contains(r.Round)).Select(r => new Respondent(r.Kind, r.Round, r.Respondent)).ToListAsync(ct);
        var kept = late.ToHashSet();
        var forgotten = 0;

        // A respondent's answers of a round get their new name together, whenever this ends.
        var people = old.GroupBy(r => r.By).Select(group => group.Where(r => r.HasMore || !kept.Contains(r.By)).ToList()).Where(rows => rows.Count > 0);
        foreach (var some in people.Chunk(Batch))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var rows in some)
            {
                var by = rows[0].By;
                var name = kept.Contains(by) || by.Name.StartsWith(Pseudonyms.Beginning, StringComparison.Ordinal) ? by.Name : Pseudonyms.New();
                foreach (var row in rows)
                {
                    var key = row.SourceKey.StartsWith(GivenHere, StringComparison.Ordinal) ? $"{GivenHere}{Guid.NewGuid():N}" : row.SourceKey;
                    forgotten += await db.Responses.Where(r => r.Id == row.Id).ExecuteUpdateAsync(
                        set => set.SetProperty(r => r.SourceKey, key).SetProperty(r => r.Respondent, name).SetProperty(r => r.Comment, (string?)null).SetProperty(r => r.ContactId, (long?)null), ct);
                }
            }

            await transaction.CommitAsync(ct);
        }

        return forgotten;
    }

    /// <summary>That somebody was asked and answered stays; not what.</summary>
    private Task<int> ForgetInvitationsAsync(DateTimeOffset before, CancellationToken ct) => db.Invitations
        .Where(i => (i.AnsweredAt ?? i.InvitedAt) < before && (i.Score != null || i.Comment != null || i.TokenHash != null || i.ClosesAt == null || i.ClosesAt > before))
        .ExecuteUpdateAsync(
            set => set.SetProperty(i => i.Score, (int?)null).SetProperty(i => i.Comment, (string?)null).SetProperty(i => i.TokenHash, (string?)null)
                .SetProperty(i => i.ClosesAt, i => i.ClosesAt == null || i.ClosesAt > before ? before : i.ClosesAt).SetProperty(i => i.Version, i => i.Version + 1),
            ct);

    /// <summary>A form that was sent holds what was answered before, as the stored answers to presses do.</summary>
    private async Task EmptyMessagesAsync(DateTimeOffset before, CancellationToken ct)
    {
        await db.Outbox.Where(m => m.FinishedAt < before && (m.Text != "" || m.Card != null))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Text, "").SetProperty(m => m.Card, (string?)null), ct);
        await db.Deliveries.Where(d => d.FinishedAt < before && d.Answer != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.Answer, (string?)null), ct);
    }

    private readonly record struct Respondent(SurveyKind Kind, string Round, string Name);

    /// <param name="HasMore">Whether more than the name tells whose it is.</param>
    private sealed record Old(long Id, string SourceKey, Respondent By, bool HasMore);
}
