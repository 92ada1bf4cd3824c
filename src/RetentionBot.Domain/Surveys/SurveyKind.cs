namespace RetentionBot.Domain.Surveys;

/// <summary>Which question was asked, and so which scale its score is on.</summary>
public enum SurveyKind
{
    /// <summary>How likely to recommend, 0 to 10.</summary>
    Nps,

    /// <summary>How satisfied, 1 to 5.</summary>
    Csat,
}

/// <summary>The scores each kind of survey accepts.</summary>
public static class SurveyScale
{
    /// <summary>Whether a score lies on the scale; what does not is rejected, never moved to the nearest end.</summary>
    public static bool Allows(SurveyKind kind, int score) => kind switch
    {
        SurveyKind.Nps => score is >= 0 and <= 10,
        SurveyKind.Csat => score is >= 1 and <= 5,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of survey."),
    };

    /// <summary>The lowest and the highest score.</summary>
    public static (int From, int To) Of(SurveyKind kind) => kind == SurveyKind.Nps ? (0, 10) : (1, 5);
}
