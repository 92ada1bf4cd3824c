using Microsoft.Extensions.DependencyInjection.Extensions;
using RetentionBot.Inbox;

namespace RetentionBot.Outbox;

internal static class OutboxRegistration
{
    /// <summary>The way in and the way out: what is received and what is sent.</summary>
    public static IServiceCollection AddInboxAndOutbox(this IServiceCollection services)
    {
        services.TryAddSingleton(OutboxPace.Default);
        return services
            .AddSingleton<OutboxSignal>()
            .AddScoped<OutboxWriter>()
            .AddScoped<OutboxDelivery>()
            .AddHostedService<OutboxDispatcher>()
            .AddScoped<TurnExecution>()
            .AddSingleton<TurnInbox>()
            .AddSingleton<Channels.Turns.ITurnReceiver>(services => services.GetRequiredService<TurnInbox>())
            .AddHostedService<InboxWorker>();
    }
}
