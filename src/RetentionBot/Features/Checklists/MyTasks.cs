using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>The undone checks that are a colleague's.</summary>
internal sealed class ChecklistTasks(ChecklistLife life, WorkCalendar calendar, TimeProvider clock) : IMyTasks
{
    public async Task<IReadOnlyList<MyTask>> OfAsync(StaffMember person, Texts texts, CancellationToken ct)
    {
        var today = calendar.Workspace.LocalDate(clock.GetUtcNow());
        return
        [
            .. from open in await life.OpenAsync(ct)
               from item in open.List.Items.OrderBy(i => i.Position)
               where !item.IsDone && item.OwnerId == person.Id
               let facts = new[] { ChecklistWords.Deadline(item, today, texts), ChecklistWords.Times(item, open.Plan.Cadence, texts) }.OfType<string>()
               select new MyTask(
                   $"{ChecklistWords.Name(open.Plan, texts)} {texts.Format.Number(item.Position)} · **{ChecklistWords.Of(item, texts)}** ({string.Join(", ", facts)})", item.DueOn),
        ];
    }
}

/// <summary>What a colleague has to do, of every kind, the most pressing first; what has no last day comes last.</summary>
internal sealed class TaskList(IEnumerable<IMyTasks> kinds)
{
    /// <summary>As many are shown.</summary>
    private const int Most = 20;

    public async Task<(int Count, IReadOnlyList<string> Lines)> OfAsync(StaffMember person, Texts texts, CancellationToken ct)
    {
        var all = new List<MyTask>();
        foreach (var kind in kinds)
        {
            all.AddRange(await kind.OfAsync(person, texts, ct));
        }

        return (all.Count, [.. all.OrderBy(t => t.DueOn ?? DateOnly.MaxValue).Take(Most).Select(t => t.Text)]);
    }
}

/// <summary><c>my tasks</c> / <c>mijn taken</c>: what the asker has to do, with deadlines.</summary>
internal sealed class ListMyTasks(KpiRights rights, TaskList tasks, Cards cards) : ITextCommand
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "my tasks", "my checks", "mijn taken", "mijn punten" };

    public static bool Matches(string text) => Words.Contains(text.Trim().TrimEnd('?', '.', '!').Trim());

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var access = await rights.CheckAsync(turn, ct, PlaceTopics.Checklist);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var (count, lines) = await tasks.OfAsync(turn.Actor.Staff!, turn.Texts, ct);
        var title = count == 0 ? turn.Texts.Say("checklist.no-tasks") : turn.Texts.Count("tasks-yours", count);
        return access.Give(cards.Show("tasks", turn.Texts, new { Title = title, Lines = lines.Select(line => new { Text = line }) }, title));
    }
}

/// <summary>The asker's tasks, above what they can do.</summary>
internal sealed class MyTasksSection(TaskList tasks) : IHomeSection
{
    public async Task<IReadOnlyList<string>> LinesAsync(TurnContext turn, StaffMember staff, CancellationToken ct)
    {
        var (count, lines) = await tasks.OfAsync(staff, turn.Texts, ct);
        return count == 0 ? [] : [$"**{turn.Texts.Count("tasks-yours", count)}**", .. lines];
    }
}
