using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>How far a list is, what it lacks, and who is late, in sentences.</summary>
internal sealed class ChecklistStatus(ChecklistLife life, LateChecks late, WorkCalendar calendar) : IChecklistStatus
{
    public async Task<MessageContent> ShowAsync(Texts texts, CancellationToken ct) => await ShowAsync(await life.PlanAsync(ChecklistPlan.Weekly, ct), texts, ct);

    /// <param name="plan">Which list; null when there is no weekly one.</param>
    public async Task<MessageContent> ShowAsync(ChecklistPlan? plan, Texts texts, CancellationToken ct)
    {
        if (plan is null || await life.CurrentAsync(plan.Key, ct) is not var (_, list))
        {
            return new MessageContent(plan is { Name: not null } ? string.Join('\n', await PlannedAsync(plan, texts, ct)) : texts.Say("checklist.none-yet", ("list", "")));
        }

        return new MessageContent(string.Join('\n', Lines(plan, list, texts)));
    }

    /// <summary>A list that was not posted yet: when it comes, and what is on it.</summary>
    private async Task<IReadOnlyList<string>> PlannedAsync(ChecklistPlan plan, Texts texts, CancellationToken ct)
    {
        var next = await life.NextPostAsync(plan, ct) is { } at ? $" {texts.Say("checklist.next", ("moment", texts.Format.Moment(at, calendar.Workspace.Zone)))}" : "";
        var checks = plan.Checks.OrderBy(c => c.Position).Select(c => $"- {texts.Format.Number(c.Position)} · {CardText.Escape(c.Words)}{(c.OwnerName is { } owner ? $" ({CardText.Escape(owner)})" : "")}");
        return [$"{ChecklistWords.When(plan, texts)}{next}", .. plan.Checks.Count > 0 ? checks : [texts.Say("checklist.own.no-checks", ("key", plan.Key))]];
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
        return $"{ChecklistWords.WithList(plan, texts.Format.Number(item.Position))} · {ChecklistWords.Of(item, texts)} ({string.Join(", ", facts)})";
    }
}

/// <summary><c>who is late</c> / <c>wie is te laat</c>: the late checks of every list, by owner.</summary>
internal sealed class WhoIsLate(KpiRights rights, ChecklistLife life, LateChecks late, Cards cards) : ITextCommand
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "who is late", "who's late", "who is overdue", "wie is te laat", "wie is er te laat", "wie loopt achter" };

    public static bool Matches(string text) => Words.Contains(text.Trim().TrimEnd('?', '.', '!').Trim());

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

/// <summary>How far the weekly list is, and the others that are not complete, above what a colleague can do.</summary>
internal sealed class ChecklistSection(ChecklistLife life) : IHomeSection
{
    /// <summary>As many others are named.</summary>
    private const int MostOthers = 5;

    public async Task<IReadOnlyList<string>> LinesAsync(TurnContext turn, StaffMember staff, CancellationToken ct)
    {
        var open = (await life.OpenAsync(ct)).Select(o => (o.Plan, o.List, State: ChecklistState.Of(o.List.Items))).ToList();
        var weekly = open.Where(o => o.Plan.Name is null).Select(o => (Line: Line(o.Plan, o.List, o.State), Lacks: ChecklistWords.Lacks(o.State, turn.Texts)));
        return
        [
            .. weekly.SelectMany(w => new[] { w.Line, w.Lacks }).OfType<string>(),
            .. open.Where(o => o is { Plan.Name: not null, State.IsComplete: false }).Take(MostOthers).Select(o => Line(o.Plan, o.List, o.State)),
        ];

        string Line(ChecklistPlan plan, Checklist list, ChecklistState state) => $"**{ChecklistWords.Progress(state, turn.Texts)}** · {ChecklistWords.Title(plan, list, turn.Texts)}";
    }
}
