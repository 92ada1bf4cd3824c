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
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var forgotten = await ForgetAnswersAsync(before, ct) + await ForgetInvitationsAsync(before, ct);
            await db.FeedbackCases.Where(c => c.Stage == FeedbackStage.Closed && c.ClosedAt < before).ExecuteDeleteAsync(ct);
            await db.FeedbackCases.Where(c => c.ActionAt < before && c.ActionNote != null).ExecuteUpdateAsync(set => set.SetProperty(c => c.ActionNote, (string?)null), ct);
            await EmptyMessagesAsync(before, ct);
            await transaction.CommitAsync(ct);
            return forgotten;
        }
        finally
        {
            db.ChangeTracker.Clear();
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<int> ForgetAnswersAsync(DateTimeOffset before, CancellationToken ct)
    {
        var old = await db.Responses
            .Where(r => r.AnsweredAt < before && (r.Comment != null || r.ContactId != null || !r.Respondent.StartsWith(Pseudonyms.Beginning)))
            .Select(r => new Old(r.Id, r.SourceKey, r.Kind, r.Round, r.Respondent))
            .ToListAsync(ct);

        // Within a round the latest answer of one respondent counts, so whoever answered there again of late keeps the name by which both are told to be theirs.
        var rounds = old.Select(r => r.Round).Distinct().ToArray();
        var late = await db.Responses.Where(r => r.AnsweredAt >= before && EF.Parameter(rounds).Contains(r.Round)).Select(r => new { r.Kind, r.Round, r.Respondent }).ToListAsync(ct);
        var kept = late.Select(r => (r.Kind, r.Round, r.Respondent)).ToHashSet();
        var names = new Dictionary<(SurveyKind, string, string), string>();
        foreach (var row in old)
        {
            var respondent = (row.Kind, row.Round, row.Respondent);
            var name = kept.Contains(respondent) || row.Respondent.StartsWith(Pseudonyms.Beginning, StringComparison.Ordinal) ? row.Respondent
                : names.TryGetValue(respondent, out var given) ? given
                : names[respondent] = Pseudonyms.New();
            var key = row.SourceKey.StartsWith(GivenHere, StringComparison.Ordinal) ? $"{GivenHere}{Guid.NewGuid():N}" : row.SourceKey;
            await db.Responses.Where(r => r.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.SourceKey, key).SetProperty(r => r.Respondent, name).SetProperty(r => r.Comment, (string?)null).SetProperty(r => r.ContactId, (long?)null), ct);
        }

        return old.Count;
    }

    /// <summary>That somebody was asked and answered stays; not what.</summary>
    private Task<int> ForgetInvitationsAsync(DateTimeOffset before, CancellationToken ct) => db.Invitations
        .Where(i => (i.AnsweredAt ?? i.InvitedAt) < before && (i.Score != null || i.Comment != null || i.TokenHash != null || i.ClosesAt == null || i.ClosesAt > before))
        .ExecuteUpdateAsync(
            set => set.SetProperty(i => i.Score, (int?)null).SetProperty(i => i.Comment, (string?)null).SetProperty(i => i.TokenHash, (string?)null)
                .SetProperty(i => i.ClosesAt, i => i.ClosesAt == null || i.ClosesAt > before ? before : i.ClosesAt),
            ct);

    /// <summary>A form that was sent holds what was answered before, as the stored answers to presses do.</summary>
    private async Task EmptyMessagesAsync(DateTimeOffset before, CancellationToken ct)
    {
        await db.Outbox.Where(m => m.FinishedAt < before && (m.Text != "" || m.Card != null))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Text, "").SetProperty(m => m.Card, (string?)null), ct);
        await db.Deliveries.Where(d => d.FinishedAt < before && d.Answer != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.Answer, (string?)null), ct);
    }

    private sealed record Old(long Id, string SourceKey, SurveyKind Kind, string Round, string Respondent);
}
