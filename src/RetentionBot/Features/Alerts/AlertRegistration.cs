using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Timers;

namespace RetentionBot.Features.Alerts;

internal static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddScoped<WatchHealth>()
        .AddScoped<AlertOwners>()
        .AddScoped<AlertLife>()
        .AddScoped<AlertDesk>()
        .AddScoped<WatchRules>()
        .AddScoped<AlertPublisher>()
        .AddScoped<AlertStorms>()
        .AddSingleton<StormCard>()
        .AddScoped<IPlaceConnected, ShowOpenAlerts>()
        .AddCommand<ListAlerts>(ListAlerts.Matches)
        .AddCommand<AlertHistory>(AlertHistory.Matches)
        .AddCommand<LogTouch>(LogTouch.Matches)
        .AddCommand<MuteCustomer>(MuteCustomer.Matches)
        .AddCommand<RouteAlerts>(RouteAlerts.Matches)
        .AddSingleton<AlertListCard>()
        .AddSingleton<AlertHistoryCard>()
        .AddSingleton<AlertCard>()
        .AddSingleton<RuleWords>()
        .AddSingleton<ResolveForm>()
        .AddSingleton<PromiseForm>()
        .AddSingleton<AssignForm>()
        .AddSingleton<SnoozeForm>()
        .AddKeyedScoped<ICardRefreshHandler, RefreshAlert>(RefreshAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, AcknowledgeAlert>(AcknowledgeAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, UnacknowledgeAlert>(UnacknowledgeAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, PromiseAlert>(PromiseAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, AssignAlert>(AssignAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, SnoozeAlert>(SnoozeAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, WakeAlert>(WakeAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, ResolveAlert>(ResolveAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, CloseAlert>(CloseAlert.Verb)
        .AddKeyedScoped<ICardActionHandler, ListAlerts>(ListAlerts.Verb)
        .AddKeyedScoped<ICardActionHandler, ShowAlert>(ShowAlert.Verb)
        .AddScoped<TellTimer>()
        .AddScoped<AlertLists>()
        .AddScoped<IHomeSection, MyAlertsSection>()
        .AddScoped<DigestPlan>()
        .AddSingleton<DigestCard>()
        .AddKeyedScoped<ITimerHandler, DigestTimer>(DigestTimer.Kind)
        .AddKeyedScoped<ITimerHandler, StormThreadTimer>(StormThreadTimer.Kind)
        .AddKeyedScoped<ITimerHandler, UnmuteTimer>(UnmuteTimer.Kind)
        .AddKeyedScoped<ITimerHandler, WakeTimer>(WakeTimer.Kind)
        .AddKeyedScoped<ITimerHandler, EscalationTimer>(EscalationTimer.Kind)
        .AddKeyedScoped<ITimerHandler, PromiseTimer>(PromiseTimer.Kind)
        .AddKeyedScoped<ITimerHandler>(TellTimer.Kind, (provider, _) => provider.GetRequiredService<TellTimer>());
}
