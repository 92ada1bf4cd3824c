using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Surveys;

internal static class SurveyRegistration
{
    public static IServiceCollection AddSurveys(this IServiceCollection services, SurveyTexts texts, SurveySettings settings) => services
        .AddSingleton(texts)
        .AddSingleton<SurveyCard>()
        .AddScoped<SurveyPlaces>()
        .AddScoped<SurveyStops>()
        .AddScoped<SurveyDesk>()
        .AddScoped<SurveyAnswers>()
        .AddScoped<SurveyLinks>()
        .AddScoped<SurveyMails>()
        .AddScoped<AnswerByLink>()
        .AddScoped<InviteContact>()
        .AddScoped<AskPerson>()
        .AddSingleton(settings)
        .AddScoped<AskAboutCases>()
        .AddScoped<WaveAudience>()
        .AddScoped<RunWaves>()
        .AddScoped<SurveyReminders>()
        .AddSingleton<WaveCard>()
        .AddScoped<WaveDesk>()
        .AddScoped<ITextCommand, PlanWave>()
        .AddScoped<ITextCommand, ListWaves>()
        .AddScoped<ITextCommand, WhyNothing>()
        .AddSingleton<AnswerListCard>()
        .AddScoped<AnswerBook>()
        .AddScoped<AnswerDesk>()
        .AddScoped<ITextCommand, ShowAnswers>()
        .AddKeyedScoped<ICardActionHandler, ShowAnswers>(ShowAnswers.Verb)
        .AddKeyedScoped<ICardActionHandler, SendAnswers>(SendAnswers.Verb)
        .AddKeyedScoped<ICardActionHandler, ApproveWave>(ApproveWave.Verb)
        .AddKeyedScoped<ICardActionHandler, DropWave>(DropWave.Verb)
        .AddScoped<ITextCommand, SendSurvey>()
        .AddScoped<ITextCommand, StopSurveys>()
        .AddKeyedScoped<ICardActionHandler, AnswerSurvey>(AnswerSurvey.Verb)
        .AddKeyedScoped<ICardActionHandler, EditAnswer>(EditAnswer.Verb)
        .AddKeyedScoped<ICardActionHandler, StopByButton>(StopByButton.Verb);
}
