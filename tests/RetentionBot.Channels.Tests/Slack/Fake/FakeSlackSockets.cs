using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>The side of Socket Mode that Slack has: single-use addresses, hello, envelopes that come again until they are acknowledged, and goodbyes.</summary>
public sealed class FakeSlackSockets
{
    private readonly ConcurrentDictionary<string, bool> _tickets = new();
    private readonly ConcurrentDictionary<int, FakeSlackSocket> _open = new();
    private readonly ConcurrentQueue<string> _events = new();
    private readonly ConcurrentQueue<(int Socket, JsonObject Frame)> _acks = new();
    private int _lastTicket;
    private int _lastSocket;
    private int _lastEnvelope;

    /// <summary>App-level token that may open connections.</summary>
    public string AppToken { get; set; } = "xapp-fake-token";

    public bool SaysHello { get; set; } = true;

    /// <summary>What happened, in order: <c>open 1</c>, <c>hello 1</c>, <c>closed 1</c>.</summary>
    public IReadOnlyList<string> Events => [.. _events];

    /// <summary>Every acknowledgement with the number of the connection it came on.</summary>
    public IReadOnlyList<(int Socket, JsonObject Frame)> Acks => [.. _acks];

    /// <summary>The connections that are open and were greeted, oldest first.</summary>
    public IReadOnlyList<FakeSlackSocket> Open => [.. _open.OrderBy(socket => socket.Key).Select(socket => socket.Value)];

    /// <summary>Sends an envelope and sends it again on another connection when the one it was sent on closes without an acknowledgement.</summary>
    /// <returns>The acknowledgement.</returns>
    public async Task<JsonObject> SendAsync(string type, JsonNode payload, bool acceptsPayload = false)
    {
        var id = $"envelope-{Interlocked.Increment(ref _lastEnvelope)}";
        for (var attempt = 0; ; attempt++)
        {
            var socket = await OpenAsync();
            var envelope = new JsonObject
            {
                ["type"] = type,
                ["envelope_id"] = id,
                ["payload"] = payload.DeepClone(),
                ["accepts_response_payload"] = acceptsPayload,
                ["retry_attempt"] = attempt,
            };
            if (await socket.AskAsync(id, envelope) is { } ack)
            {
                return ack;
            }
        }
    }

    /// <summary>The newest connection, as soon as there is one; never one that was told to go.</summary>
    public async Task<FakeSlackSocket> OpenAsync(int after = 0)
    {
        for (var i = 0; i < 6000; i++)
        {
            if (_open.Where(socket => socket.Key > after && !socket.Value.IsLeaving).OrderBy(socket => socket.Key).LastOrDefault().Value is { } newest)
            {
                return newest;
            }

            await Task.Delay(5);
        }

        throw new TimeoutException("No connection was opened.");
    }

    internal JsonObject Mint(string? authorization, string host)
    {
        if (authorization != "Bearer " + AppToken)
        {
            return FakeSlack.Error(authorization is null ? "not_authed" : "invalid_auth");
        }

        var ticket = $"ticket-{Interlocked.Increment(ref _lastTicket)}";
        _tickets[ticket] = true;
        return new JsonObject { ["ok"] = true, ["url"] = $"ws://{host}/socket?ticket={ticket}" };
    }

    internal async Task AcceptAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !_tickets.TryRemove(http.Request.Query["ticket"].ToString(), out _))
        {
            http.Response.StatusCode = 403;
            return;
        }

        var number = Interlocked.Increment(ref _lastSocket);
        using var connection = new FakeSlackSocket(number, await http.WebSockets.AcceptWebSocketAsync(), ack => _acks.Enqueue((number, ack)));
        _events.Enqueue($"open {number}");
        if (SaysHello)
        {
            await connection.SendAsync(new JsonObject { ["type"] = "hello", ["num_connections"] = 1, ["connection_info"] = new JsonObject { ["app_id"] = "A0RETBOT01" } });
            _events.Enqueue($"hello {number}");
            _open[number] = connection;
        }

        await connection.ReadAsync(http.RequestAborted);
        _open.TryRemove(number, out _);
        _events.Enqueue($"closed {number}");
    }
}

/// <summary>One connection as Slack sees it.</summary>
public sealed class FakeSlackSocket(int number, WebSocket socket, Action<JsonObject> acknowledged) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject?>> _waiting = new();
    private readonly TaskCompletionSource _thaw = new();
    private volatile bool _isClosed;
    private volatile bool _isFrozen;

    public int Number => number;

    /// <summary>Told to be replaced: gets no more envelopes.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Reads nothing more, and so answers no ping: what a dead machine looks like from afar.</summary>
    public void Freeze() => _isFrozen = true;

    public Task SendAsync(JsonObject frame) => SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, int.MaxValue);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type, int fragment)
    {
        await _sending.WaitAsync();
        try
        {
            for (var at = 0; at < bytes.Length; at += fragment)
            {
                var length = Math.Min(fragment, bytes.Length - at);
                await socket.SendAsync(bytes.AsMemory(at, length), type, at + length == bytes.Length, CancellationToken.None);
                if (fragment == int.MaxValue)
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or InvalidOperationException or IOException)
        {
            // The other side was faster.
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <returns>The acknowledgement; null when the connection closed without one.</returns>
    public async Task<JsonObject?> AskAsync(string envelopeId, JsonObject envelope)
    {
        var answer = new TaskCompletionSource<JsonObject?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[envelopeId] = answer;
        if (_isClosed)
        {
            return null;
        }

        await SendAsync(envelope);
        return await answer.Task;
    }

    public Task DisconnectAsync(string reason)
    {
        IsLeaving = true;
        return SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason });
    }

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();

    internal async Task ReadAsync(CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer, ct);
                if (_isFrozen)
                {
                    await _thaw.Task.WaitAsync(ct);
                }

                if (read.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    break;
                }

                var ack = JsonNode.Parse(buffer.AsSpan(0, read.Count))!.AsObject();
                acknowledged(ack);
                if (_waiting.TryRemove((string)ack["envelope_id"]!, out var waiting))
                {
                    waiting.TrySetResult(ack);
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // Broken off.
        }

        _isClosed = true;
        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetResult(null);
        }
    }
}
