using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RetentionBot.Benchmarks.Wire;

/// <summary>Sends requests that are ready as bytes over plain connections, and reads no more of an answer than its status and its end.</summary>
internal sealed class WireLoad : IDisposable
{
    private readonly Socket[] _connections;

    private WireLoad(Socket[] connections) => _connections = connections;

    public static async Task<WireLoad> ConnectAsync(Uri address, int connections)
    {
        var load = new WireLoad([.. Enumerable.Range(0, connections).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })]);
        foreach (var connection in load._connections)
        {
            await connection.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        }

        return load;
    }

    /// <summary>As fast as they are answered: each connection sends its next request when the last one was answered.</summary>
    /// <returns>How long it took until the last answer.</returns>
    public async Task<TimeSpan> SendAllAsync(byte[][] requests)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(_connections.Select(connection => Task.Run(async () =>
        {
            var buffer = new byte[4096];
            for (var i = Interlocked.Increment(ref next); i < requests.Length; i = Interlocked.Increment(ref next))
            {
                await AskAsync(connection, requests[i], buffer);
            }
        })));
        return watch.Elapsed;
    }

    /// <summary>So many a second, whether they are answered or not; what comes late counts from when it should have been sent.</summary>
    /// <returns>Milliseconds until each was answered.</returns>
    public async Task<double[]> SendAtAsync(byte[][] requests, double perSecond)
    {
        var took = new double[requests.Length];
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(_connections.Select(connection => Task.Run(async () =>
        {
            var buffer = new byte[4096];
            for (var i = Interlocked.Increment(ref next); i < requests.Length; i = Interlocked.Increment(ref next))
            {
                var due = TimeSpan.FromSeconds(i / perSecond);
                if (due - watch.Elapsed is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, TimeProvider.System);
                }

                await AskAsync(connection, requests[i], buffer);
                took[i] = (watch.Elapsed - due).TotalMilliseconds;
            }
        })));
        return took;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private static async Task AskAsync(Socket connection, byte[] request, byte[] buffer)
    {
        await connection.SendAsync(request, SocketFlags.None);
        var read = 0;
        do
        {
            var more = await connection.ReceiveAsync(buffer.AsMemory(read), SocketFlags.None);
            read += more > 0 ? more : throw new IOException("The connection was closed before the answer.");
        }
        while (!IsWhole(buffer.AsSpan(0, read)));
        if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException($"The answer was: {Encoding.ASCII.GetString(buffer, 0, read)}");
        }
    }

    /// <summary>Every answer asked for here has a head and nothing after it.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer) => answer.EndsWith("\r\n\r\n"u8);
}
