using System.Text;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>The fake is as strict as what it stands for, or the other tests prove nothing.</summary>
public sealed class FakeBotConnectorTests : IAsyncLifetime
{
    private const string Room = "a:1personal";

    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 16, 8, 15, 0, TimeSpan.Zero));
    private FakeBotConnector connector = null!;

    public async Task InitializeAsync() => connector = await FakeBotConnector.StartAsync();

    public async Task DisposeAsync() => await connector.DisposeAsync();

    [Theory]
    [InlineData("""{ "type": null }""")]
    [InlineData("""{ "text": null }""")]
    [InlineData("""{ "text": "" }""")]
    [InlineData("""{ "entities": [] }""")]
    [InlineData("""{ "id": "17" }""")]
    [InlineData("""{ "timestamp": "2026-11-16T08:15:42Z" }""")]
    [InlineData("""{ "serviceUrl": "https://smba.trafficmanager.net/teams" }""")]
    [InlineData("""{ "conversation": { "id": "a:1personal", "isGroup": false } }""")]
    [InlineData("""{ "conversation": { "id": "a:1personal", "conversationType": "personal" } }""")]
    [InlineData("""{ "conversation": { "id": "another" } }""")]
    [InlineData("""{ "from": { "id": "28:bot", "name": null } }""")]
    [InlineData("""{ "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "content": {} } ] }""")]
    [InlineData("""{ "summary": "s", "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "content": "{}" } ] }""")]
    [InlineData("""{ "summary": "s", "attachments": [ { "content": {} } ] }""")]
    public async Task What_a_bot_may_not_send_is_a_bad_request(string more)
    {
        (await PostAsync(Message(more))).Status.ShouldBe(400);
        connector.PostedIn(Room).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain; charset=utf-8")]
    public async Task A_body_that_does_not_say_it_is_JSON_in_UTF_8_is_a_bad_request(string contentType) =>
        (await CallAsync(HttpMethod.Post, Message("{}"), contentType: contentType)).Status.ShouldBe(400);

    [Fact]
    public async Task A_reply_names_what_it_answers() =>
        (await CallAsync(HttpMethod.Post, Message("""{ "replyToId": "18" }"""), "/17")).Status.ShouldBe(400);

    [Theory]
    [InlineData("""{ "summary": "s", "text": "t", "attachments": [ { "contentType": "text/x", "content": {} } ] }""", true)]
    [InlineData("""{ "text": null, "summary": "s", "attachments": [ { "contentType": "text/x", "content": {} }, { "contentType": "text/x", "content": {} } ] }""", true)]
    [InlineData("""{ "text": null, "attachmentLayout": "carousel", "attachments": [ { "contentType": "text/x", "content": {} }, { "contentType": "text/x", "content": {} } ] }""", false)]
    public async Task What_Teams_splits_becomes_two_messages_and_no_id(string more, bool isSplit)
    {
        var message = Message(more);
        if (message["text"] is null)
        {
            message.Remove("text");
        }

        var (status, body, _) = await PostAsync(message);

        status.ShouldBe(isSplit ? 202 : 201);
        body.Length.ShouldBe(isSplit ? 0 : body.Length);
        connector.PostedIn(Room).Count.ShouldBe(isSplit ? 2 : 1);
    }

    [Fact]
    public async Task A_message_over_100_KB_of_UTF_16_is_too_big()
    {
        (await PostAsync(Message($$"""{ "text": "{{new string('x', 51_000)}}" }"""))).Status.ShouldBe(201);
        (await PostAsync(Message($$"""{ "text": "{{new string('x', 51_200)}}" }"""))).Status.ShouldBe(413);
    }

    [Fact]
    public async Task A_deleted_message_is_gone()
    {
        var id = (string)JsonNode.Parse((await PostAsync(Message("{}"))).Body)!["id"]!;

        (await CallAsync(HttpMethod.Delete, null, $"/{id}")).Status.ShouldBe(200);
        (await CallAsync(HttpMethod.Delete, null, $"/{id}")).Status.ShouldBe(404);
        (await CallAsync(HttpMethod.Put, Message("{}"), $"/{id}")).Body.ShouldContain("ActivityNotFoundInConversation");
        connector.PostedIn(Room).ShouldBeEmpty();
    }

    [Fact]
    public void One_conversation_takes_so_much_in_each_of_four_windows()
    {
        Taken(Enumerable.Repeat(0.0, 8)).ShouldBe(7);
        Taken([.. Enumerable.Repeat(0.0, 7), 1.0, 1.5]).ShouldBe(8);
        Taken(Enumerable.Range(0, 61).Select(i => i * 0.49)).ShouldBe(60);
        Taken(Enumerable.Range(0, 1801).Select(i => i * 1.99)).ShouldBe(1800);
        Taken(Enumerable.Repeat(0.0, 15), isLookUp: true).ShouldBe(14);

        int Taken(IEnumerable<double> seconds, bool isLookUp = false)
        {
            var start = clock.Now;
            var throttle = new ConnectorThrottle(clock);
            return seconds.Count(at =>
            {
                clock.Now = start + TimeSpan.FromSeconds(at);
                return throttle.Refuse(Room, isLookUp) is null;
            });
        }
    }

    [Fact]
    public async Task A_throttled_conversation_says_when_to_come_again_and_leaves_the_others_their_pace()
    {
        connector.Throttle = new ConnectorThrottle(clock);
        for (var i = 0; i < 7; i++)
        {
            (await PostAsync(Message("{}"))).Status.ShouldBe(201);
        }

        var refused = await PostAsync(Message("{}"));
        refused.Status.ShouldBe(429);
        refused.RetryAfter.ShouldBe(1);
        (await PostAsync(Message("""{ "conversation": { "id": "a:1other" } }"""), "a:1other")).Status.ShouldBe(201);

        clock.Now += TimeSpan.FromSeconds(1);
        (await PostAsync(Message("{}"))).Status.ShouldBe(201);
    }

    private static JsonObject Message(string more)
    {
        var message = new JsonObject { ["type"] = "message", ["conversation"] = new JsonObject { ["id"] = Room }, ["text"] = "hello" };
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
        {
            message[name] = value?.DeepClone();
        }

        return message;
    }

    private Task<(int Status, string Body, int? RetryAfter)> PostAsync(JsonObject message, string room = Room) => CallAsync(HttpMethod.Post, message, room: room);

    private async Task<(int Status, string Body, int? RetryAfter)> CallAsync(
        HttpMethod method, JsonObject? body, string path = "", string contentType = "application/json; charset=utf-8", string room = Room)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{connector.ServiceUrl}/v3/conversations/{Uri.EscapeDataString(room)}/activities{path}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }
}
