namespace RetentionBot.Domain.Alerts;

/// <summary>What can happen in an alert's life.</summary>
public enum AlertEventKind
{
    Raised,
    ScoreUpdated,
    Acknowledged,
    Resolved,
    Recovered,
    Rearmed,
    Left,
}

/// <summary>One line of an alert's life. Lines are added, never changed.</summary>
public sealed class AlertEvent
{
    public required Guid Id { get; init; }

    public required Guid AlertId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AlertEventKind Kind { get; init; }

    /// <summary>Display name of the person; null when nobody did it.</summary>
    public string? ByName { get; init; }

    public string? ByKey { get; init; }

    /// <summary>What the person wrote with it.</summary>
    public string? Note { get; init; }
}
