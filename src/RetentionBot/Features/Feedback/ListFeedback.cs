using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Feedback;

/// <summary><c>feedback</c> / <c>klantreacties</c>: the open cases of the asker, all of them for a lead, the most urgent first. In the asker's own chat and nowhere else.</summary>
internal sealed class ListFeedback(RetentionDb db, FeedbackRights rights, FeedbackLife life, FeedbackListCard list, OutboxWriter outbox) : ITextCommand, ICardActionHandler
{
    public const string Verb = "feedback.list";

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "feedback", "feedback cases", "klantreacties", "open klantreacties" };

    public static bool Matches(string text) => Words.Contains(text.Trim().TrimEnd('?', '.', '!').Trim());

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        return Refusal(turn) is { } refusal ? TurnResult.Say(turn.Texts.Say(refusal)) : TurnResult.Show(await ShowAsync(turn, page: 0, ct));
    }

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        turn = KpiRights.In(turn, action.Data.GetValueOrDefault("lang"));
        if (Refusal(turn) is { } refusal)
        {
            return TurnResult.Tell(turn.Texts.Say(refusal));
        }

        _ = int.TryParse(action.Data.GetValueOrDefault("page"), CultureInfo.InvariantCulture, out var page);
        var content = await ShowAsync(turn, Math.Max(page, 0), ct);
        if (action.MessageId is { } message)
        {
            // Not every channel takes a card as the answer to a press.
            outbox.Rewrite(turn.Turn.Conversation, message, content);
        }

        return TurnResult.Replace(content);
    }

    private static string? Refusal(TurnContext turn) => turn.Actor switch
    {
        { IsStaff: false } => "feedback.colleagues-only",
        var actor when !actor.IsAtLeast(StaffRole.Member) => "feedback.members-only",
        _ => KpiRights.IsOwnChat(turn) ? null : "feedback.own-chat",
    };

    private async Task<MessageContent> ShowAsync(TurnContext turn, int page, CancellationToken ct)
    {
        var mine = new List<FeedbackCase>();
        foreach (var feedback in await db.FeedbackCases.AsNoTracking().Where(c => c.Stage != FeedbackStage.Closed).OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).ToListAsync(ct))
        {
            if (await rights.MayHandleAsync(feedback, turn.Actor.Staff, ct))
            {
                mine.Add(feedback);
            }
        }

        page = Math.Min(page, Math.Max(0, (mine.Count - 1) / FeedbackListCard.PageSize));
        var rows = new List<FeedbackFacts>();
        foreach (var feedback in mine.OrderBy(c => c.Stage == FeedbackStage.Told).Skip(page * FeedbackListCard.PageSize).Take(FeedbackListCard.PageSize))
        {
            rows.Add(await life.FactsAsync(feedback, ct));
        }

        return list.Show(rows, mine.Count, page, turn.Texts);
    }
}

/// <summary>A page of open cases.</summary>
internal sealed class FeedbackListCard(Cards cards, FeedbackCard card)
{
    /// <summary>With a button each and one for the next page, a card has six.</summary>
    public const int PageSize = 5;

    public MessageContent Show(IReadOnlyList<FeedbackFacts> rows, int count, int page, Texts texts)
    {
        var title = count == 0 ? texts.Say("feedback.none") : texts.Count("feedback-open", count);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var data = new
        {
            Title = title,
            Rows = rows.Index().Select(r =>
            {
                var number = texts.Format.Number((page * PageSize) + r.Index + 1);
                return new { Id = r.Item.Case.Id.ToString("N"), Title = $"{number} · {Cut(r.Item.Customer.Name)}", Text = $"**{number}** · {card.Line(r.Item, texts)}" };
            }),
            Next = page + 1 < pages ? (page + 1).ToString(CultureInfo.InvariantCulture) : pages > 1 ? "0" : null,
            NextTitle = texts.Say(page + 1 < pages ? "alerts.next" : "alerts.first"),
            Lang = texts.Language,
        };
        return cards.Show("feedback-list", texts, data, title);
    }

    private static string Cut(string name) => name.Length <= 30 ? name : $"{name[..29]}…";
}

/// <summary>Somebody asks for one case of a list: its card, which is kept true from then on.</summary>
internal sealed class ShowFeedback(FeedbackDesk desk, OutboxWriter outbox) : FeedbackAction(desk)
{
    public const string Verb = "feedback.show";

    protected override Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct)
    {
        outbox.Post(press.Turn.Turn.Conversation, Desk.Card.Show(press.Facts, press.Turn.Texts), FeedbackCard.SubjectOf(press.Case), priority: OutboxPriority.Answer);
        return Task.FromResult(TurnResult.Nothing);
    }
}

/// <summary>A client asks what a case's card shows now. Nothing changes.</summary>
internal sealed class RefreshFeedback(RetentionDb db, FeedbackRights rights, FeedbackLife life, FeedbackCard card) : ICardRefreshHandler
{
    public const string Verb = "feedback.refresh";

    public async Task<MessageContent?> ShowAsync(CardAction action, TurnContext turn, CancellationToken ct) =>
        KpiRights.IsOwnChat(turn)
        && Guid.TryParse(action.Data.GetValueOrDefault(FeedbackAction.CaseId), out var id)
        && await db.FeedbackCases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } feedback
        && await rights.MayHandleAsync(feedback, turn.Actor.Staff, ct)
            ? card.Show(await life.FactsAsync(feedback, ct), turn.Texts)
            : null;
}
