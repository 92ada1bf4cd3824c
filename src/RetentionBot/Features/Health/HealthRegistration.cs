using RetentionBot.Domain.Health;
using RetentionBot.Features.Turns;

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
        .AddScoped<ITextCommand, SetHealth>()
        .AddScoped<ITextCommand, ClearHealth>()
        .AddScoped<ITextCommand, ShowHealth>();
}
