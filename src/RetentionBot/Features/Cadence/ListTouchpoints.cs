using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Cadence;

/// <summary><c>touchpoints</c> / <c>contactmomenten</c>: what is to be had or comes within two weeks, of the asker's customers; a lead sees everybody's.</summary>
internal sealed class ListTouchpoints(KpiRights rights, OpenTouchpoints open, TouchpointListCard list) : ITextCommand
{
    private const int AheadDays = 14;

    public static bool Matches(string text) => text.Trim().TrimEnd('?', '.', '!').ToUpperInvariant() is "TOUCHPOINTS" or "MY TOUCHPOINTS" or "CONTACTMOMENTEN" or "MIJN CONTACTMOMENTEN";

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var shown = await open.OfAsync(turn.Actor.IsAtLeast(StaffRole.Lead) ? null : turn.Actor.Staff, AheadDays, ct);
        return access.Give(list.Show(shown, turn.Texts));
    }
}

/// <summary>A list of touchpoints.</summary>
internal sealed class TouchpointListCard(Cards cards)
{
    private const int Most = 20;

    /// <summary>A card has at most six buttons.</summary>
    private const int MostButtons = 6;

    public MessageContent Show(IReadOnlyList<(Touchpoint Touchpoint, Customer Customer)> rows, Texts texts)
    {
        var title = rows.Count == 0 ? texts.Say("cadence.none") : texts.Count("touchpoints", rows.Count);
        var data = new
        {
            Title = title,
            Rows = rows.Take(Most).Index().Select(r => new { Text = $"{texts.Format.Number(r.Index + 1)} · {Line(r.Item.Touchpoint, r.Item.Customer, texts)}" }),
            More = rows.Count > Most ? texts.Say("cadence.more", ("number", rows.Count - Most)) : null,
            Buttons = rows.Take(MostButtons).Index().Select(r => new
            {
                Id = r.Item.Touchpoint.Id.ToString(CultureInfo.InvariantCulture),
                Title = $"{texts.Format.Number(r.Index + 1)} · {Cut(r.Item.Customer.Name)}",
            }),
            Lang = texts.Language,
        };
        return cards.Show("touchpoint-list", texts, data, title);
    }

    /// <summary>Who, what, and how it stands with it.</summary>
    public static string Line(Touchpoint touchpoint, Customer customer, Texts texts) =>
        $"**{CardText.Escape(customer.Name)}** · {CardText.Escape(CadenceWords.NameOf(touchpoint, texts))} · {CadenceWords.StateOf(touchpoint, name => CardText.Escape(name ?? ""), texts)}";

    private static string Cut(string name) => name.Length <= 30 ? name : $"{name[..29]}…";
}

/// <summary>Somebody asks for one touchpoint of a list: its card, for them alone where others read along.</summary>
internal sealed class ShowTouchpoint(TouchpointDesk desk, TouchpointCard card, OutboxWriter outbox) : ICardActionHandler
{
    public const string Verb = "touchpoint.show";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) => desk.OnAsync(
        action,
        turn,
        press =>
        {
            var content = card.Show(press.Touchpoint, press.Customer, press.Turn.Texts);
            if (!KpiRights.IsOwnChat(turn))
            {
                return Task.FromResult(TurnResult.ShowPrivately(content));
            }

            // From now on this is the card that is kept true here.
            outbox.Post(turn.Turn.Conversation, content, TouchpointCard.SubjectOf(press.Touchpoint), priority: OutboxPriority.Answer);
            return Task.FromResult(TurnResult.Nothing);
        },
        ct,
        StaffRole.Viewer);
}
