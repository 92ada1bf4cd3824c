using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>Somebody makes a check a colleague's, or their own: asks whose where the card does not say.</summary>
internal sealed class AssignCheck(ChecklistDesk desk, ChecklistCard card, ReminderCard reminders, OutboxWriter outbox, CheckForms forms, Colleagues colleagues)
    : CheckAction(desk, card, reminders, outbox)
{
    public const string Verb = "checklist.owner";

    protected override async Task<TurnResult> ActAsync(CheckPress press, CancellationToken ct)
    {
        var whoMay = await colleagues.WhoHandleAsync(ct);
        return press.Item is not null && long.TryParse(press.Sent(CheckForms.Owner), CultureInfo.InvariantCulture, out var id) && whoMay.Find(s => s.Id == id) is { } owner
            ? await DoAsync(press, check => Desk.AssignAsync(check, owner, press.Turn.Actor, ct), _ => press.Turn.Texts.Say("checklist.unchanged"), ct)
            : TurnResult.Open(forms.AskOwner(press, whoMay));
    }
}

/// <summary>Somebody sets or moves the deadline of a check.</summary>
internal sealed class MoveCheck(ChecklistDesk desk, ChecklistCard card, ReminderCard reminders, OutboxWriter outbox, CheckForms forms) : CheckAction(desk, card, reminders, outbox)
{
    public const string Verb = "checklist.deadline";

    protected override async Task<TurnResult> ActAsync(CheckPress press, CancellationToken ct)
    {
        var today = Desk.Today;
        var isDay = DateOnly.TryParseExact(press.Sent(CheckForms.Day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        return press.Item is not null && isDay && day >= today && day <= today.AddDays(ChecklistDesk.LongestDays)
            ? await DoAsync(press, check => Desk.MoveAsync(check, day, press.Turn.Actor, ct), _ => press.Turn.Texts.Say("checklist.unchanged"), ct)
            : TurnResult.Open(forms.AskDeadline(press, today));
    }
}

/// <summary>Somebody writes something to a check; an empty note takes it away.</summary>
internal sealed class NoteCheck(ChecklistDesk desk, ChecklistCard card, ReminderCard reminders, OutboxWriter outbox, CheckForms forms) : CheckAction(desk, card, reminders, outbox)
{
    public const string Verb = "checklist.note";

    protected override async Task<TurnResult> ActAsync(CheckPress press, CancellationToken ct)
    {
        var note = press.Sent(CheckForms.Note);
        return press is { Item: not null, IsForm: true } && note.Length <= ChecklistItem.LongestWords
            ? await DoAsync(press, check => Desk.WriteAsync(check, note.Length == 0 ? null : note, press.Turn.Actor, ct), _ => press.Turn.Texts.Say("checklist.unchanged"), ct)
            : TurnResult.Open(forms.AskNote(press));
    }
}

/// <summary>What is asked about a check. Which one is asked as well, so that nothing need be chosen before.</summary>
internal sealed class CheckForms(Cards cards)
{
    /// <summary>The input's id.</summary>
    public const string Owner = "owner";

    /// <summary>The input's id.</summary>
    public const string Day = "day";

    /// <summary>The input's id.</summary>
    public const string Note = "note";

    /// <summary>Slack takes no more choices in a list.</summary>
    private const int Most = 100;

    public CardForm AskOwner(CheckPress press, IReadOnlyList<StaffMember> whoMay)
    {
        var (texts, chosen) = (press.Turn.Texts, press.Item?.OwnerId ?? press.Turn.Actor.Staff?.Id);
        return Form("checklist-owner", texts.Say("checklist.owner-form.title"), press, new
        {
            Id = press.On.List.Id.ToString("N"),
            Title = texts.Say("checklist.owner-form.title"),
            Reminder = ReminderOf(press),
            Check = CheckOf(press),
            Checks = ChecksOf(press),
            Chosen = (whoMay.FirstOrDefault(s => s.Id == chosen) ?? whoMay[0]).Id.ToString(CultureInfo.InvariantCulture),
            Choices = whoMay.Take(Most).Select(s => new { Value = s.Id.ToString(CultureInfo.InvariantCulture), Title = s.Name }),
        });
    }

    public CardForm AskDeadline(CheckPress press, DateOnly today)
    {
        var texts = press.Turn.Texts;
        var day = press.Item?.DueOn is { } due && due > today ? due : today;
        var form = Form("checklist-deadline", texts.Say("checklist.deadline-form.title"), press, new
        {
            Id = press.On.List.Id.ToString("N"),
            Title = texts.Say("checklist.deadline-form.title"),
            Reminder = ReminderOf(press),
            Check = CheckOf(press),
            Checks = ChecksOf(press),
            Day = Iso(day),
            First = Iso(today),
            Last = Iso(today.AddDays(ChecklistDesk.LongestDays)),
        });
        return press is { IsForm: true, Item: not null } ? form with { Errors = Wrong(Day, texts.Say("checklist.wrong-day", ("most", ChecklistDesk.LongestDays))) } : form;
    }

    public CardForm AskNote(CheckPress press)
    {
        var (texts, note) = (press.Turn.Texts, press.IsForm ? press.Sent(Note) : press.Item?.Note ?? "");
        var form = Form("checklist-note", texts.Say("checklist.note-form.title"), press, new
        {
            Id = press.On.List.Id.ToString("N"),
            Title = texts.Say("checklist.note-form.title"),
            Reminder = ReminderOf(press),
            Check = CheckOf(press),
            Checks = ChecksOf(press),
            Note = note,
        });
        return note.Length <= ChecklistItem.LongestWords
            ? form
            : form with { Errors = Wrong(Note, texts.Say("checklist.long-note", ("most", ChecklistItem.LongestWords))), Values = Wrong(Note, note) };
    }

    private CardForm Form(string template, string title, CheckPress press, object data)
    {
        var form = new CardForm(title, cards.Show(template, press.Turn.Texts, data, title));
        return press is { IsForm: true, Item: null } ? form with { Errors = Wrong(CheckAction.Check, press.Turn.Texts.Say("checklist.choose-one")) } : form;
    }

    private static Dictionary<string, string> Wrong(string input, string sentence) => new(StringComparer.Ordinal) { [input] = sentence };

    private static string ReminderOf(CheckPress press) => press.Reminded is null ? "false" : "true";

    private static string? CheckOf(CheckPress press) => press.Item?.Position.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<object> ChecksOf(CheckPress press) => press.On.List.Items.OrderBy(i => i.Position)
        .Select(i => new { Value = i.Position.ToString(CultureInfo.InvariantCulture), Title = ChecklistWords.Plain(i, press.Turn.Texts) });

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
