using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RetentionBot.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>What rooms count with; each that does asks for it, and there is one of it.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddMetrics().TryAddSingleton<BotMetrics>();
        return services;
    }
}
