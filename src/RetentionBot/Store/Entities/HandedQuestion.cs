namespace RetentionBot.Store.Entities;

/// <summary>A question nobody but a person can answer: passed on to a colleague, or waiting for working hours to be.</summary>
internal sealed class HandedQuestion
{
    public long Id { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The person's key.</summary>
    public required string AskedBy { get; init; }

    public required string AskerName { get; init; }

    /// <summary>As it was written.</summary>
    public required string Question { get; init; }

    public required string ChannelId { get; init; }

    /// <summary>The room's name; null for a chat of the person's own and for a room without a name.</summary>
    public string? Place { get; init; }

    /// <summary>Whether it was asked in a chat of the person's own.</summary>
    public bool WasAlone { get; init; }

    /// <summary>What the person had asked before it in the same thread, as JSON; null when nothing.</summary>
    public string? Context { get; init; }

    /// <summary><c>en</c> or <c>nl</c>: the language it was asked in.</summary>
    public required string Language { get; init; }

    /// <summary>When it is passed on.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When it was; null while it waits.</summary>
    public DateTimeOffset? PassedOnAt { get; set; }
}
