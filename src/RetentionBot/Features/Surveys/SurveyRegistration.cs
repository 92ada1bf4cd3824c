using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Surveys;

internal static class SurveyRegistration
{
    public static IServiceCollection AddSurveys(this IServiceCollection services, SurveyTexts texts) => services
        .AddSingleton(texts)
        .AddSingleton<SurveyCard>()
        .AddScoped<SurveyPlaces>()
        .AddScoped<SurveyStops>()
        .AddScoped<SurveyDesk>()
        .AddScoped<SurveyAnswers>()
        .AddScoped<InviteContact>()
        .AddScoped<ITextCommand, SendSurvey>()
        .AddScoped<ITextCommand, StopSurveys>()
        .AddKeyedScoped<ICardActionHandler, AnswerSurvey>(AnswerSurvey.Verb)
        .AddKeyedScoped<ICardActionHandler, EditAnswer>(EditAnswer.Verb)
        .AddKeyedScoped<ICardActionHandler, StopByButton>(StopByButton.Verb);
}
