using RetentionBot.Channels.Turns;
using RetentionBot.Telemetry;

namespace RetentionBot.Inbox;

internal static class InboxRegistration
{
    /// <summary>The way in: what is received.</summary>
    public static IServiceCollection AddInbox(this IServiceCollection services) => services.AddTelemetry()
        .AddScoped<TurnExecution>()
        .AddScoped<TurnAnswers>()
        .AddSingleton<Acceptance>()
        .AddSingleton<TurnInbox>()
        .AddSingleton<ITurnReceiver>(provider => provider.GetRequiredService<TurnInbox>())
        .AddHostedService<InboxWorker>();
}
