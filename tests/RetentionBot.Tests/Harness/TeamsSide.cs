using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Tests.BotFramework;

namespace RetentionBot.Tests.Harness;

/// <summary>Microsoft Teams, with the Bot Connector faked: what people do arrives as activities, what the bot does arrives at the fake.</summary>
internal sealed class TeamsSide(FakeBotConnector connector, Func<HttpClient> client) : IChatSide
{
    public const string Tenant = "3f6a1c52-8d0e-4b7a-9c11-5e2d7a90b314";
    public const string Bot = "28:retentionbot";

    private int _lastId = 1000;

    public FakeBotConnector Connector => connector;

    /// <summary>The address the activities name; null names the fake's own.</summary>
    public string? ServiceUrl { get; init; }

    public string Room => "19:churnwatch@thread.tacv2";

    public string PrivateRoomOf(string who) => $"a:1{who}";

    public static string IdOf(string who) => $"29:{who}";

    /// <summary>Puts a colleague into the channel and a chat of their own.</summary>
    public void AddColleague(string who, string? room = null)
    {
        connector.AddColleague(room ?? Room, IdOf(who), Tenant, $"{who}@example.com");
        connector.AddColleague(PrivateRoomOf(who), IdOf(who), Tenant, $"{who}@example.com");
    }

    /// <summary>Puts somebody from outside into a room: a guest, or with a tenant of their own somebody of another company.</summary>
    public void AddOutsider(string who, string room, string tenant = Tenant, string? email = null) => connector.AddMember(room, new JsonObject
    {
        ["id"] = IdOf(who),
        ["name"] = who,
        ["email"] = email ?? $"{who}@example.com",
        ["userPrincipalName"] = tenant == Tenant ? $"{who}_example.com#EXT#@home.example.com" : $"{who}@example.com",
        ["tenantId"] = tenant,
        ["userRole"] = tenant == Tenant ? "guest" : "user",
    });

    public async Task SayAsync(string who, string text, string? room = null)
    {
        using var response = await SendAsync(Message(who, text, room));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public JsonObject Message(string who, string text, string? room = null)
    {
        var activity = Activity(who, room ?? Room, "message");
        activity["text"] = text;
        return activity;
    }

    public Task<IReadOnlyList<ShownMessage>> ShownAsync(string? room = null) => Task.FromResult<IReadOnlyList<ShownMessage>>(
        [.. connector.PostedIn(room ?? Room).Select(p => new ShownMessage(p.ConversationId, p.Id, p.Text ?? "", p.Card))]);

    public async Task<string> PressAsync(string who, ShownMessage message, string verb, params (string Id, object Value)[] inputs)
    {
        using var response = await SendAsync(Press(who, message, verb, inputs));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new ShownMessage("", "", "", await response.Content.ReadFromJsonAsync<JsonNode>()).Everything;
    }

    /// <summary>Teams shows the form in place of the card, to the one who pressed.</summary>
    public async Task<ShownForm> OpenFormAsync(string who, ShownMessage message, string verb) => new(message, await CardAfterAsync(who, message, verb));

    public async Task<IReadOnlyList<string>> SendFormAsync(string who, ShownForm form, params (string Id, object Value)[] inputs) =>
        ShownForm.ErrorsOn(form.Message with { Content = await CardAfterAsync(who, form.AsMessage, form.SubmitVerb, inputs) });

    private async Task<JsonObject> CardAfterAsync(string who, ShownMessage message, string verb, params (string Id, object Value)[] inputs)
    {
        using var response = await SendAsync(Press(who, message, verb, inputs));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        ((string?)answer["type"]).ShouldBe("application/vnd.microsoft.card.adaptive");
        return answer["value"]!.DeepClone().AsObject();
    }

    public JsonObject Press(string who, ShownMessage message, string verb, params (string Id, object Value)[] inputs)
    {
        var button = message.Parts.Single(p => (string?)p["type"] == "Action.Execute" && (string?)p["verb"] == verb);
        var data = button["data"]?.DeepClone().AsObject() ?? [];
        foreach (var (id, value) in inputs)
        {
            data[id] = JsonValue.Create(value);
        }

        var activity = Activity(who, message.Room, "invoke");
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = message.Id;
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data },
            ["trigger"] = "manual",
        };
        return activity;
    }

    public async Task<HttpResponseMessage> SendAsync(JsonObject activity) => await client().PostAsJsonAsync("/api/messages", activity);

    private JsonObject Activity(string who, string conversation, string type)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var room = conversation.Split(';')[0];
        var isChannel = room.StartsWith("19:", StringComparison.Ordinal);
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["channelId"] = "msteams",
            ["serviceUrl"] = ServiceUrl ?? connector.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = IdOf(who), ["name"] = who },
            ["recipient"] = new JsonObject { ["id"] = Bot, ["name"] = "RetentionBot" },
            ["conversation"] = new JsonObject
            {
                // A message in a channel that is no reply starts a thread of its own.
                ["id"] = isChannel && conversation == room ? $"{room};messageid={id}" : conversation,
                ["conversationType"] = isChannel ? "channel" : "personal",
                ["isGroup"] = isChannel,
                ["tenantId"] = Tenant,
            },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
        };
    }
}
