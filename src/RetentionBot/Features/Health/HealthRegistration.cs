using RetentionBot.Domain.Health;

namespace RetentionBot.Features.Health;

internal static class HealthRegistration
{
    public static IServiceCollection AddHealthScores(this IServiceCollection services) => services
        .AddSingleton(HealthProfile.Default)
        .AddScoped<ScoreCustomers>();
}
