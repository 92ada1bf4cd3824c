using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Text;

namespace RetentionBot.Features.Onboarding;

/// <summary>What the tasks of onboarding are called and what they are for: in the words of the settings, or in ours.</summary>
internal sealed class OnboardingWords(OnboardingPlan plan)
{
    /// <summary>The tasks that have a name and a goal in our texts.</summary>
    public static bool AreOurs(string task) => Texts.For(Texts.English).Has($"onboarding.task.{task}.name");

    /// <summary>A task's name; its key where it has none, as of a task that the plan had once.</summary>
    public string NameOf(string task, Texts texts) => Said(task, "name", p => p.Name, texts) ?? task;

    /// <summary>As above, for a card.</summary>
    public string EscapedNameOf(string task, Texts texts) => CardText.Escape(NameOf(task, texts));

    /// <summary>What a task is for; null where nothing is said about it.</summary>
    public string? GoalOf(string task, Texts texts) => Said(task, "goal", p => p.Goal, texts);

    private string? Said(string task, string what, Func<PlannedTask, IReadOnlyDictionary<string, string>?> own, Texts texts)
    {
        var words = plan.Tasks.FirstOrDefault(p => p.Key == task) is { } planned ? own(planned) : null;
        return words?.GetValueOrDefault(texts.Language) ?? words?.GetValueOrDefault(Texts.English) ?? words?.Values.FirstOrDefault() ?? (AreOurs(task) ? texts.Say($"onboarding.task.{task}.{what}") : null);
    }
}
