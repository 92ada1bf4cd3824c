using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Alerts;

/// <summary>Where an alert is in its life.</summary>
public enum AlertStatus
{
    Open,
    Acknowledged,
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

/// <summary>What became of a press or an event. Everything but <see cref="Done"/> left the alert as it was.</summary>
public enum AlertOutcome
{
    Done,

    /// <summary>Somebody took it on before; that person stands.</summary>
    AlreadyAcknowledged,

    AlreadyResolved,

    /// <summary>Only a resolved alert can be re-armed.</summary>
    StillOpen,

    AlreadyRearmed,

    /// <summary>Nothing new to show.</summary>
    Unchanged,
}

/// <summary>A customer's health is going the wrong way, and somebody should look. At most one is open per customer, rule and subject.</summary>
public sealed class HealthAlert
{
    /// <summary>Signs a note may have.</summary>
    public const int LongestNote = 1000;

    private HealthAlert()
    {
    }

    public Guid Id { get; private init; }

    public long CustomerId { get; private init; }

    /// <summary>The rule that raised it, as <see cref="HealthRule.Name"/>.</summary>
    public string Rule { get; private init; } = HealthRule.Name;

    /// <summary>What of the customer's it is about; empty when it is the customer as a whole.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>The day of the score that raised it.</summary>
    public DateOnly RaisedOn { get; private init; }

    public DateTimeOffset RaisedAt { get; private init; }

    /// <summary>The latest score, 0 to 100; it follows the customer while the alert is open.</summary>
    public int Score { get; private set; }

    /// <summary>The score before the one that raised the alert.</summary>
    public int? PreviousScore { get; private init; }

    /// <summary>The score 7 days before the latest; null when unknown.</summary>
    public int? ScoreSevenDaysAgo { get; private set; }

    /// <summary>Points usage brought or cost in those 7 days, unrounded; null when it cannot be told.</summary>
    public decimal? UsagePoints { get; private set; }

    /// <inheritdoc cref="UsagePoints"/>
    public decimal? AdoptionPoints { get; private set; }

    /// <inheritdoc cref="UsagePoints"/>
    public decimal? SupportPoints { get; private set; }

    /// <summary>What the customer paid per month when the alert was raised, in minor units; null when unknown, as when it paid in several currencies.</summary>
    public long? MrrMinor { get; private init; }

    /// <summary>ISO 4217 code of <see cref="MrrMinor"/>.</summary>
    public string? Currency { get; private init; }

    /// <summary>Display name of who took it on.</summary>
    public string? AcknowledgedBy { get; private set; }

    public string? AcknowledgedByKey { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>Display name of who resolved it; null while open and when no person did.</summary>
    public string? ResolvedBy { get; private set; }

    public string? ResolvedByKey { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    public AlertResolution? ResolvedBecause { get; private set; }

    /// <summary>What the person who resolved it wrote; null while open and when no person did.</summary>
    public string? ResolvedNote { get; private set; }

    /// <summary>The scoring day from which the rule may fire for this customer again; null until the customer has recovered or left.</summary>
    public DateOnly? RearmedOn { get; private set; }

    /// <summary>Counts the changes; two who change the same version cannot both save.</summary>
    public int Version { get; private set; }

    public AlertStatus Status =>
        ResolvedAt is not null ? AlertStatus.Resolved : AcknowledgedAt is not null ? AlertStatus.Acknowledged : AlertStatus.Open;

    /// <summary>Where a customer stands with the rule, given the latest alert there was, if any.</summary>
    public static HealthAlertState StateAfter(HealthAlert? latest) => latest switch
    {
        null => HealthAlertState.None,
        { ResolvedAt: null } => HealthAlertState.Open,
        { RearmedOn: null } => HealthAlertState.AwaitingRecovery,
        _ => HealthAlertState.Armed,
    };

    /// <summary>Raises an alert of the rule <see cref="HealthRule.Name"/> on the customer as a whole.</summary>
    /// <param name="id">A fresh id.</param>
    /// <param name="customerId">Whose health it is.</param>
    /// <param name="on">The scoring day.</param>
    /// <param name="at">The instant it is raised.</param>
    /// <param name="reading">The score that raised it and what moved it.</param>
    /// <param name="previousScore">The known score before it.</param>
    /// <param name="mrrMinor">What the customer pays per month, in minor units, if known.</param>
    /// <param name="currency">ISO 4217 code of that amount.</param>
    public static HealthAlert Raise(
        Guid id, long customerId, DateOnly on, DateTimeOffset at, HealthReading reading, int? previousScore, long? mrrMinor = null, string? currency = null)
    {
        var alert = new HealthAlert
        {
            Id = id,
            CustomerId = customerId,
            RaisedOn = on,
            RaisedAt = at,
            PreviousScore = previousScore,
            MrrMinor = mrrMinor,
            Currency = currency,
        };
        alert.Show(reading);
        return alert;
    }

    /// <summary>Shows a newer score, and what moved it, on an alert that is not resolved.</summary>
    public AlertOutcome UpdateScore(HealthReading reading)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (reading == new HealthReading(Score, ScoreSevenDaysAgo, new HealthDrivers(UsagePoints, AdoptionPoints, SupportPoints)))
        {
            return AlertOutcome.Unchanged;
        }

        Show(reading);
        return Changed();
    }

    /// <summary>Takes the alert on. The first person stands; later presses change nothing.</summary>
    public AlertOutcome Acknowledge(string by, string byKey, DateTimeOffset at)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (AcknowledgedAt is not null)
        {
            return AlertOutcome.AlreadyAcknowledged;
        }

        (AcknowledgedBy, AcknowledgedByKey, AcknowledgedAt) = (by, byKey, at);
        return Changed();
    }

    /// <summary>Closes the alert by a person's word, taken on or not. The rule stays silent until the customer recovers.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="byKey">The person's key.</param>
    /// <param name="note">What was done about it.</param>
    /// <param name="at">The instant.</param>
    public AlertOutcome Resolve(string by, string byKey, string note, DateTimeOffset at)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        (ResolvedBy, ResolvedByKey, ResolvedAt, ResolvedBecause, ResolvedNote) = (by, byKey, at, AlertResolution.Person, note);
        return Changed();
    }

    /// <summary>Closes the alert because the customer recovered, which also arms the rule again.</summary>
    /// <param name="on">The scoring day of the recovery.</param>
    /// <param name="at">The instant it was noticed.</param>
    public AlertOutcome Recover(DateOnly on, DateTimeOffset at) => CloseAndArm(AlertResolution.Recovered, on, at);

    /// <summary>Closes the alert because it is no customer any more; should it come back, the rule may fire again.</summary>
    /// <param name="on">The scoring day on which it was none.</param>
    /// <param name="at">The instant it was noticed.</param>
    public AlertOutcome Leave(DateOnly on, DateTimeOffset at) => CloseAndArm(AlertResolution.Left, on, at);

    /// <summary>Arms the rule again after a person closed the alert and the customer has since recovered.</summary>
    /// <param name="on">The scoring day of the recovery.</param>
    public AlertOutcome Rearm(DateOnly on)
    {
        if (ResolvedAt is null)
        {
            return AlertOutcome.StillOpen;
        }

        if (RearmedOn is not null)
        {
            return AlertOutcome.AlreadyRearmed;
        }

        RearmedOn = on;
        return Changed();
    }

    private AlertOutcome CloseAndArm(AlertResolution because, DateOnly on, DateTimeOffset at)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        (ResolvedAt, ResolvedBecause, RearmedOn) = (at, because, on);
        return Changed();
    }

    private void Show(HealthReading reading)
    {
        (Score, ScoreSevenDaysAgo) = (reading.Score, reading.SevenDaysAgo);
        (UsagePoints, AdoptionPoints, SupportPoints) = reading.Drivers;
    }

    private AlertOutcome Changed()
    {
        Version++;
        return AlertOutcome.Done;
    }
}
