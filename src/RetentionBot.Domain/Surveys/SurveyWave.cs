namespace RetentionBot.Domain.Surveys;

/// <summary>How far a wave is.</summary>
public enum WaveState
{
    /// <summary>Planned and looked at; nothing goes out before a lead approves.</summary>
    Draft,

    /// <summary>A lead approved it; who is asked when is about to be planned.</summary>
    Approved,

    /// <summary>Everybody has their day: so many a working day are asked.</summary>
    Running,

    /// <summary>Nothing more is asked or answered.</summary>
    Closed,
}

/// <summary>One survey put to many: a kind, an audience, and how fast.</summary>
public sealed class SurveyWave
{
    public long Id { get; init; }

    public required SurveyKind Kind { get; init; }

    /// <summary>Its name and the round its answers count in, e.g. <c>2026-Q4</c>; one wave per kind and round.</summary>
    public required string Round { get; init; }

    /// <summary>Only customers of this segment; null for all.</summary>
    public string? Segment { get; init; }

    /// <summary>Only customers of this plan; null for all.</summary>
    public string? Plan { get; init; }

    /// <summary>Goes out as usual; its answers never count.</summary>
    public bool IsTest { get; init; }

    /// <summary>People asked on a working day at most; null for everybody at once.</summary>
    public int? PerDay { get; init; }

    public WaveState State { get; private set; }

    /// <summary>Name of who planned it.</summary>
    public required string PlannedBy { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    public string? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>The end of answering; null until it runs.</summary>
    public DateTimeOffset? ClosesAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>A lead lets it go out.</summary>
    /// <returns>False when it was approved or closed before: nothing changes then.</returns>
    public bool Approve(string by, DateTimeOffset at)
    {
        if (State != WaveState.Draft)
        {
            return false;
        }

        (State, ApprovedBy, ApprovedAt, Version) = (WaveState.Approved, by, at, Version + 1);
        return true;
    }

    /// <summary>Everybody has their day now.</summary>
    /// <returns>False when it is not waiting for that.</returns>
    public bool Start(DateTimeOffset closesAt)
    {
        if (State != WaveState.Approved)
        {
            return false;
        }

        (State, ClosesAt, Version) = (WaveState.Running, closesAt, Version + 1);
        return true;
    }

    /// <summary>Ends it.</summary>
    /// <returns>False when it was closed before.</returns>
    public bool Close(DateTimeOffset at)
    {
        if (State == WaveState.Closed)
        {
            return false;
        }

        (State, ClosesAt, Version) = (WaveState.Closed, ClosesAt < at ? ClosesAt : at, Version + 1);
        return true;
    }
}
