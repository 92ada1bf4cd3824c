using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>How far the weekly list is, what it lacks, and who is late, in sentences.</summary>
internal sealed class ChecklistStatus(ChecklistLife life, LateChecks late) : IChecklistStatus
{
    public async Task<MessageContent> ShowAsync(Texts texts, CancellationToken ct)
    {
        if ((await life.OpenAsync(ct)).FirstOrDefault(o => o.Plan.Key == ChecklistPlan.Weekly) is not var (plan, list))
        {
            return new MessageContent(texts.Say("checklist.none-yet"));
        }

        return new MessageContent(string.Join('\n', Lines(plan, list, texts)));
    }

    /// <summary>A line each.</summary>
    public IEnumerable<string> Lines(ChecklistPlan plan, Checklist list, Texts texts)
    {
        var state = ChecklistState.Of(list.Items);
        yield return $"**{ChecklistWords.Title(plan, list, texts)}**: {ChecklistWords.Progress(state, texts)}.";
        if (ChecklistWords.Lacks(state, texts) is { } lacks)
        {
            yield return lacks;
        }

        foreach (var line in late.Lines([new OpenChecklist(plan, list)], texts))
        {
            yield return $"- {line}";
        }
    }
}

/// <summary>The checks whose deadline has passed, and those left from lists before, by owner.</summary>
internal sealed class LateChecks(WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>A line per owner, the one with most first; what is nobody's comes last.</summary>
    public IEnumerable<string> Lines(IReadOnlyList<OpenChecklist> lists, Texts texts)
    {
        var today = calendar.Workspace.LocalDate(clock.GetUtcNow());
        return lists.SelectMany(o => o.List.Items.Where(i => i.IsLate(today)).Select(item => (o.Plan, Item: item)))
            .GroupBy(x => x.Item.OwnerName)
            .OrderBy(g => g.Key is null).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => texts.Say(
                "checklist.late-of",
                ("name", g.Key is null ? texts.Say("checklist.no-owner") : CardText.Escape(g.Key)),
                ("checks", string.Join("; ", g.OrderBy(x => x.Plan.Id).ThenBy(x => x.Item.Position).Select(x => Line(x.Plan, x.Item, today, texts))))));
    }

    private static string Line(ChecklistPlan plan, ChecklistItem item, DateOnly today, Texts texts)
    {
        var facts = new[] { ChecklistWords.Deadline(item, today, texts), ChecklistWords.Times(item, plan.Cadence, texts) }.OfType<string>();
        return $"{texts.Format.Number(item.Position)} · {ChecklistWords.Of(item, texts)} ({string.Join(", ", facts)})";
    }
}

/// <summary><c>who is late</c> / <c>wie is te laat</c>: the late checks of every list, by owner.</summary>
internal sealed class WhoIsLate(KpiRights rights, ChecklistLife life, LateChecks late, Cards cards) : ITextCommand
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "who is late", "who's late", "who is overdue", "wie is te laat", "wie is er te laat", "wie loopt achter" };

    public bool Matches(string text) => Words.Contains(text.Trim().TrimEnd('?', '.', '!').Trim());

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var access = await rights.CheckAsync(turn, ct, PlaceTopics.Checklist);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var lines = late.Lines(await life.OpenAsync(ct), turn.Texts).ToList();
        var title = turn.Texts.Say(lines.Count == 0 ? "checklist.nobody-late" : "checklist.who-is-late");
        return access.Give(cards.Show("tasks", turn.Texts, new { Title = title, Lines = lines.Select(line => new { Text = line }) }, title));
    }
}

/// <summary>How far the weekly list is, above what a colleague can do.</summary>
internal sealed class ChecklistSection(ChecklistLife life) : IHomeSection
{
    public async Task<IReadOnlyList<string>> LinesAsync(TurnContext turn, StaffMember staff, CancellationToken ct)
    {
        if ((await life.OpenAsync(ct)).FirstOrDefault(o => o.Plan.Key == ChecklistPlan.Weekly) is not var (plan, list))
        {
            return [];
        }

        var state = ChecklistState.Of(list.Items);
        var title = $"**{ChecklistWords.Progress(state, turn.Texts)}** · {ChecklistWords.Title(plan, list, turn.Texts)}";
        return ChecklistWords.Lacks(state, turn.Texts) is { } lacks ? [title, lacks] : [title];
    }
}
