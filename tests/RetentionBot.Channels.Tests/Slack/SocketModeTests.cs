using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack.SocketMode;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SocketModeTests : IAsyncLifetime
{
    /// <summary>Failures are got over in a moment.</summary>
    private static readonly SlackSocketTimes Brisk = new() { ShortestPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(200) };

    private FakeSlack _slack = null!;

    public async Task InitializeAsync() => _slack = await FakeSlack.StartAsync();

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    [Fact]
    [Trait("Conformance", "SL-63")]
    public async Task Not_connected_before_hello_and_connected_after_it()
    {
        _slack.Sockets.SaysHello = false;
        await using var host = await StartAsync();
        await EventuallyAsync(() => _slack.Sockets.Events.Contains("open 1"));
        host.SocketState.Status.ShouldBe(SlackSocketStatus.Connecting);

        _slack.Sockets.SaysHello = true;
        await using var other = await StartAsync();

        await EventuallyAsync(() => other.SocketState.Status == SlackSocketStatus.Connected);
        host.SocketState.Status.ShouldBe(SlackSocketStatus.Connecting);
    }

    [Fact]
    [Trait("Conformance", "SL-63")]
    public async Task Each_envelope_is_acknowledged_once_on_the_connection_it_came_from()
    {
        await using var host = await StartAsync();

        await SendEventAsync(1);
        await _slack.Sockets.SendAsync("brand_new", new JsonObject());

        _slack.Sockets.Acks.Select(ack => (ack.Socket, ack.Frame.ToJsonString())).ShouldBe([(1, """{"envelope_id":"envelope-1"}"""), (1, """{"envelope_id":"envelope-2"}""")]);
        host.Receiver.Turns.ShouldHaveSingleItem().Kind.ShouldBe(TurnKind.Message);
    }

    [Fact]
    [Trait("Conformance", "SL-23")]
    [Trait("Conformance", "SL-63")]
    public async Task What_is_wrong_with_a_form_goes_along_with_the_acknowledgement()
    {
        await using var host = await StartAsync();
        host.Receiver.Answer = new TurnAnswer(IsFinished: true, Form: new CardForm("Plan", new MessageContent("Plan"))
        {
            Errors = new Dictionary<string, string> { ["note"] = "Say more." },
        });
        var form = JsonNode.Parse(Payloads.Submission("""{ "Verb": "alert.plan", "Channel": "C0CSALERTS" }"""))!;

        var ack = await _slack.Sockets.SendAsync("interactive", form, acceptsPayload: true);
        var mute = await _slack.Sockets.SendAsync("interactive", form, acceptsPayload: false);

        ack["payload"]!.ToJsonString().ShouldBe("""{"response_action":"errors","errors":{"note":"Say more."}}""");
        mute["payload"].ShouldBeNull();
    }

    [Fact]
    [Trait("Conformance", "SL-63")]
    public async Task What_cannot_be_committed_is_not_acknowledged()
    {
        await using var host = await StartAsync();
        host.Receiver.IsBroken = true;
        var socket = await _slack.Sockets.OpenAsync();
        var waiting = SendEventAsync(1);
        await EventuallyAsync(() => host.Log.Lines.Any(line => line.Text.Contains("could not be committed")));

        _slack.Sockets.Acks.ShouldBeEmpty();

        // Slack sends it again when the connection is over.
        host.Receiver.IsBroken = false;
        socket.Abort();
        await waiting;
        host.Receiver.Turns.ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Conformance", "SL-63")]
    public async Task An_envelope_is_acknowledged_while_Slack_keeps_the_modal_waiting()
    {
        await using var host = await StartAsync();
        host.Receiver.Answer = new TurnAnswer(IsFinished: true, Form: new CardForm("Plan", new MessageContent("Plan")));
        _slack.Next("views.open", new FakeSlackAnswer(Delay: TimeSpan.FromMinutes(5)));
        host.Patience = TimeSpan.FromMinutes(5);

        await _slack.Sockets.SendAsync("interactive", JsonNode.Parse(Payloads.Press(responseUrl: ""))!);

        _slack.Sockets.Acks.ShouldHaveSingleItem().Socket.ShouldBe(1);
        _slack.CallsTo("views.open").ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Conformance", "SL-63")]
    [Trait("Conformance", "SL-64")]
    public async Task The_successor_is_up_before_the_old_connection_closes_and_what_is_under_way_is_acknowledged_on_the_old_one()
    {
        await using var host = await StartAsync();
        using var released = new ManualResetEventSlim();
        var old = await _slack.Sockets.OpenAsync();
        host.Receiver.Lock = released;
        var waiting = SendEventAsync(1);

        await old.DisconnectAsync("warning");
        await SendAsync(old, Event(2));
        await old.DisconnectAsync("refresh_requested");
        await _slack.Sockets.OpenAsync(after: 1);
        released.Set();
        await waiting;

        // What came on the old one after the warning is not lost either.
        await EventuallyAsync(() => host.Receiver.Turns.Count == 2);
        _slack.Sockets.Acks.ShouldAllBe(ack => ack.Socket == 1);
        await EventuallyAsync(() => _slack.Sockets.Events.Contains("closed 1"));
        _slack.Sockets.Events.ShouldBe(["open 1", "hello 1", "open 2", "hello 2", "closed 1"]);
        host.SocketState.Status.ShouldBe(SlackSocketStatus.Connected);
    }

    [Fact]
    [Trait("Conformance", "SL-64")]
    public async Task A_thousand_envelopes_and_twenty_refreshes_lose_nothing()
    {
        await using var host = await StartAsync();
        var sent = new List<Task>();
        for (var i = 0; i < 1000; i++)
        {
            sent.Add(SendEventAsync(i));
            if (i % 50 == 25)
            {
                var old = await _slack.Sockets.OpenAsync();
                await old.DisconnectAsync("refresh_requested");
            }
        }

        await Task.WhenAll(sent);

        host.Receiver.Turns.Select(turn => turn.DeliveryKey).Distinct().Count().ShouldBe(1000);
        _slack.Sockets.Acks.Select(ack => (string?)ack.Frame["envelope_id"]).Distinct().Count().ShouldBe(1000);
        _slack.Sockets.Events.Count(line => line.StartsWith("hello", StringComparison.Ordinal)).ShouldBe(21);
    }

    [Fact]
    [Trait("Conformance", "SL-65")]
    public async Task A_disabled_link_stops_for_good_and_is_visible()
    {
        await using var host = await StartAsync();

        await (await _slack.Sockets.OpenAsync()).DisconnectAsync("link_disabled");

        await EventuallyAsync(() => host.SocketState.Status == SlackSocketStatus.Stopped);
        host.SocketState.Reason.ShouldBe("link_disabled");
        _slack.CallsTo("apps.connections.open").Count.ShouldBe(1);
        host.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains("link_disabled"));
    }

    [Theory]
    [Trait("Conformance", "SL-65")]
    [InlineData("invalid_auth")]
    [InlineData("not_authed")]
    [InlineData("account_inactive")]
    [InlineData("user_removed_from_team")]
    [InlineData("team_disabled")]
    public async Task A_refused_app_token_stops_for_good_and_is_visible(string error)
    {
        _slack.FailNext("apps.connections.open", error);

        await using var host = await StartAsync();

        await EventuallyAsync(() => host.SocketState.Status == SlackSocketStatus.Stopped);
        host.SocketState.Reason.ShouldBe(error);
        _slack.CallsTo("apps.connections.open").Count.ShouldBe(1);

        // The bot token is another one and goes on.
        (await host.Channel.SendAsync(TestMessages.Of(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    [Trait("Conformance", "SL-65")]
    public async Task Other_failures_are_tried_again()
    {
        _slack.FailNext("apps.connections.open", "internal_error");
        _slack.Next("apps.connections.open", new FakeSlackAnswer(500));
        _slack.Next("apps.connections.open", new FakeSlackAnswer(Body: """{ "ok": true, "url": "wss://203.0.113.7/?ticket=x" }"""));
        _slack.Next("apps.connections.open", new FakeSlackAnswer(Body: """{ "ok": true, "url": "ws://127.0.0.1:9/?ticket=x" }"""));

        await using var host = await StartAsync();

        await EventuallyAsync(() => host.SocketState.Status == SlackSocketStatus.Connected);
        _slack.CallsTo("apps.connections.open").Count.ShouldBe(5);
    }

    [Theory]
    [Trait("Conformance", "SL-65")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Between_two_tries_there_is_a_wait(bool isRefused)
    {
        if (isRefused)
        {
            _slack.FailNext("apps.connections.open", "internal_error");
        }

        await using var host = await StartAsync(new SlackSocketTimes { ShortestPause = TimeSpan.FromHours(1), LongestPause = TimeSpan.FromHours(1) });
        if (!isRefused)
        {
            (await _slack.Sockets.OpenAsync()).Abort();
        }

        await EventuallyAsync(() => host.SocketState.Reason == (isRefused ? "internal_error" : "connection_lost"));

        // The moment a try without a wait would take.
        await Task.Delay(300);
        host.SocketState.Status.ShouldBe(SlackSocketStatus.Connecting);
        _slack.CallsTo("apps.connections.open").Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Conformance", "SL-65")]
    public void Waits_double_up_to_their_limit_and_never_are_all_the_same()
    {
        var times = new SlackSocketTimes();

        foreach (var (failures, most) in ((int, double)[])[(1, 1), (2, 2), (4, 8), (7, 60), (1000, 60)])
        {
            var waits = Enumerable.Range(0, 50).Select(_ => times.PauseAfter(failures).TotalSeconds).ToList();
            waits.ShouldAllBe(wait => wait >= most / 2 && wait <= most);
            waits.Distinct().Count().ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    [Trait("Conformance", "SL-66")]
    public async Task A_connection_that_answers_no_ping_is_replaced()
    {
        await using var host = await StartAsync(Brisk with { PingEvery = TimeSpan.FromMilliseconds(200), PongWithin = TimeSpan.FromMilliseconds(600) });
        var dead = await _slack.Sockets.OpenAsync();
        dead.Freeze();
        await SendAsync(dead, Event(1));

        (await _slack.Sockets.OpenAsync(after: 1)).Number.ShouldBe(2);
    }

    [Fact]
    [Trait("Conformance", "SL-66")]
    public void A_silent_connection_is_dead_within_thirty_seconds() =>
        (new SlackSocketTimes().PingEvery + new SlackSocketTimes().PongWithin).ShouldBe(TimeSpan.FromSeconds(30));

    [Fact]
    [Trait("Conformance", "SL-66")]
    public async Task Frames_in_pieces_are_put_together_and_odd_ones_passed_over()
    {
        await using var host = await StartAsync();
        var socket = await _slack.Sockets.OpenAsync();

        await SendAsync(socket, Event(1), fragment: 7);
        await SendAsync(socket, Event(3), fragment: 7, WebSocketMessageType.Binary);
        await socket.SendAsync("{ not json"u8.ToArray(), WebSocketMessageType.Text, int.MaxValue);
        await socket.SendAsync("[]"u8.ToArray(), WebSocketMessageType.Text, int.MaxValue);
        await SendAsync(socket, Event(2));

        await EventuallyAsync(() => host.Receiver.Turns.Count == 2);
        host.Receiver.Turns.Select(turn => turn.MessageId).ShouldBe(["1795000100.000001", "1795000100.000002"], ignoreOrder: true);
        _slack.Sockets.Events.ShouldBe(["open 1", "hello 1"]);
    }

    [Fact]
    [Trait("Conformance", "SL-66")]
    public async Task A_frame_of_more_than_a_mebibyte_ends_the_connection()
    {
        await using var host = await StartAsync();

        await (await _slack.Sockets.OpenAsync()).SendAsync(new byte[(1024 * 1024) + 1], WebSocketMessageType.Text, 60_000);

        (await _slack.Sockets.OpenAsync(after: 1)).Number.ShouldBe(2);
    }

    [Fact]
    [Trait("Conformance", "SL-67")]
    public async Task The_same_payloads_have_the_same_effect_over_HTTP()
    {
        string[] events = [Payloads.Event(Payloads.Mention()), Payloads.Event(Payloads.Direct, "Ev2"), Payloads.Event("""{ "type": "channel_shared", "channel": "C1" }""", "Ev3")];
        string[] interactions = [Payloads.Press(), Payloads.Submission("""{ "Verb": "alert.plan", "Channel": "C0CSALERTS" }"""), """{ "type": "view_closed" }"""];
        await using var socket = await StartAsync();
        foreach (var json in events)
        {
            await _slack.Sockets.SendAsync("events_api", JsonNode.Parse(json)!);
        }

        foreach (var json in interactions)
        {
            await _slack.Sockets.SendAsync("interactive", JsonNode.Parse(json)!, acceptsPayload: true);
        }

        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Payloads.Command);
        await _slack.Sockets.SendAsync(
            "slash_commands", new JsonObject(form.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value.ToString()))), acceptsPayload: true);

        await using var http = await SlackTestHost.StartAsync(_slack);
        foreach (var request in events.Select(http.Signer.Event).Concat(interactions.Select(http.Signer.Interaction)).Append(http.Signer.Command(Payloads.Command)))
        {
            await http.Client.SendAsync(request);
        }

        socket.Receiver.Turns.Count.ShouldBe(6);
        Json(socket).ShouldBe(Json(http));

        static string Json(SlackTestHost host) => System.Text.Json.JsonSerializer.Serialize(host.Receiver.Turns);
    }

    [Fact]
    [Trait("Conformance", "SL-56")]
    public async Task Neither_the_ticket_nor_the_app_token_is_in_any_log()
    {
        await using var host = await StartAsync();
        await SendEventAsync(1);
        await (await _slack.Sockets.OpenAsync()).DisconnectAsync("refresh_requested");
        await _slack.Sockets.OpenAsync(after: 1);

        host.Log.Lines.ShouldNotContain(line => line.Text.Contains("ticket") || line.Text.Contains(_slack.Sockets.AppToken));
    }

    private Task<SlackTestHost> StartAsync(SlackSocketTimes? times = null) => SlackTestHost.StartAsync(_slack, times ?? Brisk, ("Slack:AppToken", _slack.Sockets.AppToken));

    private Task<JsonObject> SendEventAsync(int number) => _slack.Sockets.SendAsync("events_api", Event(number));

    private static JsonNode Event(int number) => JsonNode.Parse(Payloads.Event(
        Payloads.Direct.Replace("1795000100.000200", $"1795000100.{number:D6}", StringComparison.Ordinal), $"Ev{number}"))!;

    /// <summary>An event of which no acknowledgement is waited for.</summary>
    private static Task SendAsync(
        FakeSlackSocket socket, JsonNode payload, int fragment = int.MaxValue, WebSocketMessageType type = WebSocketMessageType.Text) => socket.SendAsync(
            Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "events_api", ["envelope_id"] = Guid.NewGuid().ToString(), ["payload"] = payload }.ToJsonString()),
            type,
            fragment);

    private static async Task EventuallyAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 3000 && !isSo(); i++)
        {
            await Task.Delay(10);
        }

        isSo().ShouldBeTrue();
    }
}
