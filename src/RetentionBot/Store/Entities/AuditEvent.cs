namespace RetentionBot.Store.Entities;

/// <summary>Who did what, append-only. Holds ids and names of deeds, never comments or mail addresses.</summary>
internal sealed class AuditEvent
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>area.deed</c>, e.g. <c>place.connect</c>.</summary>
    public required string Deed { get; init; }

    /// <summary>The person's key, or <c>system</c>.</summary>
    public required string By { get; init; }

    /// <summary>What it was done to, e.g. <c>outbox:17</c>.</summary>
    public string? Subject { get; init; }

    public string? Note { get; init; }
}
