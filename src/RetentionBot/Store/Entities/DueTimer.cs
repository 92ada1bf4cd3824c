namespace RetentionBot.Store.Entities;

/// <summary>Something that is to happen at an instant, once. It is gone with the save that does it.</summary>
internal sealed class DueTimer
{
    public long Id { get; init; }

    /// <summary>What is to happen, <c>area.deed</c>; a handler is registered under it.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, such as <c>alert:ID</c>. There is one timer of a kind and subject.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    /// <summary>What the handler needs besides, as JSON; null when nothing.</summary>
    public string? Data { get; set; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; set; }
}
