using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>Somebody snoozes an alert: asks for how long where the card does not say. A worse band ends it.</summary>
internal sealed class SnoozeAlert(AlertDesk desk, SnoozeForm form, WorkCalendar calendar) : AlertAction(desk)
{
    public const string Verb = "alert.snooze";

    protected override async Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct)
    {
        var (alert, texts, now) = (press.Alert, press.Turn.Texts, Desk.Life.Now);
        if (alert.ResolvedAt is not null)
        {
            return await NothingAsync(press, AlertOutcome.AlreadyResolved, ct);
        }

        var (choice, day) = (press.Sent(SnoozeForm.Choice), press.Sent(SnoozeForm.Day));
        var end = day.Length == 0 ? SnoozeTimes.End(choice, now, calendar.Hours, calendar.Workspace)
            : DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? SnoozeTimes.End(on, now, calendar.Hours, calendar.Workspace)
            : null;
        if (end is not { } until)
        {
            var asked = form.Ask(alert, press.Customer.Name, texts);
            return TurnResult.Open(day.Length == 0 ? asked : asked with
            {
                Errors = new Dictionary<string, string> { [SnoozeForm.Day] = texts.Say("alert.snooze-form.wrong-day") },
                Values = new Dictionary<string, string> { [SnoozeForm.Day] = day },
            });
        }

        var note = Texts.For(press.Turn.Place.Language).Format.Moment(until, calendar.Workspace.Zone);
        return await DoAsync(press, AlertEventKind.Snoozed, note, (a, _) => a.Snooze(press.Turn.Actor.Name, until), ct);
    }
}

/// <summary>The question for how long an alert is snoozed.</summary>
internal sealed class SnoozeForm(Cards cards, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>The input's id.</summary>
    public const string Choice = "for";

    /// <summary>The input's id.</summary>
    public const string Day = "day";

    public CardForm Ask(Alert alert, string customer, Texts texts)
    {
        var now = clock.GetUtcNow();
        var title = texts.Say("alert.snooze-form.title", ("customer", CardText.Escape(customer)));
        var data = new
        {
            Id = alert.Id.ToString("N"),
            Title = title,
            Chosen = SnoozeTimes.NextWorkingDay,
            Choices = SnoozeTimes.Choices.Select(choice => new
            {
                Value = choice,
                Title = choice == SnoozeTimes.NextWorkingDay
                    ? texts.Say("alert.snooze-form.workday", ("moment", texts.Format.Moment(SnoozeTimes.End(choice, now, calendar.Hours, calendar.Workspace)!.Value, calendar.Workspace.Zone)))
                    : texts.Say($"alert.snooze-form.{choice}"),
            }),
        };
        return new CardForm(texts.Say("alert.snooze-form.name"), cards.Show("alert-snooze", texts, data, title));
    }
}
