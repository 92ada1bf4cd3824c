using RetentionBot.Features.Turns;
using RetentionBot.Outbox;

namespace RetentionBot.Features.Alerts;

internal static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddScoped<WatchHealth>()
        .AddScoped<WatchRules>()
        .AddScoped<AlertPublisher>()
        .AddScoped<IPlaceConnected, ShowOpenAlerts>()
        .AddSingleton<AlertCard>()
        .AddSingleton<RuleWords>()
        .AddSingleton<ResolveForm>()
        .AddKeyedScoped<ICardRefreshHandler, RefreshAlert>(RefreshAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, AcknowledgeAlert>(AcknowledgeAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, ResolveAlert>(ResolveAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, CloseAlert>(CloseAlert.Verb);
}
