using Microsoft.Extensions.DependencyInjection.Extensions;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Outbox;

internal static class OutboxRegistration
{
    /// <summary>The way out: what is sent.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.TryAddSingleton(OutboxPace.Default);
        return services
            .AddSingleton<OutboxSignal>()
            .AddSingleton<IPostedCards, PostedCards>()
            .AddScoped<OutboxWriter>()
            .AddScoped<OutboxDelivery>()
            .AddScoped<PlaceAudience>()
            .AddHostedService<OutboxDispatcher>();
    }
}
