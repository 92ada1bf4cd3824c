using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>
/// <c>new checklist Renewals weekly on Tuesday 10:00: first check; second check</c>, <c>checklist Renewals add …</c>, <c>remove 2</c>, <c>stop</c>: a lead makes, changes
/// and stops a list of one's own.
/// </summary>
internal sealed class OwnListTalk(KpiRights rights, OwnLists own, ChecklistLife life, ChecklistDesk desk, WorkCalendar calendar)
{
    /// <param name="plan">Which list; null for the weekly one, and for one that is to be made.</param>
    public async Task<TurnResult> AnswerAsync(ChecklistPlan? plan, ChecklistPhrase phrase, TurnContext turn, CancellationToken ct)
    {
        var access = await rights.CheckAsync(turn, ct, PlaceTopics.Checklist);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            desk.NoteRefusal(turn.Actor, $"checklist.{phrase.Deed}".ToLowerInvariant(), list: null);
            return TurnResult.Say(turn.Texts.Say("checklist.own.leads-only"));
        }

        return access.Give(new MessageContent((plan, phrase.Deed) switch
        {
            (_, ListDeed.New) => await MakeAsync(phrase.Rest, turn, ct),
            (null, _) => turn.Texts.Say("checklist.own.weekly"),
            (_, ListDeed.Add) => await AddAsync(plan, phrase.Rest, turn, ct),
            (_, ListDeed.Remove) => await RemoveAsync(plan, phrase.Rest, turn, ct),
            _ => await StopAsync(plan, turn, ct),
        }));
    }

    private async Task<string> MakeAsync(string words, TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        var (draft, fault) = NewListWords.Read(words, desk.Today);
        if (draft is null)
        {
            return fault?.Say(texts) ?? texts.Say("checklist.own.usage");
        }

        if (await own.FaultsOfAsync(draft, ct) is [var first, ..])
        {
            return first.Say(texts);
        }

        var plan = await own.MakeAsync(draft, turn.Actor.Key, ct);
        var made = texts.Say(
            "checklist.own.made",
            ("name", CardText.Escape(plan.Name)), ("schedule", ChecklistWords.Schedule(plan, texts)), ("checks", texts.Count("checks", plan.Checks.Count)),
            ("next", texts.Format.Moment((await life.NextPostAsync(plan, ct))!.Value, calendar.Workspace.Zone)), ("key", plan.Key));
        return plan.Checks.Count > 0 ? made : $"{made} {texts.Say("checklist.own.no-checks", ("key", plan.Key))}";
    }

    private async Task<string> AddAsync(ChecklistPlan plan, string rest, TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        if (OwnList.Tidy(rest) is not { Length: > 0 } words)
        {
            return texts.Say("checklist.own.what", ("key", plan.Key));
        }

        var (check, fault) = await own.AddAsync(plan, words, turn.Actor.Key, ct);
        return fault?.Say(texts) ?? texts.Say("checklist.own.added", ("number", check!.Position), ("name", CardText.Escape(plan.Name)), ("words", CardText.Escape(words)));
    }

    private async Task<string> RemoveAsync(ChecklistPlan plan, string rest, TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        if (!int.TryParse(rest.TrimEnd('.', '!'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || plan.Checks.FirstOrDefault(c => c.Position == number) is not { } check)
        {
            var numbers = string.Join(", ", plan.Checks.Select(c => c.Position).Order().Select(p => texts.Format.Number(p)));
            return texts.Say("checklist.own.which", ("name", CardText.Escape(plan.Name)), ("key", plan.Key), ("numbers", numbers));
        }

        return await own.RemoveAsync(plan, check, turn.Actor.Key, ct) is { } fault
            ? fault.Say(texts)
            : texts.Say("checklist.own.removed", ("number", number), ("name", CardText.Escape(plan.Name)), ("words", CardText.Escape(check.Words)));
    }

    private async Task<string> StopAsync(ChecklistPlan plan, TurnContext turn, CancellationToken ct)
    {
        await own.StopAsync(plan, turn.Actor.Key, ct);
        return turn.Texts.Say("checklist.own.stopped", ("name", CardText.Escape(plan.Name)));
    }
}

/// <summary><c>checklists</c> / <c>checklijsten</c>: every list there is, when it comes, how far it is, and how to ask for it.</summary>
internal sealed class ListChecklists(KpiRights rights, OwnLists own, ChecklistLife life, Cards cards) : ITextCommand
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "checklists", "all checklists", "my checklists", "checklijsten", "alle checklists", "alle checklijsten" };

    public static bool Matches(string text) => Words.Contains(text.Trim().TrimEnd('?', '.', '!').Trim());

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var (access, texts) = (await rights.CheckAsync(turn, ct, PlaceTopics.Checklist), turn.Texts);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var plans = await own.AllAsync(ct);
        if (await life.PlanAsync(ChecklistPlan.Weekly, ct) is { } weekly)
        {
            plans.Insert(0, weekly);
        }

        var open = (await life.OpenAsync(ct)).ToLookup(o => o.Plan.Id, o => o.List);
        var lines = plans.Select(plan => texts.Say(
            "checklist.own.line",
            ("name", ChecklistWords.Name(plan, texts)), ("schedule", ChecklistWords.Schedule(plan, texts)), ("list", ChecklistWords.Command(plan)),
            ("progress", open[plan.Id].LastOrDefault() is { } list ? ChecklistWords.Progress(ChecklistState.Of(list.Items), texts) : texts.Say("checklist.own.not-posted"))));
        var title = texts.Say(plans.Count == 0 ? "checklist.own.no-lists" : "checklist.own.all");
        return access.Give(cards.Show("tasks", texts, new { Title = title, Lines = lines.Select(line => new { Text = line }) }, title));
    }
}
