using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Text;

namespace RetentionBot.Features.Onboarding;

/// <summary>What the owner is asked about a task that is not done: whether they help, want to be asked again, or it is not needed.</summary>
internal sealed class OnboardingAskCard(Cards cards, OnboardingWords words, Workspace workspace, TimeProvider clock)
{
    /// <summary>The name under which messages that ask about a task are remembered.</summary>
    public static string SubjectOf(OnboardingTask task) => string.Create(CultureInfo.InvariantCulture, $"onboarding-ask:{task.Id}");

    /// <param name="notice">Why this very person is asked; null for the owner, and where it is shown again.</param>
    public MessageContent Show(OnboardingTask task, Customer customer, Texts texts, string? notice = null)
    {
        var today = workspace.LocalDate(clock.GetUtcNow());
        var title = texts.Say("onboarding.ask.title", ("customer", CardText.Escape(customer.Name)), ("task", words.EscapedNameOf(task.Task, texts)));
        var state = OnboardingCard.StateOf(task, today, texts);
        var data = new
        {
            Id = task.Id.ToString(CultureInfo.InvariantCulture),
            Title = title,
            Notice = notice,
            Goal = words.GoalOf(task.Task, texts) is { } goal ? CardText.Escape(goal) : null,
            State = state,
            Answer = Answer(task, texts),
            task.IsOpen,
            MayHelp = task.IsOpen && task.HelpedAt is null,
            Lang = texts.Language,
        };
        return cards.Show("onboarding-ask", texts, data, $"{title}. {state}");
    }

    private static string? Answer(OnboardingTask task, Texts texts) => task switch
    {
        { IsOpen: false } => null,
        { SnoozedTo: { } day } => texts.Say("onboarding.ask.snoozed", ("day", day)),
        { HelpedAt: not null } => texts.Say("onboarding.ask.helping"),
        _ => null,
    };
}
