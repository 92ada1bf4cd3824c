namespace RetentionBot.Store.Entities;

/// <summary>How far health has been scored and watched.</summary>
internal sealed class HealthProgress
{
    public const int TheOnlyId = 1;

    public int Id { get; init; } = TheOnlyId;

    /// <summary>The last day that was scored and watched; null before the first run has ended.</summary>
    public DateOnly? Through { get; set; }

    /// <summary>Set from a run's start to its end. Found set: a run was cut short, and nobody knows which days it left undone.</summary>
    public bool IsUnderWay { get; set; }
}
