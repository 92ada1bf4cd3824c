using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Onboarding;

/// <summary>What the buttons of onboarding work with.</summary>
internal sealed class OnboardingDesk(
    KpiRights rights, RetentionDb db, OutboxWriter outbox, OnboardingCard list, OnboardingAskCard ask, Workspace workspace, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => workspace.LocalDate(Now);

    /// <summary>
    /// A press on a task: a member's, where figures may be shown. What changed is noted and counted, and every card of the customer's onboarding and of the question about
    /// the task is rewritten.
    /// </summary>
    /// <param name="action">Names the task, the card's language and whether it was pressed on the question about it.</param>
    /// <param name="turn">Who pressed.</param>
    /// <param name="deed">What is audited.</param>
    /// <param name="change">Changes the task.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task<TurnResult> OnTaskAsync(CardAction action, TurnContext turn, string deed, Func<OnboardingTask, OnboardingOutcome> change, CancellationToken ct)
    {
        turn = KpiRights.In(turn, action.Data.GetValueOrDefault("lang"));
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!turn.Actor.IsAtLeast(StaffRole.Member))
        {
            return TurnResult.Tell(turn.Texts.Say("onboarding.members-only"));
        }

        var task = long.TryParse(action.Data.GetValueOrDefault(OnboardingCard.Task), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.OnboardingTasks.SingleOrDefaultAsync(t => t.Id == id, ct)
            : null;
        if (task is null)
        {
            return TurnResult.Tell(turn.Texts.Say("onboarding.choose"));
        }

        var outcome = change(task);
        if (outcome == OnboardingOutcome.Done)
        {
            db.Audit.Add(new AuditEvent { At = Now, Deed = deed, By = turn.Actor.Key, Subject = OnboardingCard.SubjectOf(task.CustomerId), Note = task.Task });
            await DataVersions.BumpAsync(db, ct);
        }

        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == task.CustomerId, ct);
        var tasks = await db.OnboardingTasks.Where(t => t.CustomerId == task.CustomerId).ToListAsync(ct);
        MessageContent List(Texts texts) => list.Show(customer, tasks, texts);
        MessageContent Question(Texts texts) => ask.Show(task, customer, texts);
        await RefreshAsync(OnboardingCard.SubjectOf(task.CustomerId), List, ct);
        await RefreshAsync(OnboardingAskCard.SubjectOf(task), Question, ct);
        var notice = outcome == OnboardingOutcome.Unchanged ? turn.Texts.Say("onboarding.unchanged") : null;
        return TurnResult.Replace(action.Data.GetValueOrDefault("from") == "ask" ? Question(turn.Texts) : List(turn.Texts), notice);
    }

    private Task RefreshAsync(string subject, Func<Texts, MessageContent> content, CancellationToken ct) =>
        outbox.RefreshAsync(subject, PlaceTopics.Kpi, OutboxPriority.Deed, language => content(Texts.For(language)), onlyIn: null, ct);
}

/// <summary>A task is done.</summary>
internal sealed class TickTask(OnboardingDesk desk) : ICardActionHandler
{
    public const string Verb = "onboarding.tick";

    private const string Deed = "onboarding.tick";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) =>
        desk.OnTaskAsync(action, turn, Deed, task => task.Finish(turn.Actor.Name, desk.Today), ct);
}

/// <summary>A task is not done after all, or needed after all.</summary>
internal sealed class UntickTask(OnboardingDesk desk) : ICardActionHandler
{
    public const string Verb = "onboarding.untick";

    private const string Deed = "onboarding.untick";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) =>
        desk.OnTaskAsync(action, turn, Deed, task => task.Reopen(), ct);
}

/// <summary>This customer does not need a task.</summary>
internal sealed class DropTask(OnboardingDesk desk) : ICardActionHandler
{
    public const string Verb = "onboarding.drop";

    private const string Deed = "onboarding.drop";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) =>
        desk.OnTaskAsync(action, turn, Deed, task => task.Drop(turn.Actor.Name, desk.Today), ct);
}

/// <summary>The owner will help the customer with a task.</summary>
internal sealed class HelpWithTask(OnboardingDesk desk) : ICardActionHandler
{
    public const string Verb = "onboarding.help";

    private const string Deed = "onboarding.help";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) =>
        desk.OnTaskAsync(action, turn, Deed, task => task.Help(desk.Now), ct);
}

/// <summary>The owner wants to be asked about a task again, in three days or in a week.</summary>
internal sealed class SnoozeTask(OnboardingDesk desk) : ICardActionHandler
{
    public const string Verb = "onboarding.snooze";

    private const string Deed = "onboarding.snooze";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) =>
        desk.OnTaskAsync(action, turn, Deed, task => task.Snooze(desk.Today.AddDays(action.Data.GetValueOrDefault("days") == "7" ? 7 : 3)), ct);
}
