namespace RetentionBot.Store.Entities;

/// <summary>How a job went last, and whether it may run.</summary>
internal sealed class JobState
{
    /// <summary>Signs of an error that are kept.</summary>
    public const int LongestError = 500;

    /// <summary>The job's key.</summary>
    public required string Job { get; init; }

    /// <summary>When it last began; null when it never has.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it last ended, well or not; before <see cref="StartedAt"/> while it runs, or when the process ended in the middle.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When it last ended well.</summary>
    public DateTimeOffset? SucceededAt { get; set; }

    /// <summary>Why it last failed; null when it went well.</summary>
    public string? Error { get; set; }

    /// <summary>Since when it is not to run; null while it may.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Display name of who paused it.</summary>
    public string? PausedBy { get; set; }
}
