using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Slack.SocketMode;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Brings Slack into the host.</summary>
public static class SlackRegistration
{
    /// <summary>
    /// Registers the channel and binds the section <c>Slack</c>. Half a configuration stops the start; none leaves the channel off. Needs an
    /// <see cref="ITurnReceiver"/> and an <see cref="IPostedCards"/>. <see cref="SlackSocketState"/> and
    /// <see cref="SlackEventLimits"/> are there for health checks.
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

        // The address is the secret here, and the factory's own log lines would print it.
        services.AddHttpClient(SlackResponder.ClientName, client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();

        services.AddSingleton<SlackTokenWatch>();
        services.AddSingleton<SlackApi>();
        services.AddSingleton<SlackWorkspace>();
        services.AddSingleton<SlackDirectory>();
        services.AddSingleton<SlackResponseUrls>();
        services.AddSingleton<SlackResponder>();
        services.AddSingleton<SlackChannel>();
        services.AddSingleton<IChannel>(all => all.GetRequiredService<SlackChannel>());
        services.AddSingleton<SlackForms>();

        services.AddSingleton<SlackEventLimits>();
        services.AddSingleton<SlackGate>();
        services.AddScoped<SlackInbox>();
        services.AddScoped<SlackEvents>();
        services.AddScoped<SlackInteractions>();
        services.AddScoped<SlackSubmissions>();
        services.AddScoped<SlackCommands>();

        services.AddSingleton<SlackSocketState>();
        services.TryAddSingleton(new SlackSocketTimes());
        services.AddSingleton<SlackEnvelopes>();
        services.AddHostedService<SlackSocketService>();
        services.AddSingleton<ICheckup, SlackCheckup>();
        return services;
    }

    /// <summary>
    /// Maps <c>POST /slack/events</c>, <c>/slack/interactions</c> and <c>/slack/commands</c>; each is signed, so none takes another authentication.
    /// </summary>
    public static RouteGroupBuilder MapSlackChannel(this IEndpointRouteBuilder routes)
    {
        var slack = routes.MapGroup("/slack");
        slack.MapPost("/events", (HttpContext http, SlackGate gate, SlackEvents events) =>
            gate.AdmitAsync(http, (body, ct) => SlackHttp.EventAsync(body, events, ct)));
        slack.MapPost("/interactions", (HttpContext http, SlackGate gate, SlackInteractions interactions) =>
            gate.AdmitAsync(http, (body, ct) => SlackHttp.InteractionAsync(body, interactions, ct)));
        slack.MapPost("/commands", (HttpContext http, SlackGate gate, SlackCommands commands) =>
            gate.AdmitAsync(http, (body, ct) => SlackHttp.CommandAsync(body, commands, ct)));
        return slack;
    }
}
