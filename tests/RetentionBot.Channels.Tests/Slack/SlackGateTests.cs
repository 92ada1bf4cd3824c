using System.Net.Sockets;
using System.Text;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackGateTests
{
    private const string Challenge = """{"type":"url_verification","token":"deprecated","challenge":"n7Qk0"}""";

    [Fact]
    [Trait("Conformance", "SL-6")]
    public async Task A_signed_challenge_is_echoed_and_an_unsigned_one_is_not()
    {
        await using var host = await SlackTestHost.StartAsync();

        var signed = await host.Client.SendAsync(host.Signer.Event(Challenge));
        var unsigned = await host.Client.PostAsync("/slack/events", new StringContent(Challenge, Encoding.UTF8, "application/json"));
        var forged = await host.Client.SendAsync(new SlackSigner("guessed", host.Clock).Event(Challenge));

        ((int)signed.StatusCode).ShouldBe(200);
        (await signed.Content.ReadAsStringAsync()).ShouldBe("n7Qk0");
        ((int)unsigned.StatusCode).ShouldBe(401);
        (await unsigned.Content.ReadAsStringAsync()).ShouldBeEmpty();
        ((int)forged.StatusCode).ShouldBe(401);
        (await forged.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Conformance", "SL-2")]
    public async Task What_is_verified_is_the_body_as_it_was_sent()
    {
        await using var host = await SlackTestHost.StartAsync();
        var spelledOddly = host.Signer.Event("{ \"challenge\" : \"caf\\u00e9\",   \"type\":\"url_verification\" }");
        var respelled = host.Signer.Event("""{"type":"url_verification","challenge":"café"}""");
        respelled.Headers.Remove("X-Slack-Signature");
        respelled.Headers.Add("X-Slack-Signature", spelledOddly.Headers.GetValues("X-Slack-Signature").Single());

        ((int)(await host.Client.SendAsync(spelledOddly)).StatusCode).ShouldBe(200);
        ((int)(await host.Client.SendAsync(respelled)).StatusCode).ShouldBe(401);
    }

    [Theory]
    [Trait("Conformance", "SL-3")]
    [InlineData("no signature")]
    [InlineData("no timestamp")]
    [InlineData("two signatures")]
    [InlineData("two timestamps")]
    [InlineData("other signature")]
    public async Task Missing_wrong_or_repeated_headers_are_refused_without_effect(string fault)
    {
        await using var host = await SlackTestHost.StartAsync();
        var request = host.Signer.Event(Payloads.Event(Payloads.Mention()));
        switch (fault)
        {
            case "no signature":
                request.Headers.Remove("X-Slack-Signature");
                break;
            case "no timestamp":
                request.Headers.Remove("X-Slack-Request-Timestamp");
                break;
            case "two signatures":
                request.Headers.Add("X-Slack-Signature", request.Headers.GetValues("X-Slack-Signature").Single());
                break;
            case "two timestamps":
                request.Headers.Add("X-Slack-Request-Timestamp", host.Signer.Timestamp());
                break;
            default:
                request.Headers.Remove("X-Slack-Signature");
                request.Headers.Add("X-Slack-Signature", "v0=" + new string('0', 64));
                break;
        }

        var answer = await host.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(401);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        host.Receiver.Turns.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Conformance", "SL-3")]
    [InlineData("X-Slack-Signature")]
    [InlineData("X-Slack-Request-Timestamp")]
    public async Task A_header_that_comes_in_two_lines_is_refused_without_effect(string repeated)
    {
        await using var host = await SlackTestHost.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        var body = Encoding.UTF8.GetBytes(Payloads.Event(Payloads.Mention()));
        var timestamp = host.Signer.Timestamp();
        var headers = new List<(string Name, string Value)>
        {
            ("X-Slack-Request-Timestamp", timestamp), ("X-Slack-Signature", host.Signer.Sign(timestamp, body)),
        };
        headers.Add(headers.Single(header => header.Name == repeated));

        // An HTTP client would put both into one line.
        var head = "POST /slack/events HTTP/1.1\r\nHost: x\r\n" + string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"))
            + $"Content-Length: {body.Length}\r\n\r\n";
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. body];
        await socket.GetStream().WriteAsync(request);

        using var reader = new StreamReader(socket.GetStream());
        (await reader.ReadLineAsync())!.ShouldContain(" 401 ");
        host.Receiver.Turns.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Conformance", "SL-4")]
    [InlineData(-301, 401)]
    [InlineData(-300, 200)]
    [InlineData(300, 200)]
    [InlineData(301, 401)]
    public async Task A_replay_from_outside_the_five_minutes_is_refused(int offset, int status)
    {
        await using var host = await SlackTestHost.StartAsync();

        var answer = await host.Client.SendAsync(host.Signer.Request("/slack/events", Challenge, "application/json", TimeSpan.FromSeconds(offset)));

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    [Trait("Conformance", "SL-7")]
    public async Task The_older_of_two_secrets_still_verifies()
    {
        await using var host = await SlackTestHost.StartAsync(null, ("Slack:SigningSecrets:1", "the-older-secret"));
        var older = new SlackSigner("the-older-secret", host.Clock);

        ((int)(await host.Client.SendAsync(older.Event(Challenge))).StatusCode).ShouldBe(200);
        ((int)(await host.Client.SendAsync(host.Signer.Event(Challenge))).StatusCode).ShouldBe(200);
    }

    [Fact]
    [Trait("Conformance", "SL-8")]
    public async Task A_body_that_says_it_is_too_large_is_answered_413_before_it_is_sent()
    {
        await using var host = await SlackTestHost.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        var headers = $"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slack-Request-Timestamp: {host.Signer.Timestamp()}\r\n"
            + "X-Slack-Signature: v0=00\r\nContent-Length: 1048577\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(headers));

        // Not one byte of the body has left.
        using var reader = new StreamReader(socket.GetStream());
        (await reader.ReadLineAsync())!.ShouldContain(" 413 ");
    }

    [Fact]
    [Trait("Conformance", "SL-8")]
    public async Task A_body_of_unknown_length_is_read_up_to_the_limit_only()
    {
        await using var host = await SlackTestHost.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slack-Request-Timestamp: {host.Signer.Timestamp()}\r\nX-Slack-Signature: v0=00\r\nTransfer-Encoding: chunked\r\n\r\n"));

        // One byte over one MiB, in a stream that never ends.
        await stream.WriteAsync(Encoding.ASCII.GetBytes("100001\r\n" + new string('x', 0x100001) + "\r\n"));

        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)))!.ShouldContain(" 413 ");
    }

    [Fact]
    [Trait("Conformance", "SL-8")]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        await using var host = await SlackTestHost.StartAsync();
        var body = Challenge + new string(' ', (1024 * 1024) - Challenge.Length);

        ((int)(await host.Client.SendAsync(host.Signer.Event(body))).StatusCode).ShouldBe(200);
    }

    [Fact]
    [Trait("Conformance", "SL-9")]
    public async Task The_verification_token_proves_nothing_and_spoils_nothing()
    {
        await using var host = await SlackTestHost.StartAsync();

        var without = await host.Client.SendAsync(host.Signer.Event("""{"type":"url_verification","challenge":"c"}"""));
        var odd = await host.Client.SendAsync(host.Signer.Event("""{"type":"url_verification","challenge":"c","token":5}"""));
        var another = await host.Client.SendAsync(host.Signer.Event(Challenge.Replace("deprecated", "another", StringComparison.Ordinal)));
        var unsigned = await host.Client.PostAsync("/slack/events", new StringContent(Payloads.Event(Payloads.Mention()), Encoding.UTF8, "application/json"));
        var forged = await host.Client.SendAsync(new SlackSigner("guessed", host.Clock).Event(Payloads.Event(Payloads.Mention())));

        ((int)without.StatusCode).ShouldBe(200);
        ((int)odd.StatusCode).ShouldBe(200);
        ((int)another.StatusCode).ShouldBe(200);
        ((int)unsigned.StatusCode).ShouldBe(401);
        ((int)forged.StatusCode).ShouldBe(401);
        host.Receiver.Turns.ShouldBeEmpty();
    }
}
