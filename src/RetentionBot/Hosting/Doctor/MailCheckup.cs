using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;
using RetentionBot.Mail;

namespace RetentionBot.Hosting.Doctor;

/// <summary>Whether the mail server greets, and offers STARTTLS where the settings ask for it. It sends nothing and does not log in.</summary>
internal sealed class MailCheckup(IOptions<MailOptions> settings) : ICheckup
{
    private const string Subject = "Mail server";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<CheckupLine>> LookAsync(CancellationToken ct) => [await TryAsync(settings.Value, ct)];

    private static async Task<CheckupLine> TryAsync(MailOptions mail, CancellationToken ct)
    {
        if (!mail.IsOn)
        {
            return CheckupLine.Off(Subject, "RetentionBot:Mail:Host is not set: the bot sends no mail.");
        }

        var server = $"{mail.Host}:{mail.Port}";
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(mail.Host!, mail.Port, time.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            if (!(await AnswerAsync(reader, time.Token)).StartsWith("220", StringComparison.Ordinal))
            {
                return CheckupLine.Wrong(Subject, $"What answers at {server} is no mail server.", "Correct RetentionBot:Mail:Host and RetentionBot:Mail:Port; mail servers mostly listen at 587.");
            }

            await stream.WriteAsync("EHLO localhost\r\n"u8.ToArray(), time.Token);
            var offers = await AnswerAsync(reader, time.Token);
            await stream.WriteAsync("QUIT\r\n"u8.ToArray(), time.Token);
            return mail.Tls && !offers.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase)
                ? CheckupLine.Wrong(
                    Subject,
                    $"{server} offers no encryption (STARTTLS), which RetentionBot:Mail:Tls asks for.",
                    "Use the server's submission port, mostly 587; set RetentionBot:Mail:Tls to false only for a server on this machine.")
                : CheckupLine.Well(Subject, $"{server} greets. Whether it takes the user and password shows with the first mail.");
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return CheckupLine.Wrong(Subject, $"{server} does not answer.", "Correct RetentionBot:Mail:Host and RetentionBot:Mail:Port, or open the way to it in the firewall.");
        }
    }

    /// <summary>The lines of one answer: all but the last have a dash behind the code.</summary>
    private static async Task<string> AnswerAsync(StreamReader reader, CancellationToken ct)
    {
        var answer = new StringBuilder();
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            answer.Append(line).Append('\n');
            if (line.Length < 4 || line[3] != '-')
            {
                break;
            }
        }

        return answer.ToString();
    }
}
