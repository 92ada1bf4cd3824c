using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace RetentionBot.Channels.Slack.SocketMode;

/// <summary>Why a connection needs a successor, or may have none.</summary>
internal enum SocketEnd
{
    /// <summary>Slack will close it soon; it still works until then.</summary>
    Refresh,

    /// <summary>It broke or was closed.</summary>
    Lost,

    /// <summary>An operator switched Socket Mode off for the app.</summary>
    Disabled,
}

/// <summary>
/// One connection, from Slack's hello to its end. Every envelope is handled by itself, so that a slow one holds up no other, and acknowledged on this very connection;
/// one that cannot be is sent again by Slack.
/// </summary>
internal sealed partial class SlackSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SlackFrames _frames;
    private readonly SlackEnvelopes _envelopes;
    private readonly SlackSocketTimes _times;
    private readonly ILogger _log;
    private readonly TaskCompletionSource<SocketEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<Task, bool> _handling = new();
    private Task _reading = Task.CompletedTask;

    public SlackSocket(SlackEnvelopes envelopes, SlackSocketTimes times, ILogger log)
    {
        (_envelopes, _times, _log) = (envelopes, times, log);
        _frames = new SlackFrames(_socket);
        _socket.Options.KeepAliveInterval = times.PingEvery;
        _socket.Options.KeepAliveTimeout = times.PongWithin;
    }

    /// <summary>When and why it is time for another connection.</summary>
    public Task<SocketEnd> Ending => _end.Task;

    /// <returns>Whether Slack said hello in time; from then on envelopes are handled.</returns>
    public async Task<bool> ConnectAsync(Uri address, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_times.HelloWithin);
        try
        {
            await _socket.ConnectAsync(address, limit.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            return false;
        }

        if (await _frames.ReadAsync(limit.Token) is not { } first || first.Text("type") != "hello")
        {
            return false;
        }

        _reading = ReadAsync(ct);
        return true;
    }

    /// <summary>Closes it once what was begun is acknowledged.</summary>
    public async Task RetireAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_times.Farewell);
        try
        {
            await Task.WhenAll(_handling.Keys).WaitAsync(limit.Token);
            await _frames.CloseAsync(limit.Token);
            await _reading.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Slack sends again what was not acknowledged.
        }

        Dispose();
    }

    public void Dispose() => _frames.Dispose();

    private async Task ReadAsync(CancellationToken ct)
    {
        while (await _frames.ReadAsync(ct) is { } frame)
        {
            if (frame.Text("type") == "disconnect")
            {
                LogDisconnect(frame.Text("reason"));
                _end.TrySetResult(frame.Text("reason") == "link_disabled" ? SocketEnd.Disabled : SocketEnd.Refresh);
            }
            else
            {
                var handling = HandleAsync(frame, ct);
                _handling[handling] = true;
                _ = handling.ContinueWith(done => _handling.TryRemove(done, out _), TaskScheduler.Default);
            }
        }

        _end.TrySetResult(SocketEnd.Lost);
    }

    private async Task HandleAsync(JsonElement frame, CancellationToken ct)
    {
        try
        {
            if (await _envelopes.HandleAsync(frame, ct) is { } ack && !await _frames.SendAsync(ack, ct))
            {
                LogNotAcknowledged();
            }
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(LogLevel.Information, "Slack asks for another connection: {Reason}")]
    private partial void LogDisconnect(string? reason);

    [LoggerMessage(LogLevel.Information, "A Slack envelope could not be acknowledged: it will come again")]
    private partial void LogNotAcknowledged();

    [LoggerMessage(LogLevel.Error, "A Slack envelope failed")]
    private partial void LogFailed(Exception failure);
}
