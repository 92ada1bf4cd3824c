using RetentionBot.Channels.Turns;

namespace RetentionBot.Features.Turns;

internal static class TurnRegistration
{
    public static IServiceCollection AddTurns(this IServiceCollection services) => services
        .AddScoped<ActorResolver>()
        .AddSingleton<KpiRights>()
        .AddSingleton<CsvLinks>()
        .AddScoped<TurnRouter>()
        .AddScoped<Colleagues>()
        .AddScoped<CustomerOwners>()
        .AddScoped<CustomerFinder>()
        .AddScoped<IOnboardingFacts, KeptOnboarding>()
        .AddKeyedScoped<ICardActionHandler, CancelForm>(CardForm.CancelVerb)
        .AddSingleton<Welcome>();
}
