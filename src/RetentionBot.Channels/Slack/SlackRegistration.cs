using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Brings Slack into the host.</summary>
public static class SlackRegistration
{
    /// <summary>
    /// Registers the channel and binds the section <c>Slack</c>. Half a configuration stops the start; none leaves the channel off. Needs an <see
    /// cref="ITurnReceiver"/>.
    /// </summary>
    public static IServiceCollection AddSlackChannel(this IServiceCollection services)
    {
        services.AddOptions<SlackOptions>().BindConfiguration(SlackOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddHttpClient(SlackApi.ClientName, client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // The token must not travel to wherever a redirect points.
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RedactLoggedHeaders(_ => true);

        services.AddSingleton<SlackApi>();
        services.AddSingleton<SlackWorkspace>();
        services.AddSingleton<SlackDirectory>();
        services.AddSingleton<IChannel, SlackChannel>();

        services.AddSingleton<SlackGate>();
        services.AddScoped<SlackInbox>();
        services.AddScoped<SlackEvents>();
        services.AddScoped<SlackInteractions>();
        services.AddScoped<SlackCommands>();
        return services;
    }

    /// <summary>
    /// Maps <c>POST /slack/events</c>, <c>/slack/interactions</c> and <c>/slack/commands</c>; each is signed, so none takes another authentication.
    /// </summary>
    public static RouteGroupBuilder MapSlackChannel(this IEndpointRouteBuilder routes)
    {
        var slack = routes.MapGroup("/slack");
        slack.MapPost("/events", (HttpContext http, SlackGate gate, SlackEvents events) => gate.AdmitAsync(http, events.HandleAsync));
        slack.MapPost("/interactions", (HttpContext http, SlackGate gate, SlackInteractions interactions) => gate.AdmitAsync(http, interactions.HandleAsync));
        slack.MapPost("/commands", (HttpContext http, SlackGate gate, SlackCommands commands) => gate.AdmitAsync(http, commands.HandleAsync));
        return slack;
    }
}
