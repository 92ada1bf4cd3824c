using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Adds Microsoft Teams to an application that has an <see cref="ITurnReceiver"/>.</summary>
public static class BotFrameworkChannelExtensions
{
    /// <summary>Registers the channel and binds section <c>BotFramework</c>. Settings that cannot work stop the start.</summary>
    /// <remarks>Needs an <see cref="IHostEnvironment"/> and the configuration, as every ASP.NET Core host has them.</remarks>
    public static IServiceCollection AddBotFrameworkChannel(this IServiceCollection services)
    {
        services.AddOptions<BotFrameworkOptions>().BindConfiguration(BotFrameworkOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotFrameworkOptions>, BotFrameworkOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddClient(HttpClients.Connector, options => options.SendTimeout);
        services.AddClient(HttpClients.Metadata, _ => TimeSpan.FromSeconds(10));
        services.AddClient(HttpClients.Token, _ => TimeSpan.FromSeconds(30));

        services.AddSingleton<ServiceUrls>();
        services.AddSingleton<HomeTenants>();
        services.AddSingleton<ConnectorKeys>();
        services.AddSingleton<ConnectorTokenValidator>();
        services.AddSingleton<MessagesEndpoint>();
        services.TryAddSingleton<IBotTokenProvider, MsalTokenProvider>();
        services.AddSingleton<ConnectorClient>();
        services.AddSingleton<Roster>();
        services.AddSingleton<IChannel, BotFrameworkChannel>();
        services.AddHostedService<BotFrameworkStartNotice>();
        services.AddSingleton<ICheckup, BotFrameworkCheckup>();
        return services;
    }

    /// <summary>Maps <c>POST /api/messages</c>, the messaging endpoint named in the Azure Bot resource. It authenticates by itself.</summary>
    public static IEndpointConventionBuilder MapBotFrameworkChannel(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/messages", (HttpRequest request, MessagesEndpoint endpoint, ITurnReceiver receiver, CancellationToken ct) =>
            endpoint.ReceiveAsync(request, receiver, ct));

    /// <summary>
    /// The channel logs its calls itself. What carries a token or a secret follows no redirect: it goes to the host it was meant for.
    /// Connections are renewed so that a changed address is noticed.
    /// </summary>
    private static void AddClient(this IServiceCollection services, string name, Func<BotFrameworkOptions, TimeSpan> timeout) =>
        services.AddHttpClient(name)
            .RemoveAllLoggers()
            .ConfigureHttpClient((provider, client) => client.Timeout = timeout(provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = name == HttpClients.Metadata,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
}
