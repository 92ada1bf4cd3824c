namespace RetentionBot.Domain.Surveys;

/// <summary>Which question was asked.</summary>
public enum SurveyKind
{
    /// <summary>Net Promoter Score, 0 to 10.</summary>
    Nps = 1,

    /// <summary>Customer satisfaction, 1 to 5.</summary>
    Csat = 2,
}
