using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RetentionBot.Tests.Mail;

/// <summary>A mail server on a loopback port that keeps what it takes. A script decides what each connection does.</summary>
internal sealed class SmtpDouble : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private int _connections;

    public SmtpDouble()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What the server answers to a command of a connection, counted from 1; an empty text hangs up, null is the ordinary answer. After the text the command is <c>.</c>.</summary>
    public Func<int, string, string?> Script { get; set; } = (_, _) => null;

    public ConcurrentQueue<string> Mails { get; } = new();

    public int Connections => _connections;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync();
            _ = ServeAsync(client, Interlocked.Increment(ref _connections));
        }
    }

    private async Task ServeAsync(TcpClient client, int connection)
    {
        using var _ = client;
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync(stream, "220 ready");
        while (await reader.ReadLineAsync() is { } command)
        {
            var verb = command.Split(' ')[0].ToUpperInvariant();
            if (Script(connection, verb) is { } scripted)
            {
                if (scripted.Length == 0)
                {
                    return;
                }

                await SayAsync(stream, scripted);
                continue;
            }

            await SayAsync(stream, verb switch { "DATA" => "354 go on", "QUIT" => "221 bye", "EHLO" => "250 double", _ => "250 ok" });
            if (verb == "DATA" && !await TakeAsync(reader, stream, connection))
            {
                return;
            }
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, Stream stream, int connection)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            mail.AppendLine(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        }

        var answer = Script(connection, ".");
        if (answer is null || answer.Length == 0)
        {
            Mails.Enqueue(mail.ToString());
        }

        if (answer is { Length: 0 })
        {
            return false;
        }

        await SayAsync(stream, answer ?? "250 taken");
        return true;
    }

    private static async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"));
}
