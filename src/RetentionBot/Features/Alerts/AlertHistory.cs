using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary><c>alert history Acme</c> / <c>meldingen van Acme</c>: what became of a customer's alerts, the latest first, as it was noted when it happened.</summary>
internal sealed class AlertHistory(KpiRights rights, CustomerFinder finder, RetentionDb db, AlertHistoryCard card) : ITextCommand
{
    private static readonly string[] Beginnings = ["alert history of ", "alert history ", "alerts of ", "alerts for ", "meldingen van ", "meldingen voor ", "geschiedenis van ", "geschiedenis "];

    public static bool Matches(string text) => Name(text) is not null;

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var access = await rights.CheckAlertsAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var found = await finder.FindAsync(before: null, Name(turn.Turn.Text)!, turn.Texts, ct);
        if (found.Customer is not { } customer)
        {
            return access.Give(new MessageContent(found.Why));
        }

        var lines = await db.AlertEvents.AsNoTracking()
            .Join(db.Alerts.Where(a => a.CustomerId == customer.Id), e => e.AlertId, a => a.Id, (e, a) => new { Event = e, a.Rule })
            .Where(x => x.Event.Kind != AlertEventKind.ScoreUpdated)
            .OrderByDescending(x => x.Event.At).ThenByDescending(x => x.Event.Id)
            .Take(AlertHistoryCard.Most + 1)
            .ToListAsync(ct);
        return access.Give(card.Show(customer, [.. lines.Select(x => (x.Event, x.Rule))], turn.Texts));
    }

    private static string? Name(string text)
    {
        var plain = text.Trim().TrimEnd('?', '.', '!');
        return Beginnings.FirstOrDefault(b => plain.StartsWith(b, StringComparison.OrdinalIgnoreCase)) is { } beginning && plain[beginning.Length..].Trim() is { Length: > 0 } name
            ? name
            : null;
    }
}

/// <summary>The lines of a customer's alerts.</summary>
internal sealed class AlertHistoryCard(Cards cards, Workspace workspace)
{
    /// <summary>Lines a card shows.</summary>
    public const int Most = 25;

    /// <param name="customer">Whose.</param>
    /// <param name="lines">The latest first; one more than are shown tells that there are more.</param>
    public MessageContent Show(Customer customer, IReadOnlyList<(AlertEvent Event, string Rule)> lines, Texts texts)
    {
        var title = texts.Say("alerts.history", ("customer", CardText.Escape(customer.Name)));
        string[] shown =
        [
            .. lines.Count == 0 ? [texts.Say("alerts.no-history")] : lines.Take(Most).Select(line => Line(line.Event, line.Rule, texts)),
            .. lines.Count > Most ? [texts.Say("alerts.latest-only", ("number", Most))] : Array.Empty<string>(),
        ];
        return cards.Show("alert-history", texts, new { Title = title, Lines = shown.Select(text => new { Text = text }) }, title);
    }

    private string Line(AlertEvent line, string rule, Texts texts)
    {
        var what = texts.Say($"alerts.event.{line.Kind.ToString().ToLowerInvariant()}");
        var by = line.ByName is { } name ? texts.Say("alerts.by", ("name", CardText.Escape(name))) : "";
        var note = line.Note is { } text && line.Kind != AlertEventKind.LatePress ? $": {CardText.Escape(text)}" : "";
        return $"{texts.Format.Moment(line.At, workspace.Zone)}, {texts.Say($"rule.{rule}.name")}: {what}{by}{note}";
    }
}
