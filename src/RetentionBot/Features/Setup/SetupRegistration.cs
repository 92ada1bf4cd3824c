using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Setup;

internal static class SetupRegistration
{
    public static IServiceCollection AddSetup(this IServiceCollection services) => services
        .AddScoped<AddStaff>()
        .AddScoped<ITextCommand, Help>()
        .AddScoped<IHomePage, Help>()
        .AddScoped<ITextCommand, ConnectPlace>()
        .AddScoped<ITextCommand, DisconnectPlace>()
        .AddScoped<ITextCommand, MapPlace>()
        .AddScoped<ITextCommand, SayAway>()
        .AddScoped<ITextCommand, LinkPerson>();
}
