using RetentionBot.Domain.Surveys;

namespace RetentionBot.Features.Surveys;

/// <summary>How surveys go out here.</summary>
/// <param name="Budget">How often one person may be contacted.</param>
/// <param name="AnswerDays">Days that answers are taken after the last one was asked.</param>
internal sealed record SurveySettings(BudgetLimits Budget, int AnswerDays)
{
    public static SurveySettings Default { get; } = new(new BudgetLimits(), AnswerDays: 14);
}
