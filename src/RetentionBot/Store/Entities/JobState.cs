namespace RetentionBot.Store.Entities;

/// <summary>How a job went last, and whether it may run.</summary>
internal sealed class JobState
{
    /// <summary>Signs of an error that are kept.</summary>
    public const int LongestError = 500;

    /// <summary>The job's key.</summary>
    public required string Job { get; init; }

    /// <summary>When it last began; null when it never has.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it last ended, well or not; before <see cref="StartedAt"/> while it runs, or when the process ended in the middle.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When it last ended well.</summary>
    public DateTimeOffset? SucceededAt { get; private set; }

    /// <summary>Why it last failed; null when it went well.</summary>
    public string? Error { get; private set; }

    /// <summary>Since when it is not to run; null while it may.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Display name of who paused it.</summary>
    public string? PausedBy { get; private set; }

    /// <summary>Notes that it began. How it went before stands until it ends.</summary>
    public void Begin(DateTimeOffset at) => StartedAt = at;

    /// <summary>Notes a run from its beginning to its end.</summary>
    /// <param name="startedAt">When it began.</param>
    /// <param name="at">When it ended.</param>
    /// <param name="error">Why it failed; null when it went well, which clears what went wrong before.</param>
    public void End(DateTimeOffset startedAt, DateTimeOffset at, string? error)
    {
        (StartedAt, EndedAt, Error) = (startedAt, at, error);
        if (error is null)
        {
            SucceededAt = at;
        }
    }

    /// <summary>Keeps it from running. The first person stands.</summary>
    /// <returns>Whether this call was the one that paused it.</returns>
    public bool Pause(string by, DateTimeOffset at)
    {
        if (PausedAt is not null)
        {
            return false;
        }

        (PausedAt, PausedBy) = (at, by);
        return true;
    }

    /// <summary>Lets it run again.</summary>
    /// <returns>Whether it was paused.</returns>
    public bool Resume()
    {
        var wasPaused = PausedAt is not null;
        (PausedAt, PausedBy) = (null, null);
        return wasPaused;
    }
}
