using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.DirectLine;

public sealed class DirectLineEndpointsTests : IAsyncLifetime
{
    private WebChatWorld world = null!;

    public async Task InitializeAsync() => world = await WebChatWorld.StartAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task A_known_person_gets_a_token_for_their_one_conversation()
    {
        using var response = await world.Http.PostAsJsonAsync("/directline/tokens/generate", new { user = new { id = "daan" } });

        var opened = await WebChatWorld.ReadAsync(response);
        opened["conversationId"]!.GetValue<string>().ShouldBe("room-daan");
        opened["expires_in"]!.GetValue<int>().ShouldBe(1800);
        opened["token"]!.GetValue<string>().Length.ShouldBe(43);
    }

    [Theory]
    [InlineData("""{"user":{"id":"nobody"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Nobody_else_gets_a_token(string body, HttpStatusCode expected)
    {
        using var response = await world.Http.PostAsync("/directline/tokens/generate", Json(body));

        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_form_of_another_site_gets_no_token()
    {
        using var form = new StringContent("""{"user":{"id":"daan"}}""", Encoding.UTF8, "text/plain");
        using var response = await world.Http.PostAsync("/directline/tokens/generate", form);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("Test-Caller", "192.0.2.7")]
    [InlineData("Host", "chat.example.com")]
    public async Task Callers_from_elsewhere_find_nothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/directline/tokens/generate") { Content = Json("""{"user":{"id":"daan"}}""") };
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await world.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Starting_answers_201_and_tells_the_bot_it_was_added_under_one_key_for_ever()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);

        using var first = await daan.PostAsJsonAsync("/directline/conversations", new { locale = "en-GB" });
        using var second = await daan.PostAsync("/directline/conversations", content: null);

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await WebChatWorld.ReadAsync(first))["conversationId"]!.GetValue<string>().ShouldBe("room-daan");
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        world.Receiver.Turns.Select(turn => turn.Kind).ShouldBe([TurnKind.BotAdded, TurnKind.BotAdded]);
        world.Receiver.Turns.Select(turn => turn.DeliveryKey).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        world.Receiver.Turns.Select(turn => turn.Locale).ShouldBe(["en-GB", "nl-NL"]);
    }

    [Fact, Trait("Conformance", "BF-65")]
    public async Task A_message_becomes_a_turn_and_comes_back_with_its_id_and_client_id()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);

        var id = await SendAsync(daan, """{"type":"message","text":" wat was\n de  churn ","from":{"id":"cleo"},"channelData":{"clientActivityID":"c1","x":1}}""");

        var turn = world.Receiver.Turns.ShouldHaveSingleItem();
        turn.Kind.ShouldBe(TurnKind.Message);
        turn.Text.ShouldBe("wat was de churn");
        turn.From.ShouldBe(WebChatWorld.Daan.Person);
        turn.Conversation.ShouldBe(WebChatWorld.Daan.Conversation);
        turn.Locale.ShouldBe("nl-NL");
        turn.DeliveryKey.ShouldBe($"directline|{id}");

        var echo = (await PollAsync(daan)).Activities.ShouldHaveSingleItem();
        echo["id"]!.GetValue<string>().ShouldBe(id);
        echo["channelData"]!.ToJsonString().ShouldBe("""{"clientActivityID":"c1","x":1}""");
        echo["from"]!["id"]!.GetValue<string>().ShouldBe("daan");
        echo["from"]!["role"]!.GetValue<string>().ShouldBe("user");
        echo["timestamp"]!.GetValue<string>().ShouldBe("2026-11-02T09:00:00.000Z");
    }

    [Fact]
    public async Task The_same_message_sent_twice_has_one_key_and_one_echo()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);
        const string message = """{"type":"message","text":"help","channelData":{"clientActivityID":"c1"}}""";

        var first = await SendAsync(daan, message);
        var second = await SendAsync(daan, message);

        second.ShouldBe(first);
        world.Receiver.Turns.Select(turn => turn.DeliveryKey).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        (await PollAsync(daan)).Activities.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_pressed_button_becomes_a_card_action()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);

        await SendAsync(daan, """
            {"type":"message","locale":"en-US","channelData":{"postBack":true},
             "value":{"verb":"alert.acknowledge","_m":"room-daan|7","alert":"a1","score":9,"ratio":0.5,"agree":true,"note":"","gone":null}}
            """);

        var turn = world.Receiver.Turns.ShouldHaveSingleItem();
        turn.Kind.ShouldBe(TurnKind.CardAction);
        turn.Text.ShouldBe("");
        turn.Locale.ShouldBe("en-US");
        turn.Action!.Verb.ShouldBe("alert.acknowledge");
        turn.Action.MessageId.ShouldBe("room-daan|7");
        turn.Action.Data.ShouldBe(
            new Dictionary<string, string> { ["alert"] = "a1", ["score"] = "9", ["ratio"] = "0.5", ["agree"] = "true" },
            ignoreOrder: true);
    }

    [Fact]
    public async Task What_the_client_answers_to_goes_before_what_the_card_says()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);

        await SendAsync(daan, """{"type":"message","replyToId":"room-daan|8","value":{"verb":"a.b","_m":"room-daan|7"}}""");

        world.Receiver.Turns.ShouldHaveSingleItem().Action!.MessageId.ShouldBe("room-daan|8");
    }

    [Theory]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{"type":"event","name":"webchat/join"}""")]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action"}""")]
    public async Task Everything_that_is_no_message_is_accepted_and_dropped(string activity)
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);

        await SendAsync(daan, activity);

        world.Receiver.Turns.ShouldBeEmpty();
        (await PollAsync(daan)).Activities.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"text":"no type"}""")]
    [InlineData("""{"type":"message","type":"event"}""")]
    public async Task A_body_that_is_no_activity_is_refused(string body)
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);

        using var response = await daan.PostAsync("/directline/conversations/room-daan/activities", Json(body));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        world.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_over_64_KiB_is_refused()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);

        var tooLong = new { type = "message", text = new string('x', 70_000) };
        using var response = await daan.PostAsJsonAsync("/directline/conversations/room-daan/activities", tooLong);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        world.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_could_not_be_committed_is_not_echoed()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);
        world.Receiver.IsDown = true;

        using var sent = await daan.PostAsync("/directline/conversations/room-daan/activities", Json("""{"type":"message","text":"help"}"""));
        using var started = await daan.PostAsync("/directline/conversations", content: null);

        sent.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        started.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await PollAsync(daan)).Activities.ShouldBeEmpty();
    }

    [Fact, Trait("Conformance", "BF-65")]
    public async Task A_watermark_brings_what_came_after_it_and_the_same_again_when_repeated()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);
        await SendAsync(daan, """{"type":"message","text":"one"}""");
        var (_, afterOne) = await PollAsync(daan);
        await SendAsync(daan, """{"type":"message","text":"two"}""");

        var (seen, afterTwo) = await PollAsync(daan, afterOne);
        var (again, _) = await PollAsync(daan, afterOne);
        var (nothing, still) = await PollAsync(daan, afterTwo);
        var (all, _) = await PollAsync(daan, "not-ours");

        seen.ShouldHaveSingleItem()["text"]!.GetValue<string>().ShouldBe("two");
        again.ShouldHaveSingleItem()["text"]!.GetValue<string>().ShouldBe("two");
        nothing.ShouldBeEmpty();
        still.ShouldBe(afterTwo);
        all.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_page_sees_the_newest_200_activities()
    {
        for (var i = 1; i <= 203; i++)
        {
            await world.Log.WriteAsync("room-daan", new JsonObject { ["id"] = $"a{i}" }, default);
        }

        using var daan = await world.OpenAsync(WebChatWorld.Daan);
        var (activities, _) = await PollAsync(daan);

        activities.Count.ShouldBe(200);
        activities[0]["id"]!.GetValue<string>().ShouldBe("a4");
    }

    [Theory]
    [InlineData("GET", "/directline/conversations/room-cleo")]
    [InlineData("GET", "/directline/conversations/room-cleo/activities")]
    [InlineData("POST", "/directline/conversations/room-cleo/activities")]
    public async Task Another_persons_conversation_is_refused(string method, string address)
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = method == "POST" ? Json("""{"type":"message","text":"hi"}""") : null };

        using var response = await daan.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        world.Receiver.Turns.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/directline/tokens/refresh")]
    [InlineData("POST", "/directline/conversations")]
    [InlineData("GET", "/directline/conversations/room-daan/activities")]
    public async Task Without_a_token_that_is_known_everything_is_refused(string method, string address)
    {
        using var unknown = world.Holding("made-up");
        foreach (var client in new[] { world.Http, unknown })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            using var response = await client.SendAsync(request);

            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_token_lasts_thirty_minutes_and_a_refreshed_one_as_tooLongagain()
    {
        using var daan = await world.OpenAsync(WebChatWorld.Daan);
        world.Clock.Now += TimeSpan.FromMinutes(29);
        using var refreshed = await daan.PostAsync("/directline/tokens/refresh", content: null);
        using var later = world.Holding((await WebChatWorld.ReadAsync(refreshed))["token"]!.GetValue<string>());

        // 29 + 1 = 30 minutes for the first token, 1 for the second.
        world.Clock.Now += TimeSpan.FromMinutes(1);
        using var old = await daan.GetAsync("/directline/conversations/room-daan");
        using var fresh = await later.GetAsync("/directline/conversations/room-daan?watermark=3");

        old.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        fresh.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await WebChatWorld.ReadAsync(fresh))["conversationId"]!.GetValue<string>().ShouldBe("room-daan");
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<string> SendAsync(HttpClient client, string activity)
    {
        using var response = await client.PostAsync("/directline/conversations/room-daan/activities", Json(activity));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await WebChatWorld.ReadAsync(response))["id"]!.GetValue<string>();
    }

    private static async Task<(IReadOnlyList<JsonNode> Activities, string Watermark)> PollAsync(HttpClient client, string watermark = "")
    {
        var set = (await client.GetFromJsonAsync<JsonObject>($"/directline/conversations/room-daan/activities?watermark={watermark}"))!;
        return ([.. set["activities"]!.AsArray().Select(activity => activity!)], set["watermark"]!.GetValue<string>());
    }
}
