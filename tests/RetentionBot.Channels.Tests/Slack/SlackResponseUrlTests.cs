using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackResponseUrlTests : IAsyncLifetime
{
    private const string Card = """{ "type": "AdaptiveCard", "fallbackText": "Taken", "body": [ { "type": "TextBlock", "text": "Taken by Anna" } ] }""";

    private FakeSlack _slack = null!;
    private SlackTestHost _host = null!;

    public async Task InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _host = await SlackTestHost.StartAsync(_slack);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task A_command_is_answered_where_the_bot_is_no_member()
    {
        await CommandAsync("C0NOWHERE");

        (await SayAsync("C0NOWHERE")).ShouldBe(new SendOutcome.Sent(null));

        var said = _slack.Messages.ShouldHaveSingleItem();
        (said.Channel, said.OnlyFor, said.Text).ShouldBe(("C0NOWHERE", "U0CSMANNA1", "Churn was 1.8 %"));
        ((string?)_slack.ResponseUrls.Bodies.ShouldHaveSingleItem()["response_type"]).ShouldBe("ephemeral");
    }

    [Fact]
    [Trait("Conformance", "SL-27")]
    public async Task An_address_is_used_five_times_and_then_the_ordinary_way_is_taken()
    {
        await CommandAsync();

        for (var i = 0; i < 7; i++)
        {
            (await SayAsync()).ShouldBe(new SendOutcome.Sent(null));
        }

        _slack.ResponseUrls.Bodies.Count.ShouldBe(5);
        _slack.ResponseUrls.Refusals.ShouldBe(0);
        _slack.CallsTo("chat.postEphemeral").Count.ShouldBe(2);
    }

    [Theory]
    [Trait("Conformance", "SL-27")]
    [InlineData(29, 0)]
    [InlineData(30, 1)]
    public async Task An_address_is_not_used_after_half_an_hour(int minutes, int ordinary)
    {
        await CommandAsync();
        _host.Clock.Now += TimeSpan.FromMinutes(minutes);

        (await SayAsync()).ShouldBe(new SendOutcome.Sent(null));

        _slack.ResponseUrls.Refusals.ShouldBe(0);
        _slack.CallsTo("chat.postEphemeral").Count.ShouldBe(ordinary);
    }

    [Fact]
    public async Task An_address_that_Slack_takes_no_more_is_given_up_for_the_ordinary_way()
    {
        await CommandAsync(url: _slack.ApiBaseUrl.Replace("/api/", "/response/unknown", StringComparison.Ordinal));

        (await SayAsync()).ShouldBe(new SendOutcome.Sent(null));

        _slack.ResponseUrls.Refusals.ShouldBe(1);
        _slack.CallsTo("chat.postEphemeral").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_else_and_no_other_conversation_is_answered_with_it()
    {
        await CommandAsync();

        await _host.Channel.SendAsync(TestMessages.Of(SendKind.Private) with { RecipientId = "U0CUSTOMER" }, CancellationToken.None);
        await SayAsync("D0CSMANNA1");

        _slack.ResponseUrls.Bodies.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Conformance", "SL-28")]
    [InlineData("https://hooks.slack.com/actions/T0/1/x", true)]
    [InlineData("https://hooks.slack-gov.com/actions/T0/1/x", true)]
    [InlineData("https://HOOKS.SLACK.COM/x", true)]
    [InlineData("http://hooks.slack.com/x", false)]
    [InlineData("https://hooks.slack.com.example.com/x", false)]
    [InlineData("https://notslack.com/x", false)]
    [InlineData("https://slack.com.evil/x", false)]
    [InlineData("https://hooks.slack.com@example.com/x", false)]
    [InlineData("https://user:pass@hooks.slack.com/x", false)]
    [InlineData("https://example.com\\@hooks.slack.com/x", false)]
    [InlineData("https://hooks.slack.com:8443/x", false)]
    [InlineData("https://203.0.113.7/x", false)]
    [InlineData("https://[2001:db8::1]/x", false)]
    [InlineData("http://127.0.0.1:5000/x", false)]
    [InlineData("https://127.0.0.1/x", false)]
    [InlineData("https://localhost/x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_encrypted_addresses_of_Slack_by_name_are_called(string? url, bool isTrusted) =>
        (SlackAddresses.Trusted(url, Uri.UriSchemeHttps, new SlackOptions()) is not null).ShouldBe(isTrusted);

    [Fact]
    [Trait("Conformance", "SL-28")]
    public async Task A_foreign_address_is_not_even_kept()
    {
        // Within reach, so that a call to it would be seen.
        await CommandAsync(url: _slack.ResponseUrls.Mint("C0CSALERTS", "U0CSMANNA1").Replace("://", "://hooks.slack.com@", StringComparison.Ordinal));

        await SayAsync();

        _slack.ResponseUrls.Bodies.ShouldBeEmpty();
        _slack.CallsTo("chat.postEphemeral").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true, "Taken by Anna")]
    [InlineData(false, null)]
    public async Task A_pressed_card_that_one_person_sees_is_replaced_and_one_that_everybody_sees_is_not(bool isEphemeral, string? shown)
    {
        var pressed = new FakeSlackMessage("C0CSALERTS", "1795000200.000400", null, "Alert", null, isEphemeral ? "U0CSMANNA1" : null);
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Card: JsonNode.Parse(Card)!.AsObject());

        await _host.Client.SendAsync(_host.Signer.Interaction(Payloads.Press(
            container: $$"""{ "type": "message", "message_ts": "1795000200.000400", "channel_id": "C0CSALERTS", "is_ephemeral": {{(isEphemeral ? "true" : "false")}} }""",
            responseUrl: _slack.ResponseUrls.Mint("C0CSALERTS", "U0CSMANNA1", pressed))));

        _slack.Messages.SingleOrDefault()?.Blocks!.ToJsonString().ShouldContain(shown!);
        _slack.ResponseUrls.Bodies.Count.ShouldBe(shown is null ? 0 : 1);
        _slack.CallsTo("chat.update").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_notice_goes_to_the_presser_through_the_presss_own_address()
    {
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Notice: "Taken by Bo already");

        var answer = await _host.Client.SendAsync(_host.Signer.Interaction(Payloads.Press(responseUrl: _slack.ResponseUrls.Mint("C0CSALERTS", "U0CSMANNA1"))));

        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        var said = _slack.Messages.ShouldHaveSingleItem();
        (said.OnlyFor, said.Text, said.ThreadTs).ShouldBe(("U0CSMANNA1", "Taken by Bo already", "1795000100.000900"));
        _slack.CallsTo("chat.postEphemeral").ShouldBeEmpty();
    }

    [Fact]
    [Trait("Conformance", "SL-56")]
    public async Task No_address_is_in_any_log()
    {
        await CommandAsync();
        await SayAsync();
        await CommandAsync(url: _slack.ApiBaseUrl.Replace("/api/", "/response/unknown-secret", StringComparison.Ordinal));
        await SayAsync();
        await CommandAsync(url: "https://example.com/other-secret");
        await SayAsync();

        _host.Log.Lines.ShouldNotContain(line => line.Text.Contains("secret"));
    }

    private async Task CommandAsync(string channel = "C0CSALERTS", string? url = null)
    {
        var form = Payloads.Command.Replace("C0CSALERTS", channel, StringComparison.Ordinal)
            + "&response_url=" + Uri.EscapeDataString(url ?? _slack.ResponseUrls.Mint(channel, "U0CSMANNA1"));
        ((int)(await _host.Client.SendAsync(_host.Signer.Command(form))).StatusCode).ShouldBe(200);
    }

    private Task<SendOutcome> SayAsync(string channel = "C0CSALERTS") => _host.Channel.SendAsync(
        TestMessages.Of(SendKind.Private) with { Conversation = TestMessages.Channel with { ConversationId = channel } }, CancellationToken.None);
}
