namespace RetentionBot.Domain.Surveys;

/// <summary>What a score of one to five says about how content somebody is.</summary>
public enum SatisfactionGroup
{
    /// <summary>1 or 2.</summary>
    Dissatisfied,

    /// <summary>3.</summary>
    Neutral,

    /// <summary>4 or 5: what the share of satisfied people counts.</summary>
    Satisfied,
}

/// <summary>Customer satisfaction on five points.</summary>
public static class Csat
{
    /// <exception cref="ArgumentOutOfRangeException">The score is not 1 to 5.</exception>
    public static SatisfactionGroup Classify(int score) => score switch
    {
        < 1 or > 5 => throw new ArgumentOutOfRangeException(nameof(score), score, "A CSAT score is 1 to 5."),
        >= 4 => SatisfactionGroup.Satisfied,
        3 => SatisfactionGroup.Neutral,
        _ => SatisfactionGroup.Dissatisfied,
    };
}
