using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Tests.Slack;

namespace RetentionBot.Tests.Harness;

/// <summary>Slack, with its Web API faked: what people do arrives signed, what the bot does arrives at the fake.</summary>
internal sealed class SlackSide(FakeSlack slack, Func<HttpClient> client) : IChatSide
{
    public const string Secret = "example-signing-secret-0123456789abcdef";
    public const string Token = "xoxb-fake-token";

    private readonly ConcurrentDictionary<string, string> _teams = new(StringComparer.Ordinal);
    private int _lastId;

    public FakeSlack Fake => slack;

    /// <summary>Signs by the real time; a test that moves the bot's clock gives another.</summary>
    public SlackSigner Signer { get; set; } = new(Secret, TimeProvider.System);

    /// <summary>Goes along with what is pressed, when set.</summary>
    public string? ResponseUrl { get; set; }

    public string Room => "C0CHURNWATCH";

    public string PrivateRoomOf(string who) => $"D0{who.ToUpperInvariant()}";

    public static string IdOf(string who) => $"U0{who.ToUpperInvariant()}";

    /// <summary>A channel with the bot and <paramref name="members"/> in it.</summary>
    public void AddRoom(string room, bool isShared = false, params string[] members) => slack.AddConversation(new JsonObject
    {
        ["id"] = room,
        ["is_channel"] = true,
        ["is_im"] = false,
        ["is_ext_shared"] = isShared,
        ["is_pending_ext_shared"] = false,
        ["members"] = new JsonArray([FakeSlack.BotUser, .. members.Select(who => (JsonNode)IdOf(who))]),
    }.ToJsonString());

    /// <summary>A member of the workspace unless <paramref name="more"/> says otherwise, with a direct conversation.</summary>
    public void AddPerson(string who, string team = FakeSlack.Team, string? email = null, params string[] more)
    {
        _teams[who] = team;
        var user = new JsonObject
        {
            ["id"] = IdOf(who),
            ["team_id"] = team,
            ["deleted"] = false,
            ["is_bot"] = false,
            ["profile"] = new JsonObject { ["team"] = team, ["email"] = email ?? $"{who}@example.com", ["real_name"] = who },
        };
        foreach (var mark in more)
        {
            user[mark] = true;
        }

        slack.AddUser(user.ToJsonString());
        slack.AddConversation(new JsonObject { ["id"] = PrivateRoomOf(who), ["is_im"] = true, ["user"] = IdOf(who) }.ToJsonString());
    }

    public async Task SayAsync(string who, string text, string? room = null)
    {
        using var response = await SendAsync(Signer.Event(Event(who, text, room)));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A mention in a channel, or a message in a direct conversation.</summary>
    public string Event(string who, string text, string? room = null)
    {
        room ??= Room;
        var isDirect = room.StartsWith('D');
        var ts = NextTs();
        var inner = new JsonObject
        {
            ["type"] = isDirect ? "message" : "app_mention",
            ["user"] = IdOf(who),
            ["team"] = _teams[who],
            ["text"] = isDirect ? text : $"<@{FakeSlack.BotUser}> {text}",
            ["ts"] = ts,
            ["channel"] = room,
            ["event_ts"] = ts,
        };
        if (isDirect)
        {
            inner["channel_type"] = "im";
        }

        return Envelope(inner);
    }

    /// <summary>Something happens to a channel.</summary>
    public Task HappensAsync(string type, string room) => ReportAsync(new JsonObject { ["type"] = type, ["channel"] = room, ["event_ts"] = NextTs() });

    /// <summary>Slack gives a channel another id.</summary>
    public Task MoveRoomAsync(string old, string now)
    {
        slack.MoveConversation(old, now);
        return ReportAsync(new JsonObject { ["type"] = "channel_id_changed", ["old_channel_id"] = old, ["new_channel_id"] = now, ["event_ts"] = NextTs() });
    }

    /// <summary>Somebody opens the bot's Home tab.</summary>
    public Task OpenHomeAsync(string who) => ReportAsync(new JsonObject
    {
        ["type"] = "app_home_opened",
        ["user"] = IdOf(who),
        ["channel"] = PrivateRoomOf(who),
        ["tab"] = "home",
        ["event_ts"] = NextTs(),
    });

    private async Task ReportAsync(JsonObject inner)
    {
        using var response = await SendAsync(Signer.Event(Envelope(inner)));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private string Envelope(JsonObject inner) => new JsonObject
    {
        ["type"] = "event_callback",
        ["team_id"] = FakeSlack.Team,
        ["api_app_id"] = "A0RETBOT01",
        ["event_id"] = $"Ev{NextTs()}",
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = FakeSlack.Team, ["user_id"] = FakeSlack.BotUser, ["is_bot"] = true }),
        ["event"] = inner,
    }.ToJsonString();

    public Task<IReadOnlyList<ShownMessage>> ShownAsync(string? room = null) => Task.FromResult<IReadOnlyList<ShownMessage>>(
        [.. slack.Messages.Where(m => m.Channel == (room ?? Room)).Select(m => new ShownMessage(m.Channel, m.Ts, m.Text, m.Blocks))]);

    public Task<string> PressAsync(string who, ShownMessage message, string verb, params (string Id, object Value)[] inputs) => PressAsync(
        who, message, message.Parts.Single(p => (string?)p["type"] == "button" && ((string)p["action_id"]!).Split('#')[0] == verb), inputs);

    /// <summary>Slack opens the form in a window of its own.</summary>
    public Task<ShownForm> OpenFormAsync(string who, ShownMessage message, string verb) => ModalAsync(who, message, () => PressAsync(who, message, verb));

    /// <summary>Presses the one button of a message that opens a window.</summary>
    public Task<ShownForm> OpenModalAsync(string who, ShownMessage message) => ModalAsync(who, message, () => PressAsync(
        who, message, message.Parts.Single(p => ((string?)p["action_id"])?.StartsWith("card:open#", StringComparison.Ordinal) == true), []));

    public async Task<IReadOnlyList<string>> SendFormAsync(string who, ShownForm form, params (string Id, object Value)[] inputs)
    {
        var modal = slack.Views.Open.Last(v => v.User == IdOf(who));
        var view = modal.View.DeepClone().AsObject();
        view["id"] = modal.Id;
        view["hash"] = modal.Hash;
        view["app_installed_team_id"] = FakeSlack.Team;
        view["state"] = new JsonObject { ["values"] = new JsonObject(inputs.Select(i => Filled(view, i.Id, i.Value))) };
        var payload = new JsonObject
        {
            ["type"] = "view_submission",
            ["user"] = new JsonObject { ["id"] = IdOf(who), ["team_id"] = _teams[who] },
            ["api_app_id"] = "A0RETBOT01",
            ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
            ["view"] = view,
        };
        using var response = await SendAsync(Signer.Interaction(payload.ToJsonString()));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await response.Content.ReadAsStringAsync();
        return answer.Length == 0 ? [] : [.. JsonNode.Parse(answer)!["errors"]!.AsObject().Select(error => (string)error.Value!)];
    }

    private async Task<ShownForm> ModalAsync(string who, ShownMessage message, Func<Task> press)
    {
        var before = slack.Views.Open.Select(v => v.Id).ToHashSet(StringComparer.Ordinal);
        await press();
        var modal = await Eventually.ShouldGiveAsync(
            () => Task.FromResult(slack.Views.Open.FirstOrDefault(v => v.User == IdOf(who) && !before.Contains(v.Id))), $"a window opens before {who}");
        return new ShownForm(message, modal.View);
    }

    /// <summary>What a filled input sends.</summary>
    private static KeyValuePair<string, JsonNode?> Filled(JsonObject view, string id, object value)
    {
        var element = view["blocks"]!.AsArray().Single(b => (string?)b!["block_id"] == id)!["element"]!;
        var filled = new JsonObject { ["type"] = (string)element["type"]! };
        switch ((string)element["type"]!)
        {
            case "radio_buttons" or "static_select":
                filled["selected_option"] = new JsonObject { ["value"] = $"{value}" };
                break;
            case "datepicker":
                filled["selected_date"] = $"{value}";
                break;
            default:
                filled["value"] = $"{value}";
                break;
        }

        return new(id, new JsonObject { [(string)element["action_id"]!] = filled });
    }

    /// <summary>Presses the one button of this very id.</summary>
    public Task<string> PressButtonAsync(string who, ShownMessage message, string actionId) =>
        PressAsync(who, message, message.Parts.Single(p => (string?)p["type"] == "button" && (string?)p["action_id"] == actionId), []);

    private async Task<string> PressAsync(string who, ShownMessage message, JsonObject button, (string Id, object Value)[] inputs)
    {
        var state = new JsonObject(inputs.Select(i => KeyValuePair.Create<string, JsonNode?>(
            i.Id, new JsonObject { ["value"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = $"{i.Value}" } })));
        var payload = new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = IdOf(who), ["team_id"] = _teams[who] },
            ["api_app_id"] = "A0RETBOT01",
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Id, ["channel_id"] = message.Room },
            ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
            ["trigger_id"] = slack.Views.MintTrigger(IdOf(who)),
            ["response_url"] = ResponseUrl,
            ["channel"] = new JsonObject { ["id"] = message.Room },
            ["message"] = new JsonObject { ["ts"] = message.Id },
            ["state"] = new JsonObject { ["values"] = state },
            ["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "button",
                ["action_id"] = button["action_id"]!.DeepClone(),
                ["value"] = button["value"]?.DeepClone(),
                ["action_ts"] = NextTs(),
            }),
        };
        using var response = await SendAsync(Signer.Interaction(payload.ToJsonString()));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client().SendAsync(request);

    private string NextTs() => string.Create(CultureInfo.InvariantCulture, $"{1_794_000_000 + Interlocked.Increment(ref _lastId)}.000200");
}
