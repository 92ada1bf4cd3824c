namespace RetentionBot.Domain.Alerts;

/// <summary>What people do to an alert. Everything but <see cref="AlertOutcome.Done"/> leaves it as it was.</summary>
public sealed partial class Alert
{
    /// <summary>Takes the alert on. The first person stands; later presses change nothing.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="byKey">The person's key.</param>
    /// <param name="at">The instant.</param>
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
        EndSnooze();
        return Changed();
    }

    /// <summary>Gives the alert back: it is open again, and what was promised is promised no more.</summary>
    public AlertOutcome Unacknowledge()
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (AcknowledgedAt is null)
        {
            return AlertOutcome.NotAcknowledged;
        }

        ForgetAcknowledgement();
        return Changed();
    }

    /// <summary>Says what will be done, and until when; only the one who took the alert on can.</summary>
    /// <param name="byKey">The person's key.</param>
    /// <param name="promise">What they will do.</param>
    /// <param name="until">The last day of it.</param>
    public AlertOutcome SetPromise(string byKey, AlertPromise promise, DateOnly until)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (AcknowledgedByKey != byKey)
        {
            return AcknowledgedAt is null ? AlertOutcome.NotAcknowledged : AlertOutcome.AlreadyAcknowledged;
        }

        if ((Promise, PromisedFor) == (promise, until))
        {
            return AlertOutcome.Unchanged;
        }

        (Promise, PromisedFor) = (promise, until);
        return Changed();
    }

    /// <summary>What was promised has been done, or stands no longer; who took the alert on keeps it.</summary>
    public AlertOutcome KeepPromise()
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (Promise is null)
        {
            return AlertOutcome.Unchanged;
        }

        (Promise, PromisedFor) = (null, null);
        return Changed();
    }

    /// <summary>Makes it a colleague's alert. Who took it on before has it no more, unless it is the same person.</summary>
    /// <param name="owner">The new owner.</param>
    /// <param name="isOwners">Whether the person who took it on is the new owner.</param>
    public AlertOutcome Assign(AlertOwner owner, bool isOwners)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (OwnerId == owner.Id && (AcknowledgedAt is null || isOwners))
        {
            return AlertOutcome.Unchanged;
        }

        (OwnerId, OwnerName) = (owner.Id, owner.Name);
        if (!isOwners)
        {
            ForgetAcknowledgement();
        }

        return Changed();
    }

    /// <summary>Bothers nobody for a while, unless the score falls into a worse band.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="until">When it ends; after now.</param>
    public AlertOutcome Snooze(string by, DateTimeOffset until)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (SnoozedUntil == until)
        {
            return AlertOutcome.Unchanged;
        }

        (SnoozedUntil, SnoozedBy, SnoozedInBand) = (until, by, Score is null ? null : Band);
        return Changed();
    }

    /// <summary>Ends a snooze, be it that its time is up or that a person says so.</summary>
    public AlertOutcome Wake()
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        if (SnoozedUntil is null)
        {
            return AlertOutcome.Unchanged;
        }

        EndSnooze();
        return Changed();
    }

    /// <summary>One more step of the escalation chain was taken.</summary>
    public AlertOutcome Escalate()
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        EscalationSteps++;
        return Changed();
    }

    /// <summary>Closes the alert by a person's word, taken on or not. The rule stays silent until the customer recovers.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="byKey">The person's key.</param>
    /// <param name="note">What was done about it.</param>
    /// <param name="ending">How it ended.</param>
    /// <param name="at">The instant.</param>
    public AlertOutcome Resolve(string by, string byKey, string note, AlertEnding ending, DateTimeOffset at)
    {
        if (ResolvedAt is not null)
        {
            return AlertOutcome.AlreadyResolved;
        }

        (ResolvedBy, ResolvedByKey, ResolvedAt, ResolvedBecause, ResolvedNote, Ending) = (by, byKey, at, AlertResolution.Person, note, ending);
        EndSnooze();
        return Changed();
    }

    private void ForgetAcknowledgement() =>
        (AcknowledgedBy, AcknowledgedByKey, AcknowledgedAt, Promise, PromisedFor) = (null, null, null, null, null);
}
