using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using RetentionBot.Telemetry;

namespace RetentionBot.Hosting.Metrics;

/// <summary>Listens to the bot's meter and to those of the runtime and the web server from the start on, and tells what they measured as Prometheus reads it.</summary>
internal sealed class MetricsPage(IMeterFactory meters) : IHostedService, IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricSeries> _series = new();
    private readonly Lock _asking = new();

    /// <summary>The meters that are told; the runtime's belongs to the process, the others to this host.</summary>
    public static IReadOnlyList<string> Meters { get; } = [BotMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", Runtime];

    private const string Runtime = "System.Runtime";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument, _series.GetOrAdd(instrument, i => new MetricSeries(i)));
            }
        };
        Take<double>(value => value);
        Take<long>(value => value);
        Take<int>(value => value);
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string Read()
    {
        var text = new StringBuilder();
        lock (_asking)
        {
            foreach (var series in _series.Values)
            {
                series.ForgetObserved();
            }

            _listener.RecordObservableInstruments();
            foreach (var (_, series) in _series.OrderBy(s => s.Key.Name, StringComparer.Ordinal))
            {
                series.WriteTo(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private bool IsOurs(Meter meter) => Meters.Contains(meter.Name) && (meter.Scope == meters || (meter.Name == Runtime && meter.Scope is null));

    private void Take<T>(Func<T, double> toDouble)
        where T : struct =>
        _listener.SetMeasurementEventCallback<T>((_, value, tags, series) => ((MetricSeries)series!).Record(toDouble(value), tags));
}
