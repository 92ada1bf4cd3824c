using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Text;

namespace RetentionBot.Features.Onboarding;

/// <summary>What the tasks of onboarding are called and what they are for: in the words of the settings, or in ours.</summary>
internal sealed class OnboardingWords(OnboardingPlan plan)
{
    /// <summary>Whether a task has a name and a goal in our texts.</summary>
    public static bool AreOurs(string task) => Texts.For(Texts.English).Has($"onboarding.task.{task}.name");

    /// <summary>A task's name; its key where it has none, as of a task that the plan had once.</summary>
    public string NameOf(string task, Texts texts) => Own(task, p => p.Name, texts) ?? (AreOurs(task) ? texts.Say($"onboarding.task.{task}.name") : task);

    /// <summary>As above, for a card.</summary>
    public string EscapedNameOf(string task, Texts texts) => CardText.Escape(NameOf(task, texts));

    /// <summary>What a task is for; null where nothing is said about it.</summary>
    public string? GoalOf(string task, Texts texts) => Own(task, p => p.Goal, texts) ?? (AreOurs(task) ? texts.Say($"onboarding.task.{task}.goal") : null);

    private string? Own(string task, Func<PlannedTask, IReadOnlyDictionary<string, string>?> said, Texts texts) =>
        plan.Tasks.FirstOrDefault(p => p.Key == task) is { } planned && said(planned) is { } words
            ? words.GetValueOrDefault(texts.Language) ?? words.GetValueOrDefault(Texts.English) ?? words.Values.FirstOrDefault()
            : null;
}
