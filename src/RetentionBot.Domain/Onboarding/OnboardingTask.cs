namespace RetentionBot.Domain.Onboarding;

/// <summary>What became of a deed at a task. Everything but <see cref="Done"/> left it as it was.</summary>
public enum OnboardingOutcome
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,
}

/// <summary>One task of one customer; one per customer and key.</summary>
public sealed class OnboardingTask
{
    public long Id { get; init; }

    public required long CustomerId { get; init; }

    /// <summary>The key of its <see cref="PlannedTask"/>.</summary>
    public required string Task { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Position { get; init; }

    /// <summary>The last day for it.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The local day on which it was done; null while it is not.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>Display name of who said so.</summary>
    public string? DoneBy { get; private set; }

    /// <summary>The local day since when this customer needs it no more; it counts nowhere then.</summary>
    public DateOnly? DroppedOn { get; private set; }

    /// <summary>Display name of who said so.</summary>
    public string? DroppedBy { get; private set; }

    /// <summary>When the owner was asked about it. They are asked once, and once more after each snooze.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>The day on which the owner is asked again; null when nothing was put off.</summary>
    public DateOnly? SnoozedTo { get; private set; }

    /// <summary>When somebody said that help is on its way.</summary>
    public DateTimeOffset? HelpedAt { get; private set; }

    /// <summary>Counts the changes; two who change the same version cannot both save.</summary>
    public int Version { get; private set; }

    public bool IsDone => DoneOn is not null;

    public bool IsDropped => DroppedOn is not null;

    /// <summary>Neither done nor needless.</summary>
    public bool IsOpen => !IsDone && !IsDropped;

    /// <summary>Sets a task for a customer.</summary>
    public static OnboardingTask Of(long customerId, PlannedTask task, int position, DateOnly signedUpOn) =>
        new() { CustomerId = customerId, Task = task.Key, Position = position, DueOn = OnboardingPlan.DueOn(task, signedUpOn) };

    /// <summary>Whether it was not done by the end of its day.</summary>
    public bool IsLateOn(DateOnly today) => IsOpen && today > DueOn;

    /// <summary>Whether the owner is to be asked about it now.</summary>
    /// <param name="plan">Says how long is waited.</param>
    /// <param name="today">The local day.</param>
    public bool IsToBeAsked(OnboardingPlan plan, DateOnly today) =>
        IsOpen && (SnoozedTo is { } again ? today >= again : AskedAt is null && today >= plan.AskOn(DueOn));

    /// <summary>It is done. The first who says so stands.</summary>
    public OnboardingOutcome Finish(string by, DateOnly on)
    {
        if (IsDone)
        {
            return OnboardingOutcome.Unchanged;
        }

        (DoneOn, DoneBy, DroppedOn, DroppedBy, SnoozedTo) = (on, by, null, null, null);
        return Changed();
    }

    /// <summary>It is not done after all, or needed after all.</summary>
    public OnboardingOutcome Reopen()
    {
        if (IsOpen)
        {
            return OnboardingOutcome.Unchanged;
        }

        (DoneOn, DoneBy, DroppedOn, DroppedBy) = (null, null, null, null);
        return Changed();
    }

    /// <summary>This customer does not need it.</summary>
    public OnboardingOutcome Drop(string by, DateOnly on)
    {
        if (!IsOpen)
        {
            return OnboardingOutcome.Unchanged;
        }

        (DroppedOn, DroppedBy, SnoozedTo) = (on, by, null);
        return Changed();
    }

    /// <summary>The owner will help them with it.</summary>
    public OnboardingOutcome Help(DateTimeOffset at)
    {
        if (!IsOpen || HelpedAt is not null)
        {
            return OnboardingOutcome.Unchanged;
        }

        (HelpedAt, SnoozedTo) = (at, null);
        return Changed();
    }

    /// <summary>The owner wants to be asked again on a day.</summary>
    public OnboardingOutcome Snooze(DateOnly to)
    {
        if (!IsOpen || SnoozedTo == to)
        {
            return OnboardingOutcome.Unchanged;
        }

        SnoozedTo = to;
        return Changed();
    }

    /// <summary>Notes that the owner was asked, or that it was set so long after its day that nobody is to be asked about it.</summary>
    public void Ask(DateTimeOffset at)
    {
        (AskedAt, SnoozedTo) = (at, null);
        Version++;
    }

    private OnboardingOutcome Changed()
    {
        Version++;
        return OnboardingOutcome.Done;
    }
}
