using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Tests.Harness;

/// <summary>The local web chat as its page uses it.</summary>
internal sealed class WebChatSide(Func<HttpClient> client) : IChatSide
{
    /// <summary>The customer success manager's conversation.</summary>
    public string Room => PrivateRoomOf("daan");

    public string PrivateRoomOf(string who) => $"webchat-{who}";

    public async Task SayAsync(string who, string text, string? room = null) =>
        (await SendAsync(who, new JsonObject { ["type"] = "message", ["text"] = text }, room)).ShouldBe(HttpStatusCode.OK);

    public async Task<IReadOnlyList<ShownMessage>> ShownAsync(string? room = null)
    {
        room ??= Room;
        using var request = await RequestAsync(HttpMethod.Get, room["webchat-".Length..], room);
        using var response = await client().SendAsync(request);
        var activities = (await response.Content.ReadFromJsonAsync<JsonObject>())!["activities"]!.AsArray();
        return
        [
            .. activities.Select(a => a!.AsObject())
                .Where(a => (string?)a["from"]!["role"] == "bot")
                .Select(a => new ShownMessage(room, (string)a["id"]!, (string?)a["text"] ?? (string?)a["summary"] ?? "", a["attachments"]?[0]?["content"]?.DeepClone())),
        ];
    }

    public async Task<string> PressAsync(string who, ShownMessage message, string verb, params (string Id, object Value)[] inputs)
    {
        (await SendAsync(who, Press(message, verb, inputs), message.Room)).ShouldBe(HttpStatusCode.OK);
        return "";
    }

    /// <summary>The web chat shows the form in place of the card.</summary>
    public async Task<ShownForm> OpenFormAsync(string who, ShownMessage message, string verb)
    {
        await PressAsync(who, message, verb);
        var form = await ChangedAsync(message);
        return new ShownForm(form, form.Content!.AsObject());
    }

    public async Task<IReadOnlyList<string>> SendFormAsync(string who, ShownForm form, params (string Id, object Value)[] inputs)
    {
        var before = (await ShownAsync(form.Message.Room)).Single(m => m.Id == form.Message.Id);
        await PressAsync(who, form.AsMessage, form.SubmitVerb, inputs);
        return ShownForm.ErrorsOn(await ChangedAsync(before));
    }

    private Task<ShownMessage> ChangedAsync(ShownMessage message) => Eventually.ShouldGiveAsync(
        async () => (await ShownAsync(message.Room)).FirstOrDefault(m => m.Id == message.Id && m.Everything != message.Everything), "the card is rewritten");

    public static JsonObject Press(ShownMessage message, string verb, params (string Id, object Value)[] inputs)
    {
        var button = message.Parts.Single(p => (string?)p["type"] == "Action.Submit" && (string?)p["data"]?["verb"] == verb);
        var value = button["data"]!.DeepClone().AsObject();
        foreach (var (id, input) in inputs)
        {
            value[id] = JsonValue.Create(input);
        }

        return new JsonObject { ["type"] = "message", ["value"] = value };
    }

    public async Task<HttpStatusCode> SendAsync(string who, JsonObject activity, string? room = null)
    {
        using var request = await RequestAsync(HttpMethod.Post, who, room ?? PrivateRoomOf(who));
        request.Content = JsonContent.Create(activity);
        using var response = await client().SendAsync(request);
        return response.StatusCode;
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string who, string room)
    {
        using var opened = await client().PostAsJsonAsync("/directline/tokens/generate", new { user = new { id = who } });
        var token = (string)(await opened.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
        var request = new HttpRequestMessage(method, $"/directline/conversations/{room}/activities");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
