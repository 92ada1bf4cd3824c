using System.Net;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>No bot registered, and the mode for a local emulator.</summary>
public sealed class AnonymousModeTests
{
    private const string EmulatorMessage = """
        {
          "type": "message", "id": "6f1d2c30-6a0b-4f43-9d0e-5f0b6c1a7e55", "timestamp": "2026-11-16T08:20:00.000Z", "channelId": "msteams", "serviceUrl": "http://localhost:56150/_connector",
          "from": { "id": "user-id-0", "aadObjectId": "00000000-0000-0000-0000-0000000000020", "name": "Alex Wilber" },
          "recipient": { "id": "00000000-0000-0000-0000-00000000000011", "name": "Test Bot" },
          "conversation": { "id": "channel-announcements-id;messageid=1", "isGroup": true, "conversationType": "channel", "tenantId": "00000000-0000-0000-0000-0000000000001" },
          "text": "<at>Test Bot</at> churn last month", "locale": "en-US",
          "entities": [ { "type": "mention", "mentioned": { "id": "00000000-0000-0000-0000-00000000000011", "name": "Test Bot" }, "text": "<at>Test Bot</at>" } ]
        }
        """;

    [Theory, Trait("Conformance", "BF-20")]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Without_an_app_id_every_request_is_refused_and_the_start_warns(string environment)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        await using var teams = await TeamsApp.StartAsync(environment, null, ("OpenIdMetadataUrl", issuer.MetadataUrl));

        (await teams.PostAsync(EmulatorMessage, (string?)null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await teams.PostAsync(EmulatorMessage, issuer.Token("http://localhost:56150/_connector"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await teams.PostAsync(EmulatorMessage, issuer.Token("http://localhost:56150/_connector", audience: ""))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var ofNoBot = new Dictionary<string, object> { ["aud"] = "" };
        (await teams.PostAsync(EmulatorMessage, issuer.Token("http://localhost:56150/_connector", audience: "", claims: ofNoBot))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        teams.Receiver.Turns.ShouldBeEmpty();
        teams.Log.Lines.ShouldContain(line => line.StartsWith("Warning: Microsoft Teams is not connected"));
    }

    [Fact, Trait("Conformance", "BF-21")]
    public async Task The_switch_for_the_emulator_stops_the_start_outside_Development()
    {
        var stopped = await Should.ThrowAsync<OptionsValidationException>(() => TeamsApp.StartAsync("Production", null, ("AllowAnonymousInDevelopment", "true")));

        stopped.Message.ShouldContain("AllowAnonymousInDevelopment is on, but the environment is not Development");
    }

    [Fact, Trait("Conformance", "BF-6")]
    public async Task The_emulator_gets_in_with_ids_that_are_no_guids()
    {
        await using var teams = await TeamsApp.StartAsync(("AllowAnonymousInDevelopment", "true"));

        (await teams.PostAsync(EmulatorMessage, (string?)null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var turn = teams.Receiver.Turns.Single();
        turn.DeliveryKey.ShouldBe("msteams|channel-announcements-id;messageid=1|6f1d2c30-6a0b-4f43-9d0e-5f0b6c1a7e55");
        turn.Text.ShouldBe("churn last month");
        turn.Conversation.Key.ShouldBe("msteams|00000000-0000-0000-0000-0000000000001|channel-announcements-id");
        turn.Conversation.ThreadId.ShouldBe("1");
    }

    [Theory, Trait("Conformance", "BF-20")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "bot.example.com")]
    public async Task What_a_proxy_or_a_foreign_name_brings_does_not_count_as_this_machine(string header, string value)
    {
        await using var teams = await TeamsApp.StartAsync(("AllowAnonymousInDevelopment", "true"));

        (await teams.PostWithHeaderAsync(EmulatorMessage, header, value)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact, Trait("Conformance", "BF-20")]
    public async Task With_an_app_id_the_switch_for_the_emulator_does_nothing()
    {
        await using var issuer = await FakeIssuer.StartAsync();
        await using var teams = await TeamsApp.StartAsync(
            ("AllowAnonymousInDevelopment", "true"), ("AppId", FakeIssuer.AppId), ("AppPassword", "test"), ("TenantId", Payloads.Tenant), ("OpenIdMetadataUrl", issuer.MetadataUrl));

        (await teams.PostAsync(EmulatorMessage, (string?)null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Theory, Trait("Conformance", "BF-20")]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("http://192.0.2.7:56150/_connector")]
    [InlineData("http://localhost.example.com/_connector")]
    [InlineData("not an address")]
    public async Task Without_a_token_only_services_on_this_machine_are_heard(string serviceUrl)
    {
        await using var teams = await TeamsApp.StartAsync(("AllowAnonymousInDevelopment", "true"));

        var response = await teams.PostAsync(EmulatorMessage.Replace("http://localhost:56150/_connector", serviceUrl), (string?)null);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact, Trait("Conformance", "BF-20")]
    public async Task A_web_page_in_a_browser_here_is_not_heard()
    {
        await using var teams = await TeamsApp.StartAsync(("AllowAnonymousInDevelopment", "true"));

        // What a page may send to another origin without asking first.
        (await teams.PostAsync(EmulatorMessage, (string?)null, contentType: "text/plain")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact, Trait("Conformance", "BF-20")]
    public async Task To_the_emulator_goes_no_token()
    {
        await using var connector = await FakeBotConnector.StartAsync("/_connector");
        await using var teams = await TeamsApp.StartAsync(("AllowAnonymousInDevelopment", "true"));

        var outcome = await teams.Channel.SendAsync(Outgoing.Post(Outgoing.Personal(connector.ServiceUrl), new MessageContent("hello")), CancellationToken.None);

        outcome.ShouldBeOfType<SendOutcome.Sent>();
        connector.Requests.Single().Authorization.ShouldBeNull();
    }

    [Theory]
    [InlineData("AppPassword", "AppPassword is missing")]
    [InlineData("TenantId", "TenantId is missing")]
    public async Task A_bot_without_what_its_type_needs_stops_the_start(string missing, string sentence)
    {
        (string, string?)[] settings = [("AppId", "app"), ("AppPassword", "test"), ("TenantId", "home")];

        var stopped = await Should.ThrowAsync<OptionsValidationException>(() => TeamsApp.StartAsync([.. settings.Where(s => s.Item1 != missing)]));

        stopped.Message.ShouldContain(sentence);
    }
}
