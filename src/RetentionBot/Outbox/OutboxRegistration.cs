using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;
using RetentionBot.Telemetry;

namespace RetentionBot.Outbox;

internal static class OutboxRegistration
{
    /// <summary>The way out: what is sent.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateOnStart();
        return services.AddTelemetry()
            .AddSingleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<OutboxTraffic>()
            .AddSingleton<IPostedCards, PostedCards>()
            .AddScoped<OutboxWriter>()
            .AddScoped<OutboxSettlement>()
            .AddScoped<OutboxDelivery>()
            .AddScoped<OutboxRepairs>()
            .AddScoped<PlaceAudience>()
            .AddScoped<SendEffects>()
            .AddHostedService<OutboxDispatcher>();
    }
}
