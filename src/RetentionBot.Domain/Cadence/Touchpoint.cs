namespace RetentionBot.Domain.Cadence;

/// <summary>What became of a touchpoint.</summary>
public enum TouchpointState
{
    /// <summary>Its day has not come.</summary>
    Planned,

    /// <summary>The owner was told.</summary>
    Told,

    Done,

    /// <summary>Somebody said that it is not needed.</summary>
    Skipped,
}

/// <summary>One word with a customer that is meant for a day; one per customer and step.</summary>
public sealed class Touchpoint
{
    /// <summary>Signs a note may have.</summary>
    public const int LongestNote = 1000;

    public long Id { get; init; }

    public required long CustomerId { get; init; }

    /// <summary>The key of its <see cref="CadenceStep"/>, or a play with what called for it: <c>re-engage:ALERT</c>.</summary>
    public required string Step { get; init; }

    /// <summary>The day it is meant for now.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>The day it was meant for at first, once it was moved.</summary>
    public DateOnly? MovedFrom { get; private set; }

    public TouchpointState State { get; private set; }

    /// <summary>When the owner was told; null until then.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>When it was done or skipped.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Display name of who said so.</summary>
    public string? EndedBy { get; private set; }

    /// <summary>What came of it, or why it was not needed.</summary>
    public string? Note { get; private set; }

    /// <summary>Counts the changes; two who change the same version cannot both save.</summary>
    public int Version { get; private set; }

    public bool IsOver => State is TouchpointState.Done or TouchpointState.Skipped;

    /// <summary>The owner was told.</summary>
    /// <returns>False when it is not waiting for that.</returns>
    public bool Tell(DateTimeOffset at)
    {
        if (State != TouchpointState.Planned)
        {
            return false;
        }

        (State, ToldAt) = (TouchpointState.Told, at);
        return Changed();
    }

    /// <summary>It was done. The first who says so stands.</summary>
    /// <returns>False when it was over.</returns>
    public bool Finish(string by, string? note, DateTimeOffset at) => End(TouchpointState.Done, by, note, at);

    /// <summary>It is not needed.</summary>
    /// <returns>False when it was over.</returns>
    public bool Skip(string by, string? note, DateTimeOffset at) => End(TouchpointState.Skipped, by, note, at);

    /// <summary>Moves it to another day, on which the owner is told again.</summary>
    /// <returns>False when it is over, or meant for that day.</returns>
    public bool MoveTo(DateOnly day)
    {
        if (IsOver || DueOn == day)
        {
            return false;
        }

        (MovedFrom, DueOn, State, ToldAt) = (MovedFrom ?? DueOn, day, TouchpointState.Planned, null);
        return Changed();
    }

    private bool End(TouchpointState state, string by, string? note, DateTimeOffset at)
    {
        if (IsOver)
        {
            return false;
        }

        (State, EndedBy, EndedAt, Note) = (state, by, at, note);
        return Changed();
    }

    private bool Changed()
    {
        Version++;
        return true;
    }
}
