using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// <c>alerts</c> / <c>meldingen</c>: what is open, the worst first; <c>my alerts</c> / <c>mijn meldingen</c>: what of it is the asker's. Each can be shown as its card.
/// </summary>
internal sealed class ListAlerts(KpiRights rights, AlertLists lists, AlertListCard list, OutboxWriter outbox) : ITextCommand, ICardActionHandler
{
    public const string Verb = "alert.list";

    private static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase)
    {
        "alerts", "open alerts", "meldingen", "open meldingen", "openstaande meldingen", "which alerts are open", "welke meldingen staan open",
    };

    private static readonly HashSet<string> Mine = new(StringComparer.OrdinalIgnoreCase) { "my alerts", "mijn meldingen", "my open alerts", "mijn open meldingen" };

    public static bool Matches(string text) => Plain(text) is var plain && (All.Contains(plain) || Mine.Contains(plain));

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var access = await rights.CheckAlertsAsync(turn, ct);
        return access.Refusal ?? access.Give(await ShowAsync(turn, Mine.Contains(Plain(turn.Turn.Text)), page: 0, ct));
    }

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        turn = KpiRights.In(turn, action.Data.GetValueOrDefault("lang"));
        var access = await rights.CheckAlertsAsync(turn, ct);
        _ = int.TryParse(action.Data.GetValueOrDefault("page"), CultureInfo.InvariantCulture, out var page);
        return access.Refusal ?? access.GiveInPlace(await ShowAsync(turn, action.Data.GetValueOrDefault("mine") == "true", Math.Max(page, 0), ct), outbox);
    }

    private static string Plain(string text) => text.Trim().TrimEnd('?', '.', '!').Trim();

    private async Task<MessageContent> ShowAsync(TurnContext turn, bool mine, int page, CancellationToken ct)
    {
        var open = AlertLists.OpenOf(mine ? lists.Of(turn.Actor.Staff!.Id) : lists.All);
        var count = await open.CountAsync(ct);
        page = Math.Min(page, Math.Max(0, (count - 1) / AlertListCard.PageSize));
        return list.Show(await lists.WorstAsync(open, page, ct), count, page, mine, turn.Texts);
    }
}

/// <summary>A page of open alerts.</summary>
internal sealed class AlertListCard(Cards cards, AlertCard card)
{
    /// <summary>With a button each and one for the next page, a card has six.</summary>
    public const int PageSize = 5;

    public MessageContent Show(IReadOnlyList<(Alert Alert, Customer Customer)> rows, int count, int page, bool mine, Texts texts)
    {
        var title = count == 0 ? texts.Say(mine ? "alerts.none-yours" : "alerts.none") : texts.Count(mine ? "alerts-yours" : "alerts-open", count);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var data = new
        {
            Title = title,
            Rows = Rows(rows, texts, before: page * PageSize),
            Page = pages > 1 ? texts.Say("alerts.page", ("page", page + 1), ("pages", pages)) : null,
            Next = page + 1 < pages ? (page + 1).ToString(CultureInfo.InvariantCulture) : pages > 1 ? "0" : null,
            NextTitle = texts.Say(page + 1 < pages ? "alerts.next" : "alerts.first"),
            Mine = mine ? "true" : "false",
            Lang = texts.Language,
        };
        return cards.Show("alert-list", texts, data, title);
    }

    /// <summary>A line and a button for each, numbered, since one customer may have several.</summary>
    /// <param name="rows">What is listed.</param>
    /// <param name="texts">The language.</param>
    /// <param name="before">How many stand on the pages before: the numbers go on.</param>
    public IEnumerable<AlertRow> Rows(IReadOnlyList<(Alert Alert, Customer Customer)> rows, Texts texts, int before = 0) => rows.Index().Select(r =>
    {
        var number = texts.Format.Number(before + r.Index + 1);
        return new AlertRow(
            r.Item.Alert.Id.ToString("N"), $"{number} · {Cut(r.Item.Customer.Name)}", $"**{number}** · {card.Line(r.Item.Alert, r.Item.Customer, texts)}");
    });

    private static string Cut(string name) => name.Length <= 30 ? name : $"{name[..29]}…";
}

/// <summary>An alert in a list.</summary>
/// <param name="Id">Of the alert, for its button.</param>
/// <param name="Title">What the button says.</param>
/// <param name="Text">Who and what.</param>
internal sealed record AlertRow(string Id, string Title, string Text);

/// <summary>Somebody asks for one alert of a list: its card, for them alone where others read along.</summary>
internal sealed class ShowAlert(KpiRights rights, RetentionDb db, AlertCard card, OutboxWriter outbox) : ICardActionHandler
{
    public const string Verb = "alert.show";

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var access = await rights.CheckAlertsAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var alert = Guid.TryParse(action.Data.GetValueOrDefault(AlertAction.AlertId), out var id) ? await db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) : null;
        if (alert is null)
        {
            return TurnResult.Tell(turn.Texts.Say("alert.gone"));
        }

        var content = card.Show(alert, await db.Customers.AsNoTracking().SingleAsync(c => c.Id == alert.CustomerId, ct), turn.Texts);
        if (!KpiRights.IsOwnChat(turn))
        {
            return access.GivePrivately(content);
        }

        // From now on this is the card that is kept true here.
        outbox.Post(turn.Turn.Conversation, content, AlertCard.SubjectOf(alert), priority: OutboxPriority.Answer);
        return TurnResult.Nothing;
    }
}
