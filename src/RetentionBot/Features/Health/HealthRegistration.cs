using RetentionBot.Domain.Health;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Health;

internal static class HealthRegistration
{
    /// <summary>Before the questions, which take whatever no other command takes.</summary>
    public static IServiceCollection AddHealthScores(this IServiceCollection services, HealthProfiles profiles) => services
        .AddSingleton(profiles)
        .AddSingleton<HealthCard>()
        .AddScoped<ScoreCustomers>()
        .AddScoped<FreshnessNotice>()
        .AddScoped<ICustomerHealth, CustomerHealth>()
        .AddCommand<SetHealth>(SetHealth.Matches)
        .AddCommand<ClearHealth>(ClearHealth.Matches)
        .AddCommand<ShowHealth>(provider => text => ShowHealth.Matches(text, provider.GetRequiredService<FactCache>()));
}
