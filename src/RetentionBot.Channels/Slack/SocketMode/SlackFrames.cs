using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Slack.SocketMode;

/// <summary>JSON over a web socket: whole messages in, one at a time out.</summary>
internal sealed class SlackFrames(WebSocket socket) : IDisposable
{
    /// <summary>The same limit as for a request over HTTP, in bytes.</summary>
    private const int MaxMessage = 1024 * 1024;

    private readonly SemaphoreSlim _sending = new(1);
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>The next message that is a JSON object; others are passed over. A message that is too large ends the connection.</summary>
    /// <returns>Null once the connection is over, however that came about.</returns>
    public async Task<JsonElement?> ReadAsync(CancellationToken ct)
    {
        try
        {
            while (await ReadMessageAsync(ct) is (var type, var bytes))
            {
                if (type == WebSocketMessageType.Text && SlackJson.TryParse(bytes) is { } frame)
                {
                    return frame;
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Aborted, by either side or for want of a pong.
        }

        return null;
    }

    /// <returns>Whether it was sent; false when the connection is over.</returns>
    public async Task<bool> SendAsync(JsonObject frame, CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame.Compact()), WebSocketMessageType.Text, endOfMessage: true, ct);
            return true;
        }
        catch (Exception failure) when (failure is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says goodbye; Slack's goodbye then ends the reading.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, ct);
        }
        catch (Exception failure) when (failure is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            socket.Abort();
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task<(WebSocketMessageType Type, byte[] Bytes)?> ReadMessageAsync(CancellationToken ct)
    {
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer, ct);
            if (part.MessageType == WebSocketMessageType.Close || message.Length + part.Count > MaxMessage)
            {
                return null;
            }

            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return (part.MessageType, message.ToArray());
            }
        }
    }
}
