using System.Globalization;

namespace RetentionBot.Domain.Surveys;

/// <summary>A score as somebody typed it.</summary>
public static class SurveyAnswer
{
    /// <summary>Reads a score on the scale of a survey: digits only, blanks around them allowed. 11, 3.5, "ten" and nothing are refused, not bent.</summary>
    public static bool TryParse(SurveyKind kind, string? text, out int score)
    {
        var isScore = int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out score) && SurveyScale.Allows(kind, score);
        score = isScore ? score : 0;
        return isScore;
    }
}
