using System.Diagnostics.Metrics;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.SocketMode;
using RetentionBot.Domain.Calendar;
using RetentionBot.Jobs;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Telemetry;

namespace RetentionBot.Hosting.Metrics;

/// <summary>How things stand, looked up when somebody asks: what waits and how long, alerts, jobs, data. The database is read once for all of them.</summary>
internal sealed partial class StandingGauges(
    IMeterFactory meters,
    IServiceScopeFactory scopes,
    FactCache facts,
    OutboxTraffic traffic,
    IEnumerable<Job> jobs,
    SlackSocketState socket,
    SlackEventLimits limits,
    Workspace workspace,
    TimeProvider clock,
    ILogger<StandingGauges> log) : IHostedService
{
    /// <summary>One reading serves all gauges, and whoever asks again at once.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _reading = new();
    private StoreFigures? _figures;
    private long? _readAt;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(BotMetrics.MeterName);
        meter.CreateObservableGauge("retentionbot.database.up", () => Figures() is null ? 0 : 1, unit: null, "Whether the database could be read: 1 or 0. At 0 the other figures from it are missing.");
        meter.CreateObservableGauge("retentionbot.outbox.messages", Outbox, "{message}", "Messages that have not arrived, by how they stand: pending, sending, held (unknown) or given up (dead).");
        meter.CreateObservableGauge("retentionbot.outbox.oldest.age", () => Age(f => f.OldestDue), "s", "How long the oldest message that is due has waited since; 0 when none is.");
        meter.CreateObservableGauge("retentionbot.outbox.rests", Rests, "{workspace}", "Tenants and workspaces that rest now, wholly or in part, because the service asked for it.");
        meter.CreateObservableGauge("retentionbot.inbox.deliveries", () => One(f => f.Inbox), "{delivery}", "Deliveries that are not handled to the end.");
        meter.CreateObservableGauge("retentionbot.inbox.oldest.age", () => Age(f => f.OldestDelivery), "s", "Age of the oldest of them; 0 when there is none.");
        meter.CreateObservableGauge("retentionbot.timer.oldest.age", () => Age(f => f.OldestTimer), "s", "How long the oldest timer is overdue; 0 when none is.");
        meter.CreateObservableGauge("retentionbot.alerts.open", OpenAlerts, "{alert}", "Alerts that are not resolved, by rule, health band and status.");
        meter.CreateObservableCounter("retentionbot.alerts.raised", Raised, "{alert}", "Alerts there ever were, by rule.");
        meter.CreateObservableGauge("retentionbot.job.success.age", JobAges, "s", "Time since a job last ended well; missing for one that never has.");
        meter.CreateObservableGauge("retentionbot.job.paused", JobPauses, unit: null, "Whether a job is paused: 1 or 0.");
        meter.CreateObservableGauge("retentionbot.feed.age", FeedAges, "s", "Time since the end of the last day that a kind of source data speaks of.");
        meter.CreateObservableGauge("retentionbot.facts.age", FactsAge, "s", "Time since the facts that answers are given from were last seen to be those of the database.");
        meter.CreateObservableGauge("retentionbot.slack.socket.up", Socket, unit: null, "Whether Slack's Socket Mode is connected: 1 or 0; missing where it is not used.");
        meter.CreateObservableCounter("retentionbot.slack.held_back", () => limits.Times, "{minute}", "Minutes in which Slack held back events since the start.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<long>> Outbox() => Figures()?.Outbox.Select(o => Of((long)o.Value, ("state", BotMetrics.Word(o.Key)))) ?? [];

    private IEnumerable<Measurement<long>> OpenAlerts() =>
        Figures()?.OpenAlerts.Select(a => Of((long)a.Count, ("rule", a.Rule), ("band", BotMetrics.Word(a.Band)), ("status", BotMetrics.Word(a.Status)))) ?? [];

    private IEnumerable<Measurement<long>> Raised() => Figures()?.Raised.Select(r => Of((long)r.Value, ("rule", r.Key))) ?? [];

    private IEnumerable<Measurement<double>> JobAges() =>
        Figures() is { } figures
            ? jobs.Select(job => (job.Key, At: figures.Jobs.GetValueOrDefault(job.Key)?.SucceededAt)).Where(j => j.At is not null).Select(j => Of(Seconds(figures.At - j.At), ("job", j.Key)))
            : [];

    private IEnumerable<Measurement<int>> JobPauses() =>
        Figures() is { } figures ? jobs.Select(job => Of(figures.Jobs.GetValueOrDefault(job.Key)?.PausedAt is null ? 0 : 1, ("job", job.Key))) : [];

    private IEnumerable<Measurement<double>> FeedAges() =>
        Figures() is { } figures ? figures.Feeds.Select(feed => Of(Seconds(figures.At - workspace.StartOf(feed.Value.AddDays(1))), ("feed", feed.Key))) : [];

    private IEnumerable<Measurement<long>> Rests() =>
        traffic.Pauses().GroupBy(p => Workspaces.ChannelOf(p.Workspace), StringComparer.Ordinal).Select(g => Of(g.Select(p => p.Workspace).Distinct(StringComparer.Ordinal).LongCount(), ("channel", g.Key)));

    private IEnumerable<Measurement<double>> FactsAge() => facts.CheckedAt is { } at ? [new(Seconds(clock.GetUtcNow() - at))] : [];

    private IEnumerable<Measurement<int>> Socket() => socket.Status == SlackSocketStatus.Off ? [] : [new(socket.Status == SlackSocketStatus.Connected ? 1 : 0)];

    private IEnumerable<Measurement<double>> Age(Func<StoreFigures, DateTimeOffset?> since) => Figures() is { } figures ? [new(Seconds(figures.At - since(figures)))] : [];

    private IEnumerable<Measurement<long>> One(Func<StoreFigures, long> figure) => Figures() is { } figures ? [new(figure(figures))] : [];

    /// <returns>Null when the database cannot be read just now.</returns>
    private StoreFigures? Figures()
    {
        lock (_reading)
        {
            if (_readAt is not { } at || clock.GetElapsedTime(at) > Fresh)
            {
                _figures = Read();
                _readAt = clock.GetTimestamp();
            }

            return _figures;
        }
    }

    private StoreFigures? Read()
    {
        try
        {
            using var scope = scopes.CreateScope();
            return StoreFigures.Read(scope.ServiceProvider.GetRequiredService<RetentionDb>(), clock.GetUtcNow());
        }
        catch (Exception e)
        {
            LogNotRead(e);
            return null;
        }
    }

    private static double Seconds(TimeSpan? age) => Math.Max(0, (age ?? TimeSpan.Zero).TotalSeconds);

    private static Measurement<T> Of<T>(T value, params ReadOnlySpan<(string Name, string Value)> labels)
        where T : struct
    {
        var tags = new KeyValuePair<string, object?>[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            tags[i] = new(labels[i].Name, labels[i].Value);
        }

        return new(value, tags);
    }

    [LoggerMessage(LogLevel.Warning, "The figures of the database could not be read for the metrics")]
    private partial void LogNotRead(Exception e);
}
