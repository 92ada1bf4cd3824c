using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>The fake is only worth something if Slack's own framework for Node takes it for Slack, as a client and as an app.</summary>
public sealed class BoltTests : IAsyncLifetime
{
    private FakeSlack _slack = null!;

    public async Task InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(SlackTestHost.Token);
        _slack.Clock = new ManualClock();
    }

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    [Fact]
    public async Task The_official_client_opens_forms_and_pages_and_meets_the_limits()
    {
        var clock = (ManualClock)_slack.Clock;
        var late = _slack.Views.MintTrigger("U0CSMANNA1");
        clock.Now += TimeSpan.FromSeconds(4);
        _slack.KeepsPace = true;

        var output = await OfficialClient.RunAsync("methods.mjs", JsonSerializer.Serialize(new
        {
            token = SlackTestHost.Token,
            apiBaseUrl = _slack.ApiBaseUrl,
            trigger = _slack.Views.MintTrigger("U0CSMANNA1"),
            late,
        }));

        JsonNode.DeepEquals(JsonNode.Parse(output), JsonNode.Parse("""
            {
              "opened": true, "again": "exchanged_trigger_id", "late": "expired_trigger_id", "unknown": "invalid_trigger_id",
              "updated": "ok", "stale": "hash_conflict", "longTitle": "invalid_arguments", "noSubmit": "invalid_arguments",
              "home": "ok", "direct": "D0CSMANNA1", "toPerson": "D0CSMANNA1", "tooFast": "slack_webapi_rate_limited_error",
              "sign": "ok", "signAgain": "already_reacted", "stranger": true
            }
            """)).ShouldBeTrue(output);
    }

    [Fact]
    public async Task A_Bolt_app_takes_our_signed_requests_and_answers_through_the_fake()
    {
        var signer = new SlackSigner(SlackTestHost.Secret, TimeProvider.System);
        var url = _slack.ResponseUrls.Mint("C0CSALERTS", "U0CSMANNA1");
        HttpRequestMessage[] requests =
        [
            signer.Event(Payloads.Event(Payloads.Mention())),
            signer.Event(Payloads.Event("""{ "type": "app_home_opened", "user": "U0CSMANNA1", "channel": "D0CSMANNA1", "tab": "home" }""", "Ev2")),
            signer.Interaction(Payloads.Press(trigger: _slack.Views.MintTrigger("U0CSMANNA1"), responseUrl: url)),
            signer.Interaction(Payloads.Submission("{}", note: "bad")),
            signer.Interaction(Payloads.Submission("{}")),
            signer.Command(Payloads.Command + "&response_url=" + Uri.EscapeDataString(url)),
        ];

        var output = await OfficialClient.RunAsync("http-app.mjs", JsonSerializer.Serialize(new
        {
            token = SlackTestHost.Token,
            signingSecret = SlackTestHost.Secret,
            apiBaseUrl = _slack.ApiBaseUrl,
            requests = await Task.WhenAll(requests.Select(AsJsonAsync)),
        }));

        JsonSerializer.Deserialize<string[]>(output).ShouldBe(["200", "200", "200", """200 {"response_action":"errors","errors":{"note":"Say more."}}""", "200", "200"]);
        _slack.Messages.Where(message => message.OnlyFor is null).ShouldHaveSingleItem().ThreadTs.ShouldBe("1795000000.000100");

        // Each is said after its acknowledgement, so either may be first.
        _slack.Messages.Where(message => message.OnlyFor is not null).Select(message => message.Text).ShouldBe(["taken", "working on it"], ignoreOrder: true);
        _slack.Views.Open.ShouldHaveSingleItem().User.ShouldBe("U0CSMANNA1");
        _slack.Views.Homes.Keys.ShouldBe(["U0CSMANNA1"]);
        _slack.Reactions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_Bolt_app_listens_on_the_fakes_socket_and_follows_it_to_the_next_one()
    {
        var app = OfficialClient.RunAsync("socket-app.mjs", JsonSerializer.Serialize(new
        {
            token = SlackTestHost.Token,
            appToken = _slack.Sockets.AppToken,
            apiBaseUrl = _slack.ApiBaseUrl,
        }));

        await _slack.Sockets.SendAsync("events_api", JsonNode.Parse(Payloads.Event(Payloads.Mention()))!);
        await (await _slack.Sockets.OpenAsync()).DisconnectAsync("refresh_requested");
        await _slack.Sockets.SendAsync("events_api", JsonNode.Parse(Payloads.Event(Payloads.Mention().Replace(".000100", ".000200", StringComparison.Ordinal)))!);
        var form = await _slack.Sockets.SendAsync("interactive", JsonNode.Parse(Payloads.Submission("{}"))!, acceptsPayload: true);
        await _slack.Sockets.SendAsync("slash_commands", new JsonObject { ["command"] = "/retention", ["team_id"] = FakeSlack.Team, ["user_id"] = "U0CSMANNA1" }, acceptsPayload: true);

        JsonSerializer.Deserialize<string[]>(await app).ShouldBe(["1795000000.000100", "1795000000.000200"]);
        form["payload"]!.ToJsonString().ShouldContain("Say more.");
        _slack.Sockets.Acks.Select(ack => ack.Socket).ShouldBe([1, 2, 2, 2]);
    }

    private static async Task<object> AsJsonAsync(HttpRequestMessage request) => new
    {
        headers = request.Headers.Concat(request.Content!.Headers).ToDictionary(header => header.Key, header => header.Value.Single()),
        body = await request.Content.ReadAsStringAsync(),
    };
}
