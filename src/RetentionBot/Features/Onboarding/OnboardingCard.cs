using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Text;

namespace RetentionBot.Features.Onboarding;

/// <summary>The onboarding of one customer: what is to be done by when, and what of it is done.</summary>
internal sealed class OnboardingCard(Cards cards, OnboardingWords words, Workspace workspace, TimeProvider clock)
{
    /// <summary>The choice's id.</summary>
    public const string Task = "task";

    /// <summary>The name under which messages that show a customer's onboarding are remembered.</summary>
    public static string SubjectOf(long customer) => string.Create(CultureInfo.InvariantCulture, $"onboarding:{customer}");

    /// <summary>How far it is, in words: "3 of 5 (60%)".</summary>
    public static string Progress(OnboardingProgress progress, Texts texts) => progress.Share is { } share
        ? texts.Say("onboarding.progress", ("done", progress.Done), ("all", progress.All), ("share", texts.Format.Percent(share)))
        : texts.Say("onboarding.nothing-needed");

    public MessageContent Show(Customer customer, IReadOnlyCollection<OnboardingTask> tasks, Texts texts)
    {
        var today = workspace.LocalDate(clock.GetUtcNow());
        var ordered = tasks.OrderBy(t => t.Position).ToList();
        var title = texts.Say("onboarding.title", ("customer", CardText.Escape(customer.Name)));
        var progress = Progress(OnboardingProgress.Of(ordered), texts);
        var data = new
        {
            Id = customer.Id.ToString(CultureInfo.InvariantCulture),
            Title = title,
            Progress = progress,
            Tasks = ordered.Select(t => new { Text = Line(t, today, texts) }),
            Choices = ordered.Select(t => new { Title = words.NameOf(t.Task, texts), Value = IdOf(t) }),
            Chosen = IdOf(ordered.Find(t => t.IsOpen) ?? ordered[0]),
            AnyOpen = ordered.Exists(t => t.IsOpen),
            AnyClosed = ordered.Exists(t => !t.IsOpen),
            Lang = texts.Language,
        };
        return cards.Show("onboarding", texts, data, $"{title}: {progress}");
    }

    private static string IdOf(OnboardingTask task) => task.Id.ToString(CultureInfo.InvariantCulture);

    private string Line(OnboardingTask task, DateOnly today, Texts texts)
    {
        var goal = words.GoalOf(task.Task, texts) is { } said ? $"{CardText.Escape(said)} " : "";
        return $"{Mark(task)} **{words.EscapedNameOf(task.Task, texts)}** · {goal}{StateOf(task, today, texts)}";
    }

    private static string Mark(OnboardingTask task) => task.IsDone ? "☑" : task.IsDropped ? "–" : "☐";

    /// <summary>Where a task stands, in a sentence.</summary>
    public static string StateOf(OnboardingTask task, DateOnly today, Texts texts) => task switch
    {
        { DoneOn: { } on } => texts.Say("onboarding.done", ("day", on), ("name", CardText.Escape(task.DoneBy ?? ""))),
        { DroppedOn: { } on } => texts.Say("onboarding.dropped", ("day", on), ("name", CardText.Escape(task.DroppedBy ?? ""))),
        _ when task.IsLateOn(today) => texts.Say("onboarding.late", ("day", task.DueOn), ("days", texts.Count("days", today.DayNumber - task.DueOn.DayNumber))),
        _ => texts.Say("onboarding.due", ("day", task.DueOn)),
    };
}
