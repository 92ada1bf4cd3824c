using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>Gives answers by name to those who may have them, and notes it; the caller saves.</summary>
internal sealed class AnswerDesk(AnswerBook book, AnswerListCard card, RetentionDb db, TimeProvider clock)
{
    /// <summary>Whether a person may see any answers, here.</summary>
    public async Task<(AnswerScope? Scope, TurnResult? Refusal)> OpenAsync(TurnContext turn, CancellationToken ct)
    {
        if (turn.Actor.Staff is not { } reader)
        {
            return Refuse("question.colleagues-only");
        }

        if (!KpiRights.IsOwnChat(turn))
        {
            return Refuse("answers.own-chat");
        }

        var scope = await book.ScopeAsync(reader, ct);
        return scope.IsNobody ? Refuse("answers.none-yours") : (scope, null);

        (AnswerScope?, TurnResult?) Refuse(string key) => (null, Say(turn, turn.Texts.Say(key)));
    }

    /// <summary>A page of answers, noted; or why there is none.</summary>
    /// <param name="turn">Who asks, and where.</param>
    /// <param name="selection">Which answers.</param>
    /// <param name="page">From 0; one that there is not becomes the nearest that there is.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task<(MessageContent? Page, TurnResult? Refusal)> ShowAsync(TurnContext turn, AnswerSelection selection, int page, CancellationToken ct)
    {
        var (scope, refusal) = await OpenAsync(turn, ct);
        if (scope is null)
        {
            return (null, refusal);
        }

        if (selection.CustomerId is { } customer && !await book.MaySeeAsync(scope, customer, ct))
        {
            return (null, Say(turn, turn.Texts.Say("answers.not-yours")));
        }

        var ids = await book.FindAsync(selection, scope, ct);
        page = Math.Clamp(page, 0, Math.Max(0, (ids.Count - 1) / AnswerListCard.PageSize));
        var answers = await book.ReadAsync([.. ids.Skip(page * AnswerListCard.PageSize).Take(AnswerListCard.PageSize)], ct);
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "answers.show", By = turn.Actor.Key, Subject = $"answers:{selection.Code}" });
        var shown = card.Show(
            selection, new AnswerPage(answers, ids.Count, page), await book.CustomerOfAsync(selection, ct), withFile: turn.Actor.IsAtLeast(StaffRole.Lead), turn.Texts);
        return (shown, null);
    }

    /// <summary>A sentence for the one who wrote or pressed.</summary>
    public static TurnResult Say(TurnContext turn, string sentence) => turn.Turn.Kind == TurnKind.CardAction ? TurnResult.Tell(sentence) : TurnResult.Say(sentence);
}
