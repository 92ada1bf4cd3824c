using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Surveys;

internal static class SurveyRegistration
{
    public static IServiceCollection AddSurveys(this IServiceCollection services) => services
        .AddSingleton<SurveyCard>()
        .AddScoped<InviteContact>()
        .AddSingleton(SurveySettings.Default)
        .AddScoped<ReachableContacts>()
        .AddScoped<WaveAudience>()
        .AddScoped<RunWaves>()
        .AddSingleton<WaveCard>()
        .AddScoped<WaveDesk>()
        .AddScoped<ITextCommand, PlanWave>()
        .AddScoped<ITextCommand, WhyNothing>()
        .AddKeyedScoped<ICardActionHandler, ApproveWave>(ApproveWave.Verb)
        .AddKeyedScoped<ICardActionHandler, DropWave>(DropWave.Verb)
        .AddScoped<ITextCommand, SendSurvey>()
        .AddKeyedScoped<ICardActionHandler, AnswerSurvey>(AnswerSurvey.Verb);
}
