namespace RetentionBot.Domain.Surveys;

/// <summary>How far a loop is on its way from an unhappy answer to a customer who knows what came of it. No stage is passed over.</summary>
public enum FeedbackStage
{
    /// <summary>Nobody has spoken with them.</summary>
    Open,

    /// <summary>Somebody has.</summary>
    Contacted,

    /// <summary>Something was done, or decided, about it.</summary>
    Action,

    /// <summary>They were told what.</summary>
    Told,

    Closed,
}

/// <summary>What made somebody unhappy, for the one who closes the case to say.</summary>
public enum FeedbackReason
{
    Price = 1,

    /// <summary>Something they need is not in the product.</summary>
    MissingFeature = 2,

    /// <summary>What is there does not work well.</summary>
    Quality = 3,

    Support = 4,

    /// <summary>Getting started.</summary>
    Onboarding = 5,

    /// <summary>They did not mean the score.</summary>
    Mistake = 6,

    Other = 7,
}

/// <summary>What became of a deed. Everything but <see cref="Done"/> and <see cref="Reopened"/> left the case as it was.</summary>
public enum FeedbackOutcome
{
    Done,

    /// <summary>The answer got worse: the case begins anew, with a clock of its own.</summary>
    Reopened,

    /// <summary>Somebody did it before; that person stands.</summary>
    AlreadyDone,

    /// <summary>The stage before it is not reached.</summary>
    TooEarly,

    AlreadyClosed,

    /// <summary>It was so already.</summary>
    Unchanged,
}
