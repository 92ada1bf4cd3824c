namespace RetentionBot.Domain.Surveys;

/// <summary>What became of an intended contact.</summary>
public enum OutreachState
{
    /// <summary>To be made on its day.</summary>
    Planned,

    /// <summary>Made.</summary>
    Sent,

    /// <summary>Not made, for a reason.</summary>
    Suppressed,
}

/// <summary>Why somebody was not contacted.</summary>
public enum SuppressReason
{
    /// <summary>They said stop, or their address did.</summary>
    OptedOut,

    /// <summary>There is neither a chat identity nor a mail address.</summary>
    Unreachable,

    /// <summary>Contacts of this kind come so often at most.</summary>
    SameKindRecently,

    /// <summary>Contacts of all kinds together come so often at most.</summary>
    AnyKindRecently,

    /// <summary>The slot is kept for a quarterly question that is due soon.</summary>
    KeptForNps,

    /// <summary>The support case is labelled not to ask.</summary>
    NoSurveyLabel,

    /// <summary>They were asked this very question before.</summary>
    AlreadyAsked,

    /// <summary>The wave ended before their turn came.</summary>
    Closed,

    /// <summary>They, or their customer, are no longer there.</summary>
    Gone,

    /// <summary>They have not agreed to be asked, or took it back, and it may not be done without.</summary>
    NoConsent,
}

/// <summary>
/// One intended contact with one person, whatever kind it is: planned, made, or not made for a reason. All kinds share one book, from which the contact budget is
/// kept and "why did Acme get nothing?" is answered.
/// </summary>
public sealed class Outreach
{
    public long Id { get; init; }

    /// <summary>One of <see cref="OutreachKinds"/>, or another name that settings give.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: <c>wave:12</c>, <c>case:KEY</c>; one contact per kind, reference and person.</summary>
    public required string Reference { get; init; }

    public required long ContactId { get; init; }

    public OutreachState State { get; private set; }

    /// <summary>The local day it is planned for.</summary>
    public DateOnly PlannedFor { get; private set; }

    /// <summary>When it was made; null until then.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>The local day on which it was made.</summary>
    public DateOnly? SentOn { get; private set; }

    /// <summary>Why it was not made; null unless it was suppressed.</summary>
    public SuppressReason? Reason { get; private set; }

    public int Version { get; private set; }

    /// <summary>Plans a contact.</summary>
    public static Outreach Plan(long contactId, string kind, string reference, DateOnly on) =>
        new() { ContactId = contactId, Kind = kind, Reference = reference, PlannedFor = on };

    /// <summary>It waits for another day.</summary>
    public void Move(DateOnly to) => (PlannedFor, Version) = (to, Version + 1);

    /// <summary>It is made now.</summary>
    public void Send(DateTimeOffset at, DateOnly on) => (State, SentAt, SentOn, Reason, Version) = (OutreachState.Sent, at, on, null, Version + 1);

    /// <summary>It is not made.</summary>
    public void Suppress(SuppressReason reason) => (State, Reason, Version) = (OutreachState.Suppressed, reason, Version + 1);
}

/// <summary>The kinds of contact that share one budget.</summary>
public static class OutreachKinds
{
    public const string Nps = "nps";
    public const string Csat = "csat";

    /// <summary>A word with a customer that their owner has had, as the contact cadence asks for.</summary>
    public const string Touchpoint = "touchpoint";

    public static string Of(SurveyKind kind) => kind == SurveyKind.Nps ? Nps : Csat;
}
