using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// <c>touch Acme called, fine again</c> / <c>contact Acme gebeld, gaat weer goed</c>: a colleague spoke with a customer. What they promised about it is kept by that;
/// whether the alert is over is for them to say.
/// </summary>
internal sealed class LogTouch(KpiRights rights, CustomerFinder finder, AlertDesk desk, RetentionDb db) : ITextCommand
{
    public static bool Matches(string text) => FirstWords.Of(text).First is "touch" or "contact" or "contacted" or "gesproken";

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var access = await rights.CheckMembersAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var texts = turn.Texts;
        var said = turn.Turn.Text.Trim().Split(' ', 2, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "";
        var (found, note) = await finder.AtStartAsync(said, texts, ct);
        note = note.TrimStart(',', ':', '-', ' ');
        if (found.Customer is not { } customer || note.Length is 0 or > Touch.LongestNote)
        {
            return said.Length == 0 || found.Customer is not null ? TurnResult.Say(texts.Say("touch.usage", ("most", Touch.LongestNote))) : access.Give(new MessageContent(found.Why));
        }

        var now = desk.Life.Now;
        db.Touches.Add(new Touch
        {
            SourceKey = string.Create(CultureInfo.InvariantCulture, $"{Touch.WrittenHere}{Guid.CreateVersion7(now):N}"),
            CustomerId = customer.Id,
            At = now,
            By = turn.Actor.Name,
            Note = note,
        });
        var open = await db.Alerts.Where(a => a.CustomerId == customer.Id && a.ResolvedAt == null).ToListAsync(ct);
        foreach (var alert in open)
        {
            desk.Life.Note(alert, AlertEventKind.Touched, turn, note);
            if (await desk.HasItAsync(alert, turn.Actor, ct) && alert.KeepPromise() == AlertOutcome.Done)
            {
                desk.Life.Note(alert, AlertEventKind.PromiseKept, turn);
                await desk.Life.KeepTimersAsync(alert, customer.Segment, ct);
                await desk.Publisher.RefreshAsync(alert, OutboxPriority.Deed, onlyIn: null, ct);
            }
        }

        var done = texts.Say("touch.noted", ("customer", CardText.Escape(customer.Name)));
        return open is [var only]
            ? access.Give(desk.Card.Show(only, customer, texts, $"{done} {texts.Say("touch.over")}"))
            : access.Give(new MessageContent(done));
    }
}
