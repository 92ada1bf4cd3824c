using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>What a colleague is told in private about a check whose deadline has passed.</summary>
internal sealed class ReminderCard(Cards cards, WorkCalendar calendar)
{
    /// <summary>The name under which the card sends for how long it is put off.</summary>
    public const string For = "for";

    /// <summary>Until the next working day.</summary>
    public const string Day = "day";

    /// <summary>Until the next Monday.</summary>
    public const string Monday = "monday";

    /// <param name="late">The check.</param>
    /// <param name="standsInFor">Whose it is when somebody else is told.</param>
    /// <param name="texts">The language.</param>
    public MessageContent ForOwner(LateCheck late, string? standsInFor, Texts texts) => Show(
        late,
        texts.Say("checklist.reminder.title", ("number", late.Item.Position)),
        standsInFor is null ? null : texts.Say("checklist.reminder.instead", ("name", CardText.Escape(standsInFor))),
        [
            (texts.Say("checklist.reminder.done"), TickCheck.Verb, "positive", ""),
            (texts.Say("checklist.deadline"), MoveCheck.Verb, "default", ""),
            (texts.Say("checklist.reminder.day"), SnoozeCheck.Verb, "default", Day),
            (texts.Say("checklist.reminder.monday"), SnoozeCheck.Verb, "default", Monday),
        ],
        texts);

    /// <param name="late">The check.</param>
    /// <param name="standsInFor">The lead when somebody else is told.</param>
    /// <param name="texts">The language.</param>
    public MessageContent ForLead(LateCheck late, string? standsInFor, Texts texts)
    {
        var lines = new List<string> { texts.Say("checklist.reminder.owner", ("name", ChecklistWords.Owner(late.Live, texts))) };
        if (late.Item.SnoozedUntil is { } until)
        {
            lines.Add(texts.Say("checklist.reminder.put-off", ("until", texts.Format.Moment(until, calendar.Workspace.Zone))));
        }

        if (standsInFor is not null)
        {
            lines.Add(texts.Say("checklist.reminder.instead", ("name", CardText.Escape(standsInFor))));
        }

        return Show(late, texts.Say("checklist.reminder.lead", ("number", late.Item.Position)), string.Join(' ', lines), [(texts.Say("checklist.owner"), AssignCheck.Verb, "default", "")], texts);
    }

    /// <summary>What takes the reminder's place once something was done about it.</summary>
    public MessageContent Answered(string sentence, Texts texts) => cards.Show("note", texts, new { Text = sentence }, sentence);

    private MessageContent Show(LateCheck late, string title, string? more, IReadOnlyList<(string Title, string Verb, string Style, string For)> buttons, Texts texts)
    {
        var words = ChecklistWords.Of(late.Item, texts);
        var times = ChecklistWords.Times(late.Live, late.Plan.Cadence, texts);
        var was = texts.Say("checklist.reminder.was-due", ("day", texts.Format.Date(late.Item.DueOn!.Value)));
        var data = new
        {
            Title = title,
            Lines = new[] { late.Plan.Name is null ? null : ChecklistWords.Title(late.Plan, late.List, texts), $"**{words}**", times is null ? was : $"{was} ({times})", more }.OfType<string>().Select(line => new { Text = line }),
            Buttons = buttons.Select(b => new { Id = late.List.Id.ToString("N"), Check = late.Item.Position.ToString(CultureInfo.InvariantCulture), b.Title, b.Verb, b.Style, b.For }),
        };
        return cards.Show("checklist-reminder", texts, data, $"{title}: {words}");
    }
}
