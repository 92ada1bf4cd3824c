using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Channels.BotFramework;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>The endpoint's answers, over real HTTP with a good token.</summary>
public sealed class MessagesEndpointTests : IAsyncLifetime
{
    private FakeIssuer issuer = null!;
    private TeamsApp teams = null!;

    public async Task InitializeAsync()
    {
        issuer = await FakeIssuer.StartAsync();
        teams = await TeamsApp.StartWithAsync(issuer);
    }

    public async Task DisposeAsync()
    {
        await teams.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Theory, Trait("Conformance", "BF-1"), Trait("Conformance", "BF-5"), Trait("Conformance", "BF-53")]
    [InlineData("typing", "{}")]
    [InlineData("messageUpdate", """{ "text": "What was churn?", "channelData": { "eventType": "editMessage" } }""")]
    [InlineData("messageDelete", "{}")]
    [InlineData("messageReaction", """{ "reactionsAdded": [ { "type": "newKind" } ] }""")]
    [InlineData("messageReaction", """{ "reactionsAdded": [ null, { "type": null } ], "replyToId": "17" }""")]
    [InlineData("endOfConversation", "{}")]
    [InlineData("event", """{ "name": "x", "value": [ 1 ] }""")]
    [InlineData("conversationUpdate", """{ "channelData": { "eventType": "channelRenamed" } }""")]
    [InlineData("installationUpdate", """{ "action": "somethingNew" }""")]
    [InlineData("neverSeenBefore", """{ "deliveryMode": "stream", "entities": [ { "type": "odd", "x": {} } ], "channelData": "text" }""")]
    public async Task What_does_not_concern_the_bot_is_acknowledged_and_dropped(string type, string more)
    {
        var response = await SendAsync(Payloads.InPerson(type, more));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact, Trait("Conformance", "BF-1")]
    public async Task A_message_is_acknowledged_with_an_empty_body()
    {
        var response = await SendAsync(Payloads.InPerson("message", """{ "text": "hello" }"""));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        teams.Receiver.Turns.Count.ShouldBe(1);
    }

    [Theory, Trait("Conformance", "BF-2")]
    [InlineData("")]
    [InlineData("{ \"type\": ")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("null")]
    [InlineData("""{ "id": "1" }""")]
    [InlineData("""{ "type": "" }""")]
    public async Task A_body_that_is_no_activity_is_a_bad_request(string body)
    {
        (await teams.PostAsync(body, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact, Trait("Conformance", "BF-3")]
    public async Task Only_posts_are_taken()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            (await teams.CallAsync(method)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        }
    }

    [Fact, Trait("Conformance", "BF-3")]
    public async Task A_body_over_the_limit_is_too_large()
    {
        var token = issuer.Token(Payloads.ServiceUrl);
        var room = MessagesEndpoint.MaxBody - Encoding.UTF8.GetByteCount(Payloads.InPerson("message", """{ "text": "" }""").ToJsonString());

        (await teams.PostAsync(Payloads.InPerson("message", $$"""{ "text": "{{new string('x', room)}}" }""").ToJsonString(), token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var tooLarge = Payloads.InPerson("message", $$"""{ "text": "{{new string('x', room + 1)}}" }""").ToJsonString();
        (await teams.PostAsync(tooLarge, token)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await teams.PostInChunksAsync(tooLarge, token)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        teams.Receiver.Turns.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Payloads.Tenant, "b81e0d47-2f35-4c6e-a0d9-77c4e1f2a965", HttpStatusCode.OK)]
    [InlineData("b81e0d47-2f35-4c6e-a0d9-77c4e1f2a965", Payloads.Tenant, HttpStatusCode.Forbidden)]
    public async Task A_channel_shared_between_companies_is_heard_where_we_are_its_host(string host, string sender, HttpStatusCode expected)
    {
        var shared = Payloads.InChannel("message", $$"""{ "text": "show NRR", "channelData": { "tenant": { "id": "{{sender}}" } } }""");
        shared["conversation"]!["tenantId"] = host;

        (await SendAsync(shared)).StatusCode.ShouldBe(expected);
        teams.Receiver.Turns.Count.ShouldBe(expected == HttpStatusCode.OK ? 1 : 0);
    }

    [Fact, Trait("Conformance", "BF-11")]
    public async Task The_bot_does_not_listen_to_itself()
    {
        var own = Payloads.InPerson("message", $$"""{ "text": "hello", "from": { "id": "{{Payloads.Bot}}" } }""");

        (await SendAsync(own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_channels_of_the_bot_service_are_not_taken_for_Teams()
    {
        (await SendAsync(Payloads.InPerson("message", """{ "text": "hello", "channelId": "webchat" }"""))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(Payloads.InPerson("invoke", """{ "name": "adaptiveCard/action", "channelId": "webchat" }"""))).StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delivery_that_is_not_committed_in_time_is_asked_for_again()
    {
        teams.Receiver.Hangs = true;

        (await SendAsync(Press())).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_delivery_that_could_not_be_committed_is_asked_for_again()
    {
        teams.Receiver.IsBroken = true;

        (await SendAsync(Payloads.InPerson("message", """{ "text": "hello" }"""))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await SendAsync(Press())).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact, Trait("Conformance", "BF-43")]
    public async Task A_press_is_answered_with_the_new_card()
    {
        teams.Receiver.Answer = new TurnAnswer(IsFinished: true, Card: new JsonObject { ["type"] = "AdaptiveCard" }, Notice: "also said");

        var response = await SendAsync(Press());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5"}}""");
    }

    [Fact, Trait("Conformance", "BF-42")]
    public async Task The_card_of_an_answer_is_fitted_as_every_other_one()
    {
        var execute = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Again", ["verb"] = "alert.refresh" };
        teams.Receiver.Answer = new TurnAnswer(IsFinished: true, Card: new JsonObject { ["type"] = "AdaptiveCard", ["actions"] = new JsonArray(execute) });

        await ShouldAnswerAsync(Press(), 200, Attachment.AdaptiveCard, card => ((string?)card["actions"]![0]!["fallback"]!["data"]!["verb"]).ShouldBe("alert.refresh"));
    }

    [Fact, Trait("Conformance", "BF-43")]
    public async Task A_form_is_answered_as_a_card_with_its_values_and_errors()
    {
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = new JsonArray(new JsonObject { ["type"] = "Input.Text", ["id"] = "note" }) };
        teams.Receiver.Answer = new TurnAnswer(IsFinished: true, Notice: "not said", Form: new CardForm("Resolve", new MessageContent("Resolve", card))
        {
            Values = new Dictionary<string, string> { ["note"] = "x" },
            Errors = new Dictionary<string, string> { ["note"] = "Say more." },
        });

        await ShouldAnswerAsync(Press(), 200, Attachment.AdaptiveCard, value =>
        {
            ((string?)value["body"]![0]!["value"]).ShouldBe("x");
            ((string?)value["body"]![1]!["text"]).ShouldBe("**!** Say more.");
        });
    }

    [Theory, Trait("Conformance", "BF-43"), Trait("Conformance", "BF-48")]
    [InlineData(true, null)]
    [InlineData(true, "Already acknowledged.")]
    [InlineData(false, null)]
    public async Task A_refresh_without_a_new_card_says_nothing(bool isFinished, string? notice)
    {
        teams.Receiver.Answer = new TurnAnswer(isFinished, Notice: notice);
        var refresh = Payloads.Execute("""{ "action": { "type": "Action.Execute", "verb": "alert.refresh" }, "trigger": "automatic" }""");

        await ShouldAnswerAsync(refresh, 200, "application/vnd.microsoft.activity.message", value => ((string?)value).ShouldBe(""));
        teams.Receiver.Turns.Single().Action!.IsRefresh.ShouldBeTrue();
    }

    [Fact, Trait("Conformance", "BF-48")]
    public async Task A_refresh_is_answered_with_the_card_as_it_is_now()
    {
        teams.Receiver.Answer = new TurnAnswer(IsFinished: true, Card: new JsonObject { ["type"] = "AdaptiveCard" });

        await ShouldAnswerAsync(
            Payloads.Execute("""{ "action": { "type": "Action.Execute", "verb": "alert.refresh" }, "trigger": "automatic" }"""),
            200,
            Attachment.AdaptiveCard,
            value => ((string?)value["type"]).ShouldBe("AdaptiveCard"));
    }

    [Theory, Trait("Conformance", "BF-43"), Trait("Conformance", "BF-46")]
    [InlineData(true, "Already acknowledged.", "Already acknowledged.")]
    [InlineData(true, null, "Gedaan.")]
    [InlineData(false, null, "Ik ben ermee bezig…")]
    [InlineData(false, "Even geduld.", "Even geduld.")]
    public async Task A_press_without_a_new_card_is_answered_with_a_sentence(bool isFinished, string? notice, string sentence)
    {
        teams.Receiver.Answer = new TurnAnswer(isFinished, Notice: notice);

        await ShouldAnswerAsync(Press(), 200, "application/vnd.microsoft.activity.message", value => ((string?)value).ShouldBe(sentence));
    }

    [Fact, Trait("Conformance", "BF-43"), Trait("Conformance", "BF-44")]
    public async Task A_failed_handler_gives_an_error_without_details()
    {
        teams.Receiver.Answer = new TurnAnswer(IsFinished: true, HasFailed: true);

        await ShouldAnswerAsync(Press(), 500, "application/vnd.microsoft.error", value =>
        {
            ((string?)value["code"]).ShouldBe("InternalServerError");
            ((string?)value["message"]).ShouldBe("Er ging iets mis. Probeer het opnieuw.");
        });
    }

    [Theory, Trait("Conformance", "BF-43"), Trait("Conformance", "BF-44")]
    [InlineData("""{ "action": { "type": "Action.Submit", "data": {} } }""")]
    [InlineData("""{ "action": { "type": "Action.Submit", "verb": "alert.acknowledge", "data": {} } }""")]
    [InlineData("""{ "action": { "type": "Action.Execute", "data": {} } }""")]
    [InlineData("""{ "action": "Action.Execute" }""")]
    [InlineData("""{ }""")]
    [InlineData("[ 1 ]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task A_malformed_press_is_a_bad_request_inside_a_good_answer(string value)
    {
        await ShouldAnswerAsync(Payloads.Execute(value), 400, "application/vnd.microsoft.error", error => ((string?)error["code"]).ShouldBe("BadRequest"));
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Theory, Trait("Conformance", "BF-45")]
    [InlineData("vendor/notKnown")]
    [InlineData("task/fetch")]
    [InlineData("")]
    public async Task Unknown_invokes_are_not_implemented(string name)
    {
        var response = await SendAsync(Payloads.InPerson("invoke", $$"""{ "name": "{{name}}", "value": { "x": 1 } }"""));

        response.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    private static JsonObject Press() => Payloads.Execute("""{ "action": { "type": "Action.Execute", "verb": "alert.acknowledge", "data": { "alertId": "al-42" } } }""");

    private Task<HttpResponseMessage> SendAsync(JsonObject activity) => teams.PostAsync(activity.ToJsonString(), issuer.Token(Payloads.ServiceUrl));

    private async Task ShouldAnswerAsync(JsonObject activity, int status, string type, Action<JsonNode> value)
    {
        var response = await SendAsync(activity);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((int?)body["statusCode"]).ShouldBe(status);
        ((string?)body["type"]).ShouldBe(type);
        value(body["value"]!);
    }
}
