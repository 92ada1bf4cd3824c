using System.Text.RegularExpressions;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Features.Onboarding;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Onboarding</c>; <c>docs/onboarding.md</c> says what each value does.</summary>
internal sealed partial class OnboardingOptions
{
    /// <summary>As many as a card's choice shows as buttons on every channel.</summary>
    private const int MostTasks = 11;

    private const int LongestText = 200;

    /// <summary>What a new customer should have done; none: the five that are there from the start.</summary>
    public IReadOnlyList<OnboardingTaskOptions> Tasks { get; init; } = [];

    /// <summary>Days after a deadline until the owner is asked.</summary>
    public int GraceDays { get; init; } = OnboardingPlan.Default.GraceDays;

    /// <summary>The plan; only after <see cref="Faults"/> found nothing.</summary>
    public OnboardingPlan ToPlan() => new(
        Tasks.Count == 0 ? OnboardingPlan.Default.Tasks : [.. Tasks.Select(t => new PlannedTask(t.Key, t.Day, ByLanguage(t.Name), ByLanguage(t.Goal)))], GraceDays);

    /// <summary>What is wrong, each in a sentence that says what to do.</summary>
    public IEnumerable<string> Faults()
    {
        const string section = "RetentionBot:Onboarding";
        if (GraceDays is < 0 or > 60)
        {
            yield return $"{section}:GraceDays is a number of days from 0 to 60, for example 3.";
        }

        if (Tasks.Count > MostTasks)
        {
            yield return $"{section}:Tasks may be {MostTasks} at most.";
        }

        if (Tasks.DistinctBy(t => t.Key, StringComparer.Ordinal).Count() < Tasks.Count)
        {
            yield return $"{section}:Tasks has a key twice; give each task its own.";
        }

        foreach (var (index, task) in Tasks.Index())
        {
            if (!Key().IsMatch(task.Key))
            {
                yield return $"{section}:Tasks:{index}:Key must be 1 to 50 small letters, digits and hyphens, for example first-result.";
            }

            if (task.Day is < 0 or > 365)
            {
                yield return $"{section}:Tasks:{index}:Day is a number of days from 0 to 365 after the sign-up, for example 7.";
            }

            if (task.Name.Count == 0 && !OnboardingWords.AreOurs(task.Key))
            {
                yield return $"{section}:Tasks:{index}:Name must say what the task is called, by language, for example en.";
            }

            foreach (var (language, words) in task.Name.Concat(task.Goal))
            {
                if (!Text.Texts.Languages.Contains(language.ToLowerInvariant()))
                {
                    yield return $"{section}:Tasks:{index} has words in {language}, which I do not speak; use en or nl.";
                }
                else if (string.IsNullOrWhiteSpace(words) || words.Length > LongestText)
                {
                    yield return $"{section}:Tasks:{index}: each name and goal must have 1 to {LongestText} characters.";
                }
            }
        }
    }

    private static Dictionary<string, string>? ByLanguage(Dictionary<string, string> words) =>
        words.Count == 0 ? null : words.ToDictionary(w => w.Key.ToLowerInvariant(), w => w.Value, StringComparer.Ordinal);

    [GeneratedRegex("^[a-z0-9-]{1,50}$")]
    private static partial Regex Key();
}

/// <summary>One task of onboarding.</summary>
internal sealed class OnboardingTaskOptions
{
    /// <summary>Lower case with hyphens.</summary>
    public string Key { get; init; } = "";

    /// <summary>Days from the sign-up to the deadline.</summary>
    public int Day { get; init; }

    /// <summary>What it is called, by language.</summary>
    public Dictionary<string, string> Name { get; init; } = [];

    /// <summary>What it is for, by language.</summary>
    public Dictionary<string, string> Goal { get; init; } = [];
}
