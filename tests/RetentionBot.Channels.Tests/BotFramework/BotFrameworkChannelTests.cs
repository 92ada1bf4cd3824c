using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>What goes over the wire for each send, and what comes of each answer, against a fake Connector over real HTTP.</summary>
public sealed class BotFrameworkChannelTests : IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 16, 8, 15, 0, TimeSpan.Zero));
    private FakeBotConnector connector = null!;
    private TeamsApp teams = null!;

    public async Task InitializeAsync()
    {
        connector = await FakeBotConnector.StartAsync();
        teams = await TeamsApp.StartAsync("Development", clock, ("SendTimeout", "00:00:04"));
    }

    public async Task DisposeAsync()
    {
        await teams.DisposeAsync();
        await connector.DisposeAsync();
    }

    private ConversationRef Personal => Outgoing.Personal(connector.ServiceUrl);

    private ConversationRef Thread => Outgoing.Channel(connector.ServiceUrl, Payloads.Root);

    [Fact, Trait("Conformance", "BF-8"), Trait("Conformance", "BF-24"), Trait("Conformance", "BF-33")]
    public async Task A_text_is_markdown_and_nothing_empty_goes_along()
    {
        var outcome = await SendAsync(Outgoing.Post(Personal, new MessageContent("Churn: **2,4 %** ✓")));

        var request = connector.Requests.Single();
        request.Method.ShouldBe("POST");
        request.Path.ShouldBe("/v3/conversations/a%3A1personal/activities");
        request.Authorization.ShouldBe("Bearer token-1");
        request.ContentType.ShouldBe("application/json; charset=utf-8");
        ShouldEqual(request.Json, $$"""{ "type": "message", "from": { "id": "{{Payloads.Bot}}" }, "conversation": { "id": "a:1personal" }, "text": "Churn: **2,4 %** ✓", "textFormat": "markdown" }""");
        outcome.ShouldBe(new SendOutcome.Sent(connector.PostedIn("a:1personal").Single().Id));
    }

    [Fact, Trait("Conformance", "BF-32"), Trait("Conformance", "BF-33")]
    public async Task A_card_goes_alone_with_its_summary()
    {
        await SendAsync(Outgoing.Post(Personal, Outgoing.Card("Health score drop")));

        ShouldEqual(connector.Requests.Single().Json, $$"""
            { "type": "message", "from": { "id": "{{Payloads.Bot}}" }, "conversation": { "id": "a:1personal" }, "summary": "Health score drop",
              "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "content": { "type": "AdaptiveCard", "version": "1.5", "body": [] } } ] }
            """);
    }

    [Fact, Trait("Conformance", "BF-27"), Trait("Conformance", "BF-28")]
    public async Task A_reply_stays_in_its_thread_and_names_what_it_answers()
    {
        await SendAsync(Outgoing.Post(Thread, new MessageContent("2,4 %")) with { ReplyToId = "1795162542999" });

        var request = connector.Requests.Single();
        request.Path.ShouldBe("/v3/conversations/19%3AchurnWatchExample0002%40thread.tacv2%3Bmessageid%3D1795162542317/activities/1795162542999");
        ((string?)request.Json["replyToId"]).ShouldBe("1795162542999");
        ((string?)request.Json["conversation"]!["id"]).ShouldBe($"{Payloads.Channel};messageid={Payloads.Root}");
    }

    [Fact, Trait("Conformance", "BF-29")]
    public async Task A_post_to_a_channel_starts_a_thread_and_says_which()
    {
        var outcome = await SendAsync(Outgoing.Post(Outgoing.Channel(connector.ServiceUrl), Outgoing.Card("Health score drop")));

        var request = connector.Requests.Single();
        request.Path.ShouldBe("/v3/conversations");
        ShouldEqual(request.Json, $$"""
            { "isGroup": true, "tenantId": "{{Payloads.Tenant}}", "channelData": { "channel": { "id": "{{Payloads.Channel}}" }, "tenant": { "id": "{{Payloads.Tenant}}" } },
              "activity": { "type": "message", "from": { "id": "{{Payloads.Bot}}" }, "summary": "Health score drop",
                "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "content": { "type": "AdaptiveCard", "version": "1.5", "body": [] } } ] } }
            """);
        var id = connector.PostedIn(Payloads.Channel).Single().Id;
        outcome.ShouldBe(new SendOutcome.Sent(id, id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("same")]
    public async Task An_update_rewrites_the_first_message_of_its_thread(string? threadIsKept)
    {
        var channel = Outgoing.Channel(connector.ServiceUrl);
        var sent = (SendOutcome.Sent)await SendAsync(Outgoing.Post(channel, Outgoing.Card()));

        var outcome = await SendAsync(Outgoing.Update(channel with { ThreadId = threadIsKept is null ? null : sent.ThreadId }, sent.MessageId!, new MessageContent("Resolved")));

        outcome.ShouldBe(new SendOutcome.Sent(sent.MessageId));
        connector.Requests[^1].Method.ShouldBe("PUT");
        var posted = connector.PostedIn(Payloads.Channel).Single();
        posted.Updates.ShouldBe(1);
        posted.Text.ShouldBe("Resolved");
        posted.Card.ShouldBeNull();
    }

    [Fact]
    public async Task A_private_message_is_a_post_in_a_personal_chat_and_refused_elsewhere()
    {
        (await SendAsync(Outgoing.Post(Personal, new MessageContent("psst")) with { Kind = SendKind.Private })).ShouldBeOfType<SendOutcome.Sent>();
        (await SendAsync(Outgoing.Post(Thread, new MessageContent("psst")) with { Kind = SendKind.Private })).ShouldBeOfType<SendOutcome.Refused>().Loss.ShouldBe(Loss.None);
        connector.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_sign_under_a_message_is_refused_as_the_channel_says_of_itself()
    {
        teams.Channel.Abilities.ShouldBe(new ChannelAbilities(CanSayPrivately: false, CanReact: false, OpensForms: false));

        var sign = Outgoing.Post(Thread, new MessageContent("seen")) with { Kind = SendKind.React, MessageId = Payloads.Root, Sign = ReactionSign.Seen };

        (await SendAsync(sign)).ShouldBeOfType<SendOutcome.Refused>().Loss.ShouldBe(Loss.None);
        connector.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_without_a_message_is_refused()
    {
        (await SendAsync(Outgoing.Post(Personal, new MessageContent("x")) with { Kind = SendKind.Update })).ShouldBeOfType<SendOutcome.Refused>();
        connector.Requests.ShouldBeEmpty();
    }

    [Theory, Trait("Conformance", "BF-27")]
    [InlineData("")]
    [InlineData("/")]
    public async Task The_services_path_is_kept_with_and_without_a_closing_slash(string end)
    {
        await SendAsync(Outgoing.Post(Outgoing.Personal(connector.ServiceUrl + end), new MessageContent("x")));

        // The fake lives below /teams and answers nothing outside it.
        connector.Requests.Single().Path.ShouldBe("/v3/conversations/a%3A1personal/activities");
    }

    [Fact, Trait("Conformance", "BF-27")]
    public async Task An_id_is_escaped_once_wherever_it_stands()
    {
        await SendAsync(Outgoing.Post(Personal, new MessageContent("x")) with { ReplyToId = "f:1/a%2F" });
        await SendAsync(Outgoing.Update(Personal, "f:1/a%2F", new MessageContent("x")));

        connector.Requests.Select(r => $"{r.Method} {r.Path}").ShouldBe(
        [
            "POST /v3/conversations/a%3A1personal/activities/f%3A1%2Fa%252F",
            "PUT /v3/conversations/a%3A1personal/activities/f%3A1%2Fa%252F",
        ]);
    }

    [Theory, Trait("Conformance", "BF-26")]
    [InlineData("https://bot.example.com/teams")]
    [InlineData("http://smba.trafficmanager.net/teams")]
    [InlineData("https://smba.trafficmanager.net.example.com/teams")]
    [InlineData("https://smba.trafficmanager.net@example.com/teams")]
    [InlineData("https://notbotframework.com")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task No_token_goes_to_a_stranger(string serviceUrl)
    {
        // Were a token asked for, the outcome would be another one.
        teams.Tokens.Fails = "asked";

        (await SendAsync(Outgoing.Post(Outgoing.Personal(serviceUrl), new MessageContent("x")))).ShouldBeOfType<SendOutcome.Refused>();
    }

    [Theory, Trait("Conformance", "BF-26")]
    [InlineData("https://smba.trafficmanager.net/emea/tenant/", true)]
    [InlineData("https://europe.botframework.com", true)]
    [InlineData("https://bot.partner.example.com/teams", true)]
    [InlineData("https://partner.example.com/teams", false)]
    public async Task Known_and_configured_hosts_are_called(string serviceUrl, bool isAllowed)
    {
        await using var configured = await TeamsApp.StartAsync("Production", clock, ("AllowedServiceHosts:0", "*.partner.example.com"));
        configured.Tokens.Fails = "asked";

        var outcome = await configured.Channel.SendAsync(Outgoing.Post(Outgoing.Personal(serviceUrl), new MessageContent("x")), CancellationToken.None);

        (outcome is SendOutcome.TryAgain { Reason: "The bot could not get its own token: asked." }).ShouldBe(isAllowed);
    }

    [Fact, Trait("Conformance", "BF-26")]
    public async Task Outside_Development_not_even_this_machine_is_called()
    {
        await using var production = await TeamsApp.StartAsync("Production", clock);

        (await production.Channel.SendAsync(Outgoing.Post(Personal, new MessageContent("x")), CancellationToken.None)).ShouldBeOfType<SendOutcome.Refused>();
        connector.Requests.ShouldBeEmpty();
    }

    [Theory, Trait("Conformance", "BF-31")]
    [InlineData(200, """{ "id": "17" }""", "17")]
    [InlineData(201, """{ "id": "17" }""", "17")]
    [InlineData(202, "", null)]
    [InlineData(202, "<html/>", null)]
    [InlineData(200, "{}", null)]
    public async Task Three_statuses_are_success_whatever_the_body(int status, string body, string? id)
    {
        connector.Replies.Enqueue(new ConnectorReply(status, body));

        (await SendAsync(Outgoing.Post(Thread, new MessageContent("x")))).ShouldBe(new SendOutcome.Sent(id));
    }

    [Fact, Trait("Conformance", "BF-31")]
    public async Task A_thread_whose_answer_is_empty_was_started_all_the_same()
    {
        connector.Replies.Enqueue(new ConnectorReply(202));

        (await SendAsync(Outgoing.Post(Outgoing.Channel(connector.ServiceUrl), new MessageContent("x")))).ShouldBe(new SendOutcome.Sent(null));
    }

    [Fact]
    public async Task What_was_said_is_not_logged()
    {
        connector.Rule = _ => new ConnectorReply(400, "secret-answer");

        await SendAsync(Outgoing.Post(Personal, new MessageContent("secret-text")));

        teams.Log.Lines.ShouldContain(line => line.Contains("answered POST with 400"));
        teams.Log.Lines.ShouldAllBe(line => !line.Contains("secret-") && !line.Contains("token-1"));
    }

    private Task<SendOutcome> SendAsync(OutgoingMessage message) => teams.Channel.SendAsync(message, CancellationToken.None);

    private static void ShouldEqual(JsonObject actual, string expected) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue($"{actual.ToJsonString()} is not {expected}");
}
