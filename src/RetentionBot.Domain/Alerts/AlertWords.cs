namespace RetentionBot.Domain.Alerts;

/// <summary>Where an alert is in its life.</summary>
public enum AlertStatus
{
    Open,
    Acknowledged,

    /// <summary>Nobody is bothered for a while, taken on or not.</summary>
    Snoozed,
    Resolved,
}

/// <summary>Why an alert is resolved.</summary>
public enum AlertResolution
{
    Person,
    Recovered,

    /// <summary>It is no customer any more, so there is nobody to keep.</summary>
    Left,
}

/// <summary>What the one who takes an alert on will do.</summary>
public enum AlertPromise
{
    Call = 1,
    Mail = 2,
    Wait = 3,
    Other = 4,
}

/// <summary>How an alert ended, for the one who resolves it to say.</summary>
public enum AlertEnding
{
    /// <summary>The customer is fine again.</summary>
    Saved = 1,

    /// <summary>Something was done; whether it helps remains to be seen.</summary>
    Watching = 2,

    /// <summary>The customer leaves.</summary>
    Lost = 3,

    /// <summary>There was nothing to it.</summary>
    FalseAlarm = 4,
}

/// <summary>What became of a press or an event. Everything but <see cref="Done"/> and <see cref="BrokeThrough"/> left the alert as it was.</summary>
public enum AlertOutcome
{
    Done,

    /// <summary>Done, and the alert is snoozed no more: it got worse than when it was.</summary>
    BrokeThrough,

    /// <summary>Somebody took it on before; that person stands.</summary>
    AlreadyAcknowledged,

    /// <summary>Nobody has taken it on.</summary>
    NotAcknowledged,

    AlreadyResolved,

    /// <summary>Only a resolved alert can be re-armed.</summary>
    StillOpen,

    AlreadyRearmed,

    /// <summary>It was so already.</summary>
    Unchanged,
}

/// <summary>The rules that raise alerts, by the names alerts keep.</summary>
public static class AlertRules
{
    /// <summary>The score came down through the threshold, or fell far in a week.</summary>
    public const string Health = "health";

    /// <summary>No use of the product for more than a week.</summary>
    public const string Inactive = "inactive";

    /// <summary>Much less use than in the weeks before.</summary>
    public const string UsageDecline = "usage-decline";

    /// <summary>A high-value customer's case waits for its first reply.</summary>
    public const string FirstReply = "first-reply";

    /// <summary>A contract ends soon.</summary>
    public const string Renewal = "renewal";

    /// <summary>An invoice could not be collected.</summary>
    public const string PaymentFailed = "payment-failed";

    /// <summary>The card a customer pays with expires soon.</summary>
    public const string CardExpiry = "card-expiry";

    public static IReadOnlyList<string> All { get; } = [Health, Inactive, UsageDecline, FirstReply, Renewal, PaymentFailed, CardExpiry];
}

/// <summary>What a rule that looks at no score has found; each rule says which members it uses and what for.</summary>
/// <param name="Number">A count: days, attempts, per cent.</param>
/// <param name="Day">A day: the last one of use, of the renewal.</param>
/// <param name="Until">An instant: when the first reply is due.</param>
/// <param name="AmountMinor">Money in minor units.</param>
/// <param name="Currency">ISO 4217 code of that.</param>
/// <param name="IsOver">Whether what was threatening has come to pass.</param>
public sealed record AlertFinding(
    int? Number = null, DateOnly? Day = null, DateTimeOffset? Until = null, long? AmountMinor = null, string? Currency = null, bool IsOver = false)
{
    public static AlertFinding None { get; } = new();
}

/// <summary>A colleague whose alert it is.</summary>
/// <param name="Id">The directory's id; null for a name that the directory does not know.</param>
/// <param name="Name">Display name.</param>
public sealed record AlertOwner(long? Id, string Name);
