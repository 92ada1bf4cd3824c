using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.Slack.SocketMode;

/// <summary>
/// Socket Mode: keeps a connection to Slack open, its successor up before it closes. The addresses of connections carry a ticket and are never printed.
/// </summary>
internal sealed partial class SlackSocketService(
    SlackApi api,
    SlackEnvelopes envelopes,
    SlackSocketState state,
    SlackSocketTimes times,
    IOptions<SlackOptions> options,
    TimeProvider clock,
    ILogger<SlackSocketService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.UsesSocket)
        {
            return;
        }

        SlackSocket? current = null;
        var (end, failures) = (SocketEnd.Lost, 0);
        try
        {
            state.Set(SlackSocketStatus.Connecting);
            while (end != SocketEnd.Disabled && await OpenAsync(failures, stoppingToken) is { } next)
            {
                _ = current?.RetireAsync(stoppingToken);
                current = next;
                state.Set(SlackSocketStatus.Connected);
                LogConnected();

                var start = clock.GetTimestamp();
                end = await current.Ending.WaitAsync(stoppingToken);

                // A connection that ends as soon as it is made counts as one that was not made, else a fault at Slack's would be hammered.
                failures = clock.GetElapsedTime(start) < times.Lasting ? failures + 1 : 0;
                if (end == SocketEnd.Lost)
                {
                    state.Set(SlackSocketStatus.Connecting, "connection_lost");
                    await Task.Delay(times.PauseAfter(failures: failures + 1), clock, stoppingToken);
                }
                else if (end == SocketEnd.Refresh && failures > 1)
                {
                    await Task.Delay(times.PauseAfter(failures), clock, stoppingToken);
                }
            }
        }
        finally
        {
            current?.Dispose();
        }

        if (end == SocketEnd.Disabled)
        {
            Stop("link_disabled");
        }
    }

    /// <summary>Tries until Slack says hello.</summary>
    /// <param name="failures">Connections in a row that came to nothing so far.</param>
    /// <param name="ct">Stops the tries.</param>
    /// <returns>Null when Slack lets the app connect no more.</returns>
    private async Task<SlackSocket?> OpenAsync(int failures, CancellationToken ct)
    {
        while (true)
        {
            var reply = await api.OpenConnectionAsync(ct);
            if (reply.Error is { } error && SlackErrors.IsBadCredentials(error))
            {
                Stop(error);
                return null;
            }

            var reason = reply.Error ?? "no_trusted_address";
            if (SlackAddresses.Trusted(reply.Body.Text("url"), Uri.UriSchemeWss, options.Value) is { } address)
            {
                var socket = new SlackSocket(envelopes, times, log);
                if (await socket.ConnectAsync(address, ct))
                {
                    return socket;
                }

                socket.Dispose();
                reason = "no_hello";
            }

            LogNotConnected(reason, ++failures);
            if (state.Status == SlackSocketStatus.Connecting)
            {
                state.Set(SlackSocketStatus.Connecting, reason);
            }

            var pause = times.PauseAfter(failures);
            await Task.Delay(reply.RetryAfter > pause ? reply.RetryAfter.Value : pause, clock, ct);
        }
    }

    private void Stop(string reason)
    {
        state.Set(SlackSocketStatus.Stopped, reason);
        LogStopped(reason);
    }

    [LoggerMessage(LogLevel.Information, "Connected to Slack")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Warning, "No connection to Slack: {Reason} (attempt {Failures})")]
    private partial void LogNotConnected(string reason, int failures);

    [LoggerMessage(LogLevel.Error, "Slack lets the app connect no more ({Reason}): nothing is heard until that is mended and the bot started again")]
    private partial void LogStopped(string reason);
}
