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
}

/// <summary>One valid answer, as the sums see it.</summary>
/// <param name="Kind">Which scale the score is on.</param>
/// <param name="Round">The wave of which survey.</param>
/// <param name="Respondent">Who answered.</param>
/// <param name="AnsweredOn">Local day of the answer's last change.</param>
/// <param name="AnsweredAtTicks">Instant of that change in UTC ticks, 0 when only the day is known. It orders answers of one day.</param>
/// <param name="Score">The score.</param>
/// <param name="Customer">Index of the customer the respondent speaks for, or <see cref="NoCustomer"/>.</param>
public readonly record struct SurveyAnswer(
    SurveyKind Kind, long Round, long Respondent, DateOnly AnsweredOn, long AnsweredAtTicks, int Score, int Customer)
{
    public const int NoCustomer = -1;

    /// <summary>Whether both answer the same question put to the same person in the same round, so that only the later stands.</summary>
    public bool SharesInvitationWith(SurveyAnswer other) => Kind == other.Kind && Round == other.Round && Respondent == other.Respondent;

    /// <summary>Orders by kind, round and respondent, and then from earlier to later.</summary>
    internal static int Compare(SurveyAnswer a, SurveyAnswer b) =>
        a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind)
        : a.Round != b.Round ? a.Round.CompareTo(b.Round)
        : a.Respondent != b.Respondent ? a.Respondent.CompareTo(b.Respondent)
        : a.AnsweredOn != b.AnsweredOn ? a.AnsweredOn.CompareTo(b.AnsweredOn)
        : a.AnsweredAtTicks.CompareTo(b.AnsweredAtTicks);
}
