using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Surveys;

internal static class SurveyRegistration
{
    public static IServiceCollection AddSurveys(this IServiceCollection services) => services
        .AddSingleton<SurveyCard>()
        .AddScoped<SurveyAnswers>()
        .AddScoped<InviteContact>()
        .AddScoped<ITextCommand, SendSurvey>()
        .AddKeyedScoped<ICardActionHandler, AnswerSurvey>(AnswerSurvey.Verb);
}
