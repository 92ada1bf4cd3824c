using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Setup;

internal static class SetupRegistration
{
    public static IServiceCollection AddSetup(this IServiceCollection services) => services
        .AddScoped<AddStaff>()
        .AddCommand<Help>(Help.Matches)
        .AddScoped<IHomePage, Help>()
        .AddCommand<ConnectPlace>(ConnectPlace.Matches)
        .AddCommand<DisconnectPlace>(DisconnectPlace.Matches)
        .AddCommand<MapPlace>(MapPlace.Matches)
        .AddCommand<SayAway>(SayAway.Matches)
        .AddCommand<LinkPerson>(LinkPerson.Matches);
}
