namespace RetentionBot.Domain.Onboarding;

/// <summary>What a new customer should have done, in order, each by a day counted from the sign-up.</summary>
/// <param name="Tasks">At least one, each with a key of its own.</param>
/// <param name="GraceDays">Days after a deadline until the customer's owner is asked about it.</param>
public sealed record OnboardingPlan(IReadOnlyList<PlannedTask> Tasks, int GraceDays = 3)
{
    /// <summary>The five that are there from the start; their names and goals are texts.</summary>
    public static OnboardingPlan Default { get; } = new(
    [
        new("account", 1),
        new("team", 3),
        new("data", 5),
        new("first-result", 7),
        new("review", 14),
    ]);

    /// <summary>The day by which a task should be done.</summary>
    public static DateOnly DueOn(PlannedTask task, DateOnly signedUpOn) => signedUpOn.AddDays(task.DueDay);

    /// <summary>The day on which the owner is asked about a task that is not done.</summary>
    /// <param name="dueOn">Its deadline.</param>
    public DateOnly AskOn(DateOnly dueOn) => dueOn.AddDays(GraceDays);
}

/// <summary>One task of onboarding.</summary>
/// <param name="Key">Lower case with hyphens.</param>
/// <param name="DueDay">Days from the sign-up to the deadline.</param>
/// <param name="Name">What it is called, by language; null for a task whose name is a text.</param>
/// <param name="Goal">What it is for, by language; null as the name is.</param>
public sealed record PlannedTask(string Key, int DueDay, IReadOnlyDictionary<string, string>? Name = null, IReadOnlyDictionary<string, string>? Goal = null);
