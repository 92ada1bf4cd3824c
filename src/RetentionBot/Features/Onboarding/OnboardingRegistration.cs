using RetentionBot.Domain.Onboarding;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Onboarding;

internal static class OnboardingRegistration
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services, OnboardingPlan plan) => services
        .AddSingleton(plan)
        .AddSingleton<OnboardingWords>()
        .AddSingleton<OnboardingCard>()
        .AddSingleton<OnboardingAskCard>()
        .AddSingleton<OnboardingStatusCard>()
        .AddScoped<OnboardingStatus>()
        .AddScoped<OnboardingDesk>()
        .AddScoped<SetOnboarding>()
        .AddScoped<AskAboutOnboarding>()
        .AddCommand<ShowOnboarding>(ShowOnboarding.Matches)
        .AddKeyedScoped<ICardActionHandler, TickTask>(TickTask.Verb)
        .AddKeyedScoped<ICardActionHandler, UntickTask>(UntickTask.Verb)
        .AddKeyedScoped<ICardActionHandler, DropTask>(DropTask.Verb)
        .AddKeyedScoped<ICardActionHandler, HelpWithTask>(HelpWithTask.Verb)
        .AddKeyedScoped<ICardActionHandler, SnoozeTask>(SnoozeTask.Verb);
}
