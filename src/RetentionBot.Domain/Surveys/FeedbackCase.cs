using RetentionBot.Domain.Alerts;

namespace RetentionBot.Domain.Surveys;

/// <summary>An unhappy answer, and what is done about it until the customer has heard of it. At most one per invitation.</summary>
public sealed class FeedbackCase
{
    /// <summary>Signs a note may have.</summary>
    public const int LongestNote = 1000;

    private FeedbackCase()
    {
    }

    /// <summary>The time in which the customer should have been told, from opening on: nights and weekends count, as they do for the customer.</summary>
    public static TimeSpan Clock { get; } = TimeSpan.FromHours(48);

    public Guid Id { get; private init; }

    public Guid InvitationId { get; private init; }

    public long CustomerId { get; private init; }

    public long ContactId { get; private init; }

    public SurveyKind Kind { get; private init; }

    /// <summary>The answer as it is now.</summary>
    public int Score { get; private set; }

    /// <summary>When it was opened, or last opened anew.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The end of the <see cref="Clock"/>.</summary>
    public DateTimeOffset DueAt => OpenedAt + Clock;

    public FeedbackStage Stage { get; private set; }

    /// <summary>The colleague whose case it is, by the directory's id; null while it is nobody's.</summary>
    public long? OwnerId { get; private set; }

    /// <summary>Display name of the owner; null while it is nobody's.</summary>
    public string? OwnerName { get; private set; }

    /// <summary>Display name of who spoke with the customer.</summary>
    public string? ContactedBy { get; private set; }

    public DateTimeOffset? ContactedAt { get; private set; }

    /// <summary>Display name of who did something about it.</summary>
    public string? ActionBy { get; private set; }

    public DateTimeOffset? ActionAt { get; private set; }

    /// <summary>What was done, in that person's words.</summary>
    public string? ActionNote { get; private set; }

    /// <summary>Display name of who told the customer.</summary>
    public string? ToldBy { get; private set; }

    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>Display name of who closed it.</summary>
    public string? ClosedBy { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>What it was about; null until it is closed.</summary>
    public FeedbackReason? Reason { get; private set; }

    /// <summary>How many steps of the escalation chain were taken since it was opened.</summary>
    public int EscalationSteps { get; private set; }

    /// <summary>How often it began anew.</summary>
    public int Reopenings { get; private set; }

    /// <summary>Counts the changes; two who change the same version cannot both save.</summary>
    public int Version { get; private set; }

    /// <summary>Whether an answer opens a case: an NPS detractor, or a CSAT of 1 or 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The score is not on this kind's scale.</exception>
    public static bool IsOpenedBy(SurveyKind kind, int score) => kind == SurveyKind.Nps
        ? Nps.Classify(score) == NpsGroup.Detractor
        : Csat.Classify(score) == SatisfactionGroup.Dissatisfied;

    /// <summary>Opens a case about an answer.</summary>
    /// <param name="id">A fresh id.</param>
    /// <param name="invitation">The invitation, answered unhappily.</param>
    /// <param name="customerId">Whose contact answered.</param>
    /// <param name="at">The instant; the clock runs from here.</param>
    /// <param name="owner">Whose case it is from the start, if anybody's.</param>
    /// <exception cref="ArgumentException">The answer opens no case, which whoever calls has looked at.</exception>
    public static FeedbackCase Open(Guid id, SurveyInvitation invitation, long customerId, DateTimeOffset at, AlertOwner? owner = null) =>
        invitation.Score is { } score && IsOpenedBy(invitation.Kind, score)
            ? new()
            {
                Id = id,
                InvitationId = invitation.Id,
                CustomerId = customerId,
                ContactId = invitation.ContactId,
                Kind = invitation.Kind,
                Score = score,
                OpenedAt = at,
                OwnerId = owner?.Id,
                OwnerName = owner?.Name,
            }
            : throw new ArgumentException("Only an unhappy answer opens a case.", nameof(invitation));

    /// <summary>Whether the clock has run out before the customer was told.</summary>
    public bool IsLateAt(DateTimeOffset at) => (ToldAt ?? at) > DueAt;

    /// <summary>Somebody spoke with the customer.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="at">The instant.</param>
    public FeedbackOutcome Contact(string by, DateTimeOffset at)
    {
        if (Before(FeedbackStage.Contacted) is { } no)
        {
            return no;
        }

        (Stage, ContactedBy, ContactedAt) = (FeedbackStage.Contacted, by, at);
        return Changed();
    }

    /// <summary>Something was done, or decided, about it.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="note">What, up to <see cref="LongestNote"/> signs.</param>
    /// <param name="at">The instant.</param>
    public FeedbackOutcome Act(string by, string note, DateTimeOffset at)
    {
        if (Before(FeedbackStage.Action) is { } no)
        {
            return no;
        }

        (Stage, ActionBy, ActionAt, ActionNote) = (FeedbackStage.Action, by, at, note);
        return Changed();
    }

    /// <summary>The customer was told what came of it.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="at">The instant.</param>
    public FeedbackOutcome Tell(string by, DateTimeOffset at)
    {
        if (Before(FeedbackStage.Told) is { } no)
        {
            return no;
        }

        (Stage, ToldBy, ToldAt) = (FeedbackStage.Told, by, at);
        return Changed();
    }

    /// <summary>Closes it, once the customer was told.</summary>
    /// <param name="by">Display name.</param>
    /// <param name="reason">What it was about.</param>
    /// <param name="at">The instant.</param>
    public FeedbackOutcome Close(string by, FeedbackReason reason, DateTimeOffset at)
    {
        if (Before(FeedbackStage.Closed) is { } no)
        {
            return no;
        }

        (Stage, ClosedBy, ClosedAt, Reason) = (FeedbackStage.Closed, by, at, reason);
        return Changed();
    }

    /// <summary>Makes it a colleague's case.</summary>
    public FeedbackOutcome Assign(AlertOwner owner)
    {
        if (Stage == FeedbackStage.Closed)
        {
            return FeedbackOutcome.AlreadyClosed;
        }

        if ((OwnerId, OwnerName) == (owner.Id, owner.Name))
        {
            return FeedbackOutcome.Unchanged;
        }

        (OwnerId, OwnerName) = (owner.Id, owner.Name);
        return Changed();
    }

    /// <summary>One more step of the escalation chain was taken.</summary>
    public FeedbackOutcome Escalate()
    {
        if (Stage == FeedbackStage.Closed)
        {
            return FeedbackOutcome.AlreadyClosed;
        }

        EscalationSteps++;
        return Changed();
    }

    /// <summary>
    /// The answer was changed. A better one closes nothing: they are still to be told. A worse one that would open a case begins it anew where the customer had
    /// been told already; before that it is shown, and the work goes on under the clock there is.
    /// </summary>
    /// <param name="score">The answer as it is now.</param>
    /// <param name="at">The instant.</param>
    /// <exception cref="ArgumentOutOfRangeException">The score is not on this kind's scale.</exception>
    public FeedbackOutcome Rescore(int score, DateTimeOffset at)
    {
        var isUnhappy = IsOpenedBy(Kind, score);
        if (score == Score)
        {
            return FeedbackOutcome.Unchanged;
        }

        var begins = isUnhappy && score < Score && Stage >= FeedbackStage.Told;
        Score = score;
        if (begins)
        {
            Reopen(at);
        }

        Version++;
        return begins ? FeedbackOutcome.Reopened : FeedbackOutcome.Done;
    }

    private void Reopen(DateTimeOffset at)
    {
        (Stage, OpenedAt, EscalationSteps, Reopenings) = (FeedbackStage.Open, at, 0, Reopenings + 1);
        (ContactedBy, ContactedAt, ActionBy, ActionAt, ActionNote) = (null, null, null, null, null);
        (ToldBy, ToldAt, ClosedBy, ClosedAt, Reason) = (null, null, null, null, null);
    }

    /// <returns>Why a stage cannot be reached from here; null when it is the next.</returns>
    private FeedbackOutcome? Before(FeedbackStage next) =>
        Stage == FeedbackStage.Closed ? FeedbackOutcome.AlreadyClosed
        : Stage >= next ? FeedbackOutcome.AlreadyDone
        : Stage == next - 1 ? null
        : FeedbackOutcome.TooEarly;

    private FeedbackOutcome Changed()
    {
        Version++;
        return FeedbackOutcome.Done;
    }
}
