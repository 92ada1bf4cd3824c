using RetentionBot.Channels.Turns;

namespace RetentionBot.Features.Turns;

internal static class TurnRegistration
{
    public static IServiceCollection AddTurns(this IServiceCollection services) => services
        .AddScoped<ActorResolver>()
        .AddSingleton<KpiRights>()
        .AddScoped<TurnRouter>()
        .AddScoped<Colleagues>()
        .AddScoped<CustomerOwners>()
        .AddScoped<CustomerFinder>()
        .AddKeyedScoped<ICardActionHandler, CancelForm>(CardForm.CancelVerb)
        .AddSingleton<Welcome>();
}
