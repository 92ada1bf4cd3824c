namespace RetentionBot.Domain.Alerts;

/// <summary>What can happen in an alert's life.</summary>
public enum AlertEventKind
{
    Raised,

    /// <summary>It shows a newer score, or what a rule that looks at no score has found since.</summary>
    ScoreUpdated,
    Acknowledged,
    Resolved,
    Recovered,
    Rearmed,
    Left,
    Unacknowledged,
    Promised,

    /// <summary>What was promised has been done.</summary>
    PromiseKept,
    Assigned,
    Snoozed,

    /// <summary>A snooze ended, by time or by a person.</summary>
    Woken,

    /// <summary>A snooze ended because it got worse.</summary>
    BrokeThrough,

    /// <summary>Somebody was told because nobody had taken it on, or a promise was not kept.</summary>
    Escalated,

    /// <summary>Its owner was reminded of a promise.</summary>
    Nudged,

    /// <summary>Somebody spoke with the customer.</summary>
    Touched,

    /// <summary>Somebody pressed a button that had nothing to do any more.</summary>
    LatePress,
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

    /// <summary>The key of the room it was done in; null when it was done in none.</summary>
    public string? Place { get; init; }

    /// <summary>What the person wrote with it, or whom or what it is about.</summary>
    public string? Note { get; init; }
}
