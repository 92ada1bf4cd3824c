using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.SocketMode;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting;

/// <summary>Whether the database takes what is written to it.</summary>
internal sealed class DatabaseCheck(StoreHealth store) : IHealthCheck
{
    public const string Name = "database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await store.LookAsync() is { } fault ? HealthCheckResult.Unhealthy(fault.Sentence) : HealthCheckResult.Healthy();
}

/// <summary>
/// Whether messages leave: the oldest one that is due must not have waited long, none of the last day was given up or is held, and no workspace rests as a whole.
/// </summary>
internal sealed class OutboxCheck(RetentionDb db, OutboxTraffic traffic, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var oldest = await db.Outbox.Where(m => m.State == OutboxState.Pending && m.DueAt <= now).MinAsync(m => (DateTimeOffset?)m.DueAt, cancellationToken);
        var age = oldest is null ? TimeSpan.Zero : now - oldest.Value;
        var dead = await db.Outbox.CountAsync(m => m.State == OutboxState.Dead && m.FinishedAt >= now - Day, cancellationToken);
        var unknown = await db.Outbox.CountAsync(m => m.State == OutboxState.Unknown && m.FinishedAt >= now - Day, cancellationToken);
        var pauses = traffic.Pauses();
        var data = new Dictionary<string, object>
        {
            ["oldestDueSeconds"] = (long)age.TotalSeconds,
            ["deadLastDay"] = dead,
            ["unknownLastDay"] = unknown,
        };
        if (pauses.Count > 0)
        {
            // Not which tenant or workspace: anybody may read the page.
            data["paused"] = pauses.Select(p => $"{Workspaces.ChannelOf(p.Workspace)}: {p.Reason}").Distinct(StringComparer.Ordinal).ToArray();
        }

        return age >= TooLong ? HealthCheckResult.Degraded("Messages are waiting.", data: data)
            : pauses.Any(p => p.Kind is null) ? HealthCheckResult.Degraded("A service takes nothing from the bot; see what is paused.", data: data)
            : dead + unknown > 0 ? HealthCheckResult.Degraded("Messages were given up or are held; the verb outbox list says which.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}

/// <summary>Whether Slack's Socket Mode, where it is used, brings what people do.</summary>
internal sealed class SlackSocketCheck(SlackSocketState socket) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(socket.Status switch
    {
        SlackSocketStatus.Stopped => HealthCheckResult.Unhealthy($"Slack lets the bot connect no more ({socket.Reason}): mend the app and its app-level token, then restart the bot."),
        SlackSocketStatus.Connecting => HealthCheckResult.Degraded("The connection to Slack is being opened."),
        _ => HealthCheckResult.Healthy(),
    });
}

/// <summary>Whether Slack brings all events; more of them than it allows in an hour are lost.</summary>
internal sealed class SlackEventsCheck(SlackEventLimits limits, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["heldBackSinceStart"] = limits.Times };
        return Task.FromResult(limits.LastAt is { } last && clock.GetUtcNow() - last < Hour
            ? HealthCheckResult.Degraded("Slack held back events in the last hour: there were more than it allows.", data: data)
            : HealthCheckResult.Healthy(data: data));
    }
}

internal static class HealthEndpoints
{
    public const string Alive = "/livez";
    public const string AliveText = "alive";

    public static IServiceCollection AddHealthEndpoints(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>(DatabaseCheck.Name)
            .AddQuartz()
            .AddCheck<OutboxCheck>("outbox")
            .AddCheck<SlackSocketCheck>("slack-socket")
            .AddCheck<SlackEventsCheck>("slack-events");
        return services;
    }

    /// <summary><c>/livez</c>: the process answers. <c>/healthz</c>: database, scheduler, outbox, Socket Mode, Slack's events.</summary>
    public static void MapHealthEndpoints(this WebApplication app)
    {
        app.MapGet(Alive, () => Results.Text(AliveText));
        app.Map("/healthz", ReportAsync).ExcludeFromDescription();
    }

    /// <summary>Without a database the other checks would wait for it, and know nothing.</summary>
    private static async Task<IResult> ReportAsync(HealthCheckService health, HttpContext http, CancellationToken ct)
    {
        var database = await health.CheckHealthAsync(check => check.Name == DatabaseCheck.Name, ct);
        var isUsable = database.Status == HealthStatus.Healthy;
        var others = isUsable ? await health.CheckHealthAsync(check => check.Name != DatabaseCheck.Name, ct) : null;
        var status = others?.Status ?? database.Status;
        http.Response.Headers.CacheControl = "no-store, no-cache";
        return Results.Json(
            new
            {
                status = status.ToString(),
                checks = database.Entries.Concat(others?.Entries ?? new Dictionary<string, HealthReportEntry>())
                    .ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), e.Value.Description, e.Value.Data }),
            },
            statusCode: status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
