using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>Who has an alert says what they will do about it and until when: with one tap for the usual things, else in a form.</summary>
internal sealed class PromiseAlert(AlertDesk desk, PromiseForm form, WorkCalendar calendar) : AlertAction(desk)
{
    public const string Verb = "alert.promise";

    protected override async Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct)
    {
        var (alert, today) = (press.Alert, calendar.Workspace.LocalDate(Desk.Life.Now));
        if (!await Desk.HasItAsync(alert, press.Turn.Actor, ct) || alert.ResolvedAt is not null)
        {
            return await NothingAsync(
                press, alert.ResolvedAt is not null ? AlertOutcome.AlreadyResolved : alert.AcknowledgedAt is null ? AlertOutcome.NotAcknowledged : AlertOutcome.AlreadyAcknowledged, ct);
        }

        var isKnown = Enum.TryParse<AlertPromise>(press.Sent(PromiseForm.What), ignoreCase: true, out var promise) && Enum.IsDefined(promise);
        var isDay = DateOnly.TryParseExact(press.Sent(PromiseForm.Until), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until);
        if (!isKnown || !isDay || until < today || until > today.AddDays(Promises.LongestDays))
        {
            return TurnResult.Open(form.Ask(alert, press.Customer.Name, isKnown ? promise : null, press.Action.Data.ContainsKey(PromiseForm.Until), press.Turn.Texts));
        }

        var texts = Texts.For(press.Turn.Place.Language);
        var note = texts.Say($"alert.promised.{promise.ToString().ToLowerInvariant()}", ("day", until));
        return await DoAsync(press, AlertEventKind.Promised, note, (a, _) => a.SetPromise(a.AcknowledgedByKey!, promise, until), ct);
    }
}

/// <summary>The question what somebody will do about an alert, and until when.</summary>
internal sealed class PromiseForm(Cards cards, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>The input's id.</summary>
    public const string What = "promise";

    /// <summary>The input's id.</summary>
    public const string Until = "until";

    /// <param name="promise">What was chosen already.</param>
    /// <param name="wasFilled">Whether it comes back with a day that will not do.</param>
    public CardForm Ask(Alert alert, string customer, AlertPromise? promise, bool wasFilled, Texts texts)
    {
        var title = texts.Say("alert.promise-form.title", ("customer", CardText.Escape(customer)));
        var now = clock.GetUtcNow();
        var data = new
        {
            Id = alert.Id.ToString("N"),
            Title = title,
            Chosen = (promise ?? AlertPromise.Other).ToString().ToLowerInvariant(),
            Choices = Enum.GetValues<AlertPromise>().Select(p => p.ToString().ToLowerInvariant()).Select(p => new { Value = p, Title = texts.Say($"alert.promise-form.{p}") }),
            Until = Day(Promises.UsualDay(promise ?? AlertPromise.Other, now, calendar.Hours, calendar.Workspace)),
            First = Day(calendar.Workspace.LocalDate(now)),
            Last = Day(calendar.Workspace.LocalDate(now).AddDays(Promises.LongestDays)),
        };
        return new CardForm(texts.Say("alert.promise-form.name"), cards.Show("alert-promise", texts, data, title)) with
        {
            Errors = wasFilled ? new Dictionary<string, string> { [Until] = texts.Say("alert.promise-form.wrong-day", ("most", Promises.LongestDays)) } : new Dictionary<string, string>(),
        };
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
