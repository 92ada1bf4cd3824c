using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace RetentionBot.Hosting.Metrics;

/// <summary>Sends the metrics to a collector, once the standard settings <c>OTEL_EXPORTER_OTLP_…</c> name one; without it nothing leaves the machine.</summary>
internal sealed class OtlpExport(IConfiguration configuration) : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    private MeterProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        string[] set = [.. new[] { Endpoint, MetricsEndpoint }.Where(key => !string.IsNullOrEmpty(configuration[key]))];
        if (set.Length == 0)
        {
            return Task.CompletedTask;
        }

        if (Array.Find(set, key => !IsAddress(configuration[key]!)) is { } wrong)
        {
            throw new OptionsValidationException(wrong, typeof(string), [$"{wrong} must be the http or https address of a collector, such as http://localhost:4318."]);
        }

        _provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(resource => resource.AddService(configuration[ServiceName] ?? "retentionbot"))
            .AddMeter([.. MetricsPage.Meters])
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>What was not sent yet is, if the collector answers; while there still is a database to ask.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => _provider?.Shutdown(timeoutMilliseconds: 5000), cancellationToken);

    public void Dispose() => _provider?.Dispose();

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
