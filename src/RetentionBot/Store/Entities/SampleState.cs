namespace RetentionBot.Store.Entities;

/// <summary>That the sample company was loaded, and on which day its planted stories hang.</summary>
internal sealed class SampleState
{
    public const int TheOnlyId = 1;

    public int Id { get; init; } = TheOnlyId;

    /// <summary>The last day of data at the first load; the stories are told relative to it for ever.</summary>
    public required DateOnly Anchor { get; init; }

    /// <summary>The last day of data now.</summary>
    public required DateOnly Through { get; set; }
}
