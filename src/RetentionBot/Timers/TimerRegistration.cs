namespace RetentionBot.Timers;

internal static class TimerRegistration
{
    public static IServiceCollection AddTimers(this IServiceCollection services) => services
        .AddScoped<TimerBook>()
        .AddSingleton<TimerSweep>()
        .AddHostedService(provider => provider.GetRequiredService<TimerSweep>());
}
