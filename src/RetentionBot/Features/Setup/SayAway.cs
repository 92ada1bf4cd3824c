using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Setup;

/// <summary>
/// <c>away 2026-12-21 2027-01-02 bram@example.com</c> / <c>afwezig …</c>: a colleague is away from one day to another, and somebody else is told instead;
/// <c>back</c> / <c>terug</c> ends that.
/// </summary>
internal sealed class SayAway(RetentionDb db, Colleagues colleagues, WorkCalendar calendar, TimeProvider clock) : ITextCommand
{
    private static readonly string[] Forms = ["yyyy-M-d", "d-M-yyyy", "d/M/yyyy"];

    public static bool Matches(string text) => FirstWords.Of(text) is ("away" or "afwezig", _) or ("back" or "terug", "");

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var texts = turn.Texts;
        if (turn.Actor.Staff is not { } me)
        {
            return TurnResult.Say(texts.Say("question.colleagues-only"));
        }

        var today = calendar.DayOf(clock.GetUtcNow(), me.TimeZone);
        var known = await db.Absences.Where(a => a.StaffMemberId == me.Id && a.Through >= today).ToListAsync(ct);
        var words = turn.Turn.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (FirstWords.Of(turn.Turn.Text).First is "back" or "terug")
        {
            db.Absences.RemoveRange(known);
            Audit(turn, "staff.back");
            return TurnResult.Say(texts.Say("away.back"));
        }

        if (words.Length < 3 || Day(words[1]) is not { } from || Day(words[2]) is not { } through || through < from || through < today)
        {
            return TurnResult.Say(texts.Say("away.usage"));
        }

        var name = MailAddresses.LastIn(turn.Turn.Text) ?? string.Join(' ', words[3..]);
        var standIn = await colleagues.NamedAsync(name, ct);
        if (name.Length > 0 && (standIn is null || standIn.Id == me.Id))
        {
            return TurnResult.Say(texts.Say("away.no-such-colleague", ("name", CardText.Escape(name.Split('@')[0]))));
        }

        db.Absences.RemoveRange(known.Where(a => a.From <= through && from <= a.Through));
        db.Absences.Add(new Absence { StaffMemberId = me.Id, From = from, Through = through, StandInId = standIn?.Id });
        Audit(turn, "staff.away");
        return TurnResult.Say(standIn is null
            ? texts.Say("away.noted", ("from", from), ("through", through))
            : texts.Say("away.noted-stand-in", ("from", from), ("through", through), ("name", CardText.Escape(standIn.Name))));
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text.Trim(','), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private void Audit(TurnContext turn, string deed) =>
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = deed, By = turn.Actor.Key });
}
