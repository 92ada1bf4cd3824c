using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Alerts;

/// <summary>Something about a customer goes the wrong way, and somebody should look. At most one is open per customer, rule and subject.</summary>
/// <remarks>What people do to it is in the other half of the class, <c>AlertDeeds.cs</c>.</remarks>
public sealed partial class Alert
{
    /// <summary>Signs a note may have.</summary>
    public const int LongestNote = 1000;

    private Alert()
    {
    }

    public Guid Id { get; private init; }

    public long CustomerId { get; private init; }

    /// <summary>The rule that raised it, one of <see cref="AlertRules"/>.</summary>
    public string Rule { get; private init; } = AlertRules.Health;

    /// <summary>What of the customer's it is about, such as an invoice; empty when it is the customer as a whole.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>The day it is about: of the score that raised it, of the invoice, and so on.</summary>
    public DateOnly RaisedOn { get; private init; }

    public DateTimeOffset RaisedAt { get; private init; }

    /// <summary>The latest score, 0 to 100; it follows the customer while the alert is open. Null for rules that look at no score.</summary>
    public int? Score { get; private set; }

    /// <summary>The band of <see cref="Score"/>.</summary>
    public HealthBand Band { get; private set; }

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

    /// <summary>What a rule that looks at no score has found; what its members mean is the rule's to say.</summary>
    public AlertFinding Finding { get; private set; } = AlertFinding.None;

    /// <summary>What the customer paid per month when the alert was raised, in minor units; null when unknown, as when it paid in several currencies.</summary>
    public long? MrrMinor { get; private init; }

    /// <summary>ISO 4217 code of <see cref="MrrMinor"/>.</summary>
    public string? Currency { get; private init; }

    /// <summary>The colleague whose alert it is, by the directory's id; null while it is nobody's.</summary>
    public long? OwnerId { get; private set; }

    /// <summary>Display name of the owner, as the customer's data or the directory call them; null while it is nobody's.</summary>
    public string? OwnerName { get; private set; }

    /// <summary>Display name of who took it on.</summary>
    public string? AcknowledgedBy { get; private set; }

    public string? AcknowledgedByKey { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>What the one who took it on will do; null until they say.</summary>
    public AlertPromise? Promise { get; private set; }

    /// <summary>The last day of the promise.</summary>
    public DateOnly? PromisedFor { get; private set; }

    /// <summary>Until when nobody is bothered; null when somebody is.</summary>
    public DateTimeOffset? SnoozedUntil { get; private set; }

    /// <summary>Display name of who said so.</summary>
    public string? SnoozedBy { get; private set; }

    /// <summary>The band then: a worse one ends it.</summary>
    public HealthBand? SnoozedInBand { get; private set; }

    /// <summary>How many steps of the escalation chain were taken.</summary>
    public int EscalationSteps { get; private set; }

    /// <summary>Display name of who resolved it; null while open and when no person did.</summary>
    public string? ResolvedBy { get; private set; }

    public string? ResolvedByKey { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    public AlertResolution? ResolvedBecause { get; private set; }

    /// <summary>What the person who resolved it wrote; null while open and when no person did.</summary>
    public string? ResolvedNote { get; private set; }

    /// <summary>How it ended, in the words of the person who resolved it; null while open and when no person did.</summary>
    public AlertEnding? Ending { get; private set; }

    /// <summary>The day from which the rule may fire for this customer and subject again; null until the customer has recovered or left.</summary>
    public DateOnly? RearmedOn { get; private set; }

    /// <summary>Counts the changes; two who change the same version cannot both save.</summary>
    public int Version { get; private set; }

    public AlertStatus Status =>
        ResolvedAt is not null ? AlertStatus.Resolved
        : SnoozedUntil is not null ? AlertStatus.Snoozed
        : AcknowledgedAt is not null ? AlertStatus.Acknowledged
        : AlertStatus.Open;

    /// <summary>Where a customer stands with the rule, given the latest alert there was, if any.</summary>
    public static HealthAlertState StateAfter(Alert? latest) => latest switch
    {
        null => HealthAlertState.None,
        { ResolvedAt: null } => HealthAlertState.Open,
        { RearmedOn: null } => HealthAlertState.AwaitingRecovery,
        _ => HealthAlertState.Armed,
    };

    /// <summary>Raises an alert of the rule <see cref="AlertRules.Health"/> on the customer as a whole.</summary>
    /// <param name="id">A fresh id.</param>
    /// <param name="customerId">Whose health it is.</param>
    /// <param name="on">The scoring day.</param>
    /// <param name="at">The instant it is raised.</param>
    /// <param name="reading">The score that raised it and what moved it.</param>
    /// <param name="previousScore">The known score before it.</param>
    /// <param name="mrrMinor">What the customer pays per month, in minor units, if known.</param>
    /// <param name="currency">ISO 4217 code of that amount.</param>
    /// <param name="owner">Whose alert it is from the start, if anybody's.</param>
    public static Alert Raise(
        Guid id,
        long customerId,
        DateOnly on,
        DateTimeOffset at,
        HealthReading reading,
        int? previousScore,
        long? mrrMinor = null,
        string? currency = null,
        AlertOwner? owner = null)
    {
        var alert = new Alert
        {
            Id = id,
            CustomerId = customerId,
            RaisedOn = on,
            RaisedAt = at,
            PreviousScore = previousScore,
            MrrMinor = mrrMinor,
            Currency = currency,
            OwnerId = owner?.Id,
            OwnerName = owner?.Name,
        };
        alert.Show(reading);
        return alert;
    }

    /// <summary>Raises an alert of a rule that looks at no score.</summary>
    /// <param name="id">A fresh id.</param>
    /// <param name="customerId">Whom it is about.</param>
    /// <param name="rule">One of <see cref="AlertRules"/>.</param>
    /// <param name="subject">What of theirs, such as an invoice; empty for the customer as a whole.</param>
    /// <param name="on">The day it is about.</param>
    /// <param name="at">The instant it is raised.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="mrrMinor">What the customer pays per month, in minor units, if known.</param>
    /// <param name="currency">ISO 4217 code of that amount.</param>
    /// <param name="owner">Whose alert it is from the start, if anybody's.</param>
    public static Alert Raise(
        Guid id,
        long customerId,
        string rule,
        string subject,
        DateOnly on,
        DateTimeOffset at,
        AlertFinding finding,
        long? mrrMinor = null,
        string? currency = null,
        AlertOwner? owner = null) => new()
        {
            Id = id,
            CustomerId = customerId,
            Rule = rule,
            Subject = subject,
            RaisedOn = on,
            RaisedAt = at,
            Finding = finding,
            MrrMinor = mrrMinor,
            Currency = currency,
            OwnerId = owner?.Id,
            OwnerName = owner?.Name,
        };

    /// <summary>Shows a newer score, and what moved it, on an alert that is not resolved. A band worse than the one it was snoozed in ends the snooze.</summary>
    /// <returns><see cref="AlertOutcome.BrokeThrough"/> when the snooze ended by it.</returns>
    public AlertOutcome UpdateScore(HealthReading reading)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (reading == new HealthReading(Score ?? 0, ScoreSevenDaysAgo, new HealthDrivers(UsagePoints, AdoptionPoints, SupportPoints), Band) && Score is not null)
        {
            return AlertOutcome.Unchanged;
        }

        Show(reading);
        Changed();
        if (SnoozedInBand is { } before && Band != HealthBand.Unknown && Band < before)
        {
            EndSnooze();
            return AlertOutcome.BrokeThrough;
        }

        return AlertOutcome.Done;
    }

    /// <summary>Shows what a rule that looks at no score has found since, on an alert that is not resolved.</summary>
    public AlertOutcome UpdateFinding(AlertFinding finding)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (finding == Finding)
        {
            return AlertOutcome.Unchanged;
        }

        Finding = finding;
        return Changed();
    }

    /// <summary>Closes the alert because the customer recovered, the invoice was paid and the like, which also arms the rule again.</summary>
    /// <param name="on">The day of the recovery.</param>
    /// <param name="at">The instant it was noticed.</param>
    public AlertOutcome Recover(DateOnly on, DateTimeOffset at) => CloseAndArm(AlertResolution.Recovered, on, at);

    /// <summary>Closes the alert because it is no customer any more; should it come back, the rule may fire again.</summary>
    /// <param name="on">The day on which it was none.</param>
    /// <param name="at">The instant it was noticed.</param>
    public AlertOutcome Leave(DateOnly on, DateTimeOffset at) => CloseAndArm(AlertResolution.Left, on, at);

    /// <summary>Arms the rule again after a person closed the alert and the customer has since recovered.</summary>
    /// <param name="on">The day of the recovery.</param>
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
        EndSnooze();
        return Changed();
    }

    private void Show(HealthReading reading)
    {
        (Score, ScoreSevenDaysAgo, Band) = (reading.Score, reading.SevenDaysAgo, reading.Band);
        (UsagePoints, AdoptionPoints, SupportPoints) = reading.Drivers;
    }

    private void EndSnooze() => (SnoozedUntil, SnoozedBy, SnoozedInBand) = (null, null, null);

    private AlertOutcome Changed()
    {
        Version++;
        return AlertOutcome.Done;
    }
}
