using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>Shows a list as it stands: how far it is, what it lacks to be a plan, and of each check whose it is, until when, and what was found out.</summary>
internal sealed class ChecklistCard(Cards cards, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>What the subject of every list begins with, and nothing else's.</summary>
    public const string SubjectBeginning = "checklist:";

    /// <summary>Signs of a note, or of words of one's own, that are shown of a check; of many checks fewer, since all must find room on Slack.</summary>
    private const int MostWords = 200;

    /// <summary>Signs that all checks have together.</summary>
    private const int MostWordsOfAll = 2400;

    /// <summary>The name under which messages that show a list are remembered.</summary>
    public static string SubjectOf(Checklist list) => $"{SubjectBeginning}{list.Id:N}";

    /// <summary>The list that a subject names; null when it names something else.</summary>
    public static Guid? IdOf(string subject) =>
        subject.StartsWith(SubjectBeginning, StringComparison.Ordinal) && Guid.TryParseExact(subject[SubjectBeginning.Length..], "N", out var id) ? id : null;

    public MessageContent Show(ChecklistPlan plan, Checklist list, Texts texts)
    {
        var items = list.Items.OrderBy(i => i.Position).ToList();
        var state = ChecklistState.Of(items);
        var (title, progress) = (ChecklistWords.Title(plan, list, texts), ChecklistWords.Progress(state, texts));
        var isOpen = list.ClosedAt is null;
        var room = Math.Min(MostWords, MostWordsOfAll / Math.Max(1, items.Count));
        var data = new
        {
            Id = list.Id.ToString("N"),
            Title = title,
            Progress = progress,
            Late = list.IsLate ? texts.Say("checklist.late") : null,
            Lacks = isOpen ? ChecklistWords.Lacks(state, texts) : null,
            Closed = isOpen ? null : texts.Say(plan.StoppedAt is null ? "checklist.closed" : "checklist.own.closed"),
            Style = !isOpen ? "default" : state.IsComplete ? "good" : !state.IsPlan ? "warning" : "accent",
            Rows = items.Select(item => new { Text = Row(item, plan, room, texts), Contradiction = Contradiction(item, texts) }),
            Choices = isOpen ? items.Select(item => new { Value = item.Position.ToString(System.Globalization.CultureInfo.InvariantCulture), Title = ChecklistWords.Plain(item, texts) }) : [],
            Buttons = isOpen ? Buttons(texts).Select(b => new { Id = list.Id.ToString("N"), b.Title, b.Verb, b.Style }) : [],
        };
        return cards.Show("checklist", texts, data, $"{title}: {progress}");
    }

    /// <summary>A check as a list of its own: what, and below it whose, until when, and what is known.</summary>
    private string Row(ChecklistItem item, ChecklistPlan plan, int room, Texts texts)
    {
        var words = Cut(ChecklistWords.Of(item, texts), room);
        var head = $"{(item.IsDone ? "☑" : "☐")} **{texts.Format.Number(item.Position)}** · {(item.IsDone ? words : $"**{words}**")}";
        return string.Join("\n- ", [head, string.Join(" · ", Facts(item, plan, texts)), .. Homework.LinesOf(item, texts.Language), .. Note(item, room, texts)]);
    }

    private IEnumerable<string> Facts(ChecklistItem item, ChecklistPlan plan, Texts texts)
    {
        var today = calendar.Workspace.LocalDate(clock.GetUtcNow());
        yield return ChecklistWords.Owner(item, texts);
        yield return ChecklistWords.Deadline(item, today, texts);
        if (ChecklistWords.Times(item, plan.Cadence, texts) is { } times)
        {
            yield return times;
        }

        if (item is { DoneAt: { } at, DoneBy: { } by })
        {
            yield return texts.Say("checklist.done-by", ("name", CardText.Escape(by)), ("at", texts.Format.Moment(at, calendar.Workspace.Zone)));
        }
    }

    private static IEnumerable<string> Note(ChecklistItem item, int room, Texts texts) => item.Note is { } note
        ? [texts.Say("checklist.note-by", ("name", CardText.Escape(item.NoteBy)), ("note", Cut(CardText.Escape(note), room)))]
        : [];

    /// <summary>Polite: who ticked may know something the bot does not.</summary>
    private static string? Contradiction(ChecklistItem item, Texts texts) => item is { IsContradicted: true, Check: { } check, DoneBy: { } by } && WeeklySeven.IsAboutWhatExists(check)
        ? texts.Say($"checklist.contradicted.{check}", ("name", CardText.Escape(by)))
        : null;

    private static (string Title, string Verb, string Style)[] Buttons(Texts texts) =>
    [
        (texts.Say("checklist.tick"), TickCheck.Verb, "positive"),
        (texts.Say("checklist.untick"), UntickCheck.Verb, "default"),
        (texts.Say("checklist.owner"), AssignCheck.Verb, "default"),
        (texts.Say("checklist.deadline"), MoveCheck.Verb, "default"),
        (texts.Say("checklist.note"), NoteCheck.Verb, "default"),
    ];

    private static string Cut(string words, int room) => words.Length <= room ? words : $"{words[..(room - 1)].TrimEnd('\\')}…";
}
