using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting.Metrics;

internal static class MetricsEndpoint
{
    private const string Route = "/metrics";

    public static IServiceCollection AddMetricsPage(this IServiceCollection services) => services
        .AddHostedService<StandingGauges>()
        .AddSingleton<MetricsPage>()
        .AddHostedService(provider => provider.GetRequiredService<MetricsPage>())
        .AddHostedService<OtlpExport>();

    /// <summary>For Prometheus. They tell how many alerts are open, so not everybody who can reach the bot may read them.</summary>
    public static void MapMetricsPage(this WebApplication app) =>
        app.MapGet(Route, (MetricsPage page) => Results.Text(page.Read(), PrometheusText.ContentType))
            .ExcludeFromDescription()
            .RequireApiKey(_ => ApiScope.Metrics);
}
