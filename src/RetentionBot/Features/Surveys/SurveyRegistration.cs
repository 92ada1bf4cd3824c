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
        .AddCommand<PlanWave>(PlanWave.Matches)
        .AddCommand<ListWaves>(ListWaves.Matches)
        .AddCommand<WhyNothing>(WhyNothing.Matches)
        .AddSingleton<AnswerListCard>()
        .AddScoped<AnswerBook>()
        .AddScoped<AnswerDesk>()
        .AddCommand<ShowAnswers>(ShowAnswers.Matches)
        .AddKeyedScoped<ICardActionHandler, ShowAnswers>(ShowAnswers.Verb)
        .AddKeyedScoped<ICardActionHandler, SendAnswers>(SendAnswers.Verb)
        .AddKeyedScoped<ICardActionHandler, ApproveWave>(ApproveWave.Verb)
        .AddKeyedScoped<ICardActionHandler, DropWave>(DropWave.Verb)
        .AddCommand<SendSurvey>(SendSurvey.Matches)
        .AddCommand<StopSurveys>(StopSurveys.Matches)
        .AddKeyedScoped<ICardActionHandler, AnswerSurvey>(AnswerSurvey.Verb)
        .AddKeyedScoped<ICardActionHandler, EditAnswer>(EditAnswer.Verb)
        .AddKeyedScoped<ICardActionHandler, StopByButton>(StopByButton.Verb);
}
