namespace RetentionBot.Domain.Onboarding;

/// <summary>How far onboarding is, of one customer or of many.</summary>
/// <param name="Done">Tasks that are done.</param>
/// <param name="All">Tasks that are needed.</param>
public readonly record struct OnboardingProgress(int Done, int All)
{
    /// <summary>Done over all, a ratio: 3 of 5 is 0.6; null without tasks.</summary>
    public decimal? Share => All == 0 ? null : (decimal)Done / All;

    /// <summary>Counts the tasks that are needed.</summary>
    public static OnboardingProgress Of(IEnumerable<OnboardingTask> tasks)
    {
        var needed = tasks.Where(t => !t.IsDropped).ToList();
        return new(needed.Count(t => t.IsDone), needed.Count);
    }

    /// <summary>
    /// The step of the journey at which most stay behind: of the tasks whose day is over, by key, the lowest share that is done. Of equal ones the earlier step is the
    /// worse, since the later ones wait for it.
    /// </summary>
    /// <param name="tasks">Of all customers.</param>
    /// <param name="today">The local day; a task counts once its day is over, or it is done.</param>
    /// <returns>Null when no task has come to its end, or all are done.</returns>
    public static (string Task, OnboardingProgress Progress)? WorstStep(IEnumerable<OnboardingTask> tasks, DateOnly today) => tasks
        .Where(t => !t.IsDropped && (t.IsDone || t.IsLateOn(today)))
        .GroupBy(t => t.Task, StringComparer.Ordinal)
        .Select(g => (Task: g.Key, Position: g.Min(t => t.Position), Progress: Of(g)))
        .Where(g => g.Progress.Done < g.Progress.All)
        .OrderBy(g => g.Progress.Share).ThenBy(g => g.Position).ThenBy(g => g.Task, StringComparer.Ordinal)
        .Select(g => ((string, OnboardingProgress)?)(g.Task, g.Progress))
        .FirstOrDefault();
}
