using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>One call the fake received, the refused ones too.</summary>
public sealed record FakeSlackCall(string Method, string Url, string? Authorization, IReadOnlyDictionary<string, string> Fields)
{
    public string Text => Fields.GetValueOrDefault("text", "");

    public JsonArray? Blocks => Fields.TryGetValue("blocks", out var json) ? JsonNode.Parse(json)!.AsArray() : null;
}

/// <summary>One message that stands in the fake workspace as people see it now.</summary>
public sealed record FakeSlackMessage(string Channel, string Ts, string? ThreadTs, string Text, JsonArray? Blocks, string? OnlyFor = null);

/// <summary>What the fake does in place of, or before, its proper answer.</summary>
public sealed record FakeSlackAnswer(int Status = 200, string? Body = null, int? RetryAfter = null, TimeSpan Delay = default, bool ActsThenHangsUp = false);

/// <summary>
/// A strict Slack Web API on the loopback interface, on a port of its own. It checks the token and the encoding, refuses blocks outside Slack's limits, keeps
/// the messages, and answers with errors, limits or silence when told to.
/// </summary>
public sealed class FakeSlack : IAsyncDisposable
{
    public const string Team = "T0STAFF001";
    public const string BotUser = "U0RETBOT01";

    private readonly WebApplication _app;
    private readonly string _token;
    private readonly ConcurrentQueue<FakeSlackCall> _calls = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<FakeSlackAnswer>> _answers = new();
    private readonly ConcurrentDictionary<string, JsonObject> _users = new();
    private readonly ConcurrentDictionary<string, JsonObject> _conversations = new();
    private readonly ConcurrentDictionary<string, FakeSlackMessage> _messages = new();
    private int _lastTs;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastPost = new();
    private readonly ConcurrentDictionary<string, bool> _reactions = new();

    private FakeSlack(WebApplication app, string token)
    {
        (_app, _token) = (app, token);
        Views = new FakeSlackViews(() => Clock.GetUtcNow());
        ResponseUrls = new FakeSlackResponseUrls(() => Clock.GetUtcNow(), () => _app.Urls.First(), Keep, NextTs);
    }

    /// <summary>By which trigger ids and response_urls grow old and posts are counted.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Looked at for a call that no <see cref="Next"/> is meant for; null leaves the answer to the fake.</summary>
    public Func<FakeSlackCall, FakeSlackAnswer?> Rule { get; set; } = _ => null;

    /// <summary>Set to answer 429 to whoever posts more than one message a second to a channel.</summary>
    public bool KeepsPace { get; set; }

    public FakeSlackViews Views { get; }

    public FakeSlackResponseUrls ResponseUrls { get; }

    public FakeSlackSockets Sockets { get; } = new();

    /// <summary>The bot's signs, as <c>channel|ts|name</c>.</summary>
    public IReadOnlyCollection<string> Reactions => [.. _reactions.Keys];

    /// <summary>Set for an installation in a whole organisation.</summary>
    public string? EnterpriseInstall { get; set; }

    /// <summary>What the token may do, said beside every answer; null says nothing.</summary>
    public string? Scopes { get; set; }

    public string ApiBaseUrl => _app.Urls.First() + "/api/";

    public IReadOnlyList<FakeSlackCall> Calls => [.. _calls];

    public IReadOnlyList<FakeSlackMessage> Messages => [.. _messages.Values.OrderBy(message => message.Ts, StringComparer.Ordinal)];

    public static async Task<FakeSlack> StartAsync(string token = "xoxb-fake-token")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var slack = new FakeSlack(app, token);
        app.UseWebSockets();
        app.MapPost("/api/{method}", slack.HandleAsync);
        app.MapPost("/response/{id}", slack.ResponseUrls.AnswerAsync);
        app.MapGet("/socket", slack.Sockets.AcceptAsync);
        await app.StartAsync();

        slack.AddConversation("""{ "id": "C0CSALERTS", "is_channel": true, "is_im": false, "is_ext_shared": false, "is_pending_ext_shared": false, "members": ["U0RETBOT01", "U0CSMANNA1"] }""");
        slack.AddConversation("""{ "id": "D0CSMANNA1", "is_im": true, "user": "U0CSMANNA1" }""");
        slack.AddUser("""
            { "id": "U0CSMANNA1", "team_id": "T0STAFF001", "deleted": false, "is_bot": false, "is_restricted": false, "is_ultra_restricted": false,
              "locale": "nl-NL", "profile": { "team": "T0STAFF001", "email": "anna@example.com", "real_name": "Anna" } }
            """);
        slack.AddUser("""{ "id": "U0CUSTOMER", "team_id": "T0CUSTOM99", "is_bot": false, "is_stranger": false, "profile": { "team": "T0CUSTOM99", "real_name": "Kim" } }""");
        slack.AddUser("""{ "id": "U0STRANGER", "team_id": "T0CUSTOM77", "is_stranger": true, "profile": { "team": "T0CUSTOM77" } }""");
        return slack;
    }

    public IReadOnlyList<FakeSlackCall> CallsTo(string method) => [.. _calls.Where(call => call.Method == method)];

    public void AddUser(string json) => Add(_users, json);

    public void AddConversation(string json) => Add(_conversations, json);

    /// <summary>The channel is called otherwise from now on, with all that stands in it.</summary>
    public void MoveConversation(string old, string now)
    {
        _conversations.Remove(old, out var conversation);
        conversation!["id"] = now;
        AddConversation(conversation.ToJsonString());
        foreach (var message in _messages.Values.Where(message => message.Channel == old))
        {
            _messages.Remove(Key(old, message.Ts), out _);
            Keep(message with { Channel = now });
        }
    }

    /// <summary>The next call of the method that has no earlier such wish meets this.</summary>
    public void Next(string method, FakeSlackAnswer answer) => _answers.GetOrAdd(method, _ => new()).Enqueue(answer);

    public void FailNext(string method, string error) => Next(method, new FakeSlackAnswer(Body: $$"""{"ok":false,"error":"{{error}}"}"""));

    public void LimitNext(string method, int seconds) => Next(method, new FakeSlackAnswer(429, """{"ok":false,"error":"ratelimited"}""", seconds));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Add(ConcurrentDictionary<string, JsonObject> all, string json)
    {
        var item = JsonNode.Parse(json)!.AsObject();
        all[item["id"]!.GetValue<string>()] = item;
    }

    private async Task HandleAsync(HttpContext http, string method)
    {
        var fields = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync(http.RequestAborted)).ToDictionary(field => field.Key, field => field.Value.ToString())
            : [];
        var call = new FakeSlackCall(method, http.Request.Path + http.Request.QueryString, http.Request.Headers.Authorization, fields);
        _calls.Enqueue(call);

        var wish = _answers.TryGetValue(method, out var queue) && queue.TryDequeue(out var next) ? next : Rule(call) ?? new FakeSlackAnswer();
        if (wish.Delay > TimeSpan.Zero)
        {
            await Task.Delay(wish.Delay, TimeProvider.System, http.RequestAborted);
        }

        if (wish.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (wish == new FakeSlackAnswer() && method == "chat.postMessage" && IsTooFast(call))
        {
            wish = new FakeSlackAnswer(429, """{"ok":false,"error":"ratelimited"}""");
            http.Response.Headers.RetryAfter = "1";
        }

        if (Scopes is { } scopes && call.Authorization == "Bearer " + _token)
        {
            http.Response.Headers["x-oauth-scopes"] = scopes;
        }

        var body = wish.Body ?? (wish.Status == 200 ? Answer(call, http.Request).ToJsonString() : "");
        if (wish.ActsThenHangsUp)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = wish.Status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(body, http.RequestAborted);
    }

    private bool IsTooFast(FakeSlackCall call)
    {
        var asked = call.Fields.GetValueOrDefault("channel", "");
        var (channel, now) = (DirectOf(asked) ?? asked, Clock.GetUtcNow());
        if (KeepsPace && _lastPost.TryGetValue(channel, out var last) && now - last < TimeSpan.FromSeconds(1))
        {
            return true;
        }

        _lastPost[channel] = now;
        return false;
    }

    private JsonObject Answer(FakeSlackCall call, HttpRequest request)
    {
        if (call.Method == "apps.connections.open")
        {
            return Sockets.Mint(call.Authorization, request.Host.Value!);
        }

        if (call.Authorization is null)
        {
            return Error("not_authed");
        }

        if (call.Authorization != "Bearer " + _token)
        {
            return Error("invalid_auth");
        }

        // auth.test has no arguments: an empty form comes without a content type from some clients.
        if (!request.HasFormContentType && call.Method != "auth.test")
        {
            return Error("invalid_form_data");
        }

        // Bolt says the token of auth.test twice; nobody else does, and the bot never.
        return (call.Fields.ContainsKey("token") && call.Method != "auth.test") || call.Url.Contains('?', StringComparison.Ordinal) ? Error("invalid_arguments") : call.Method switch
        {
            "auth.test" => new JsonObject
            {
                ["ok"] = true,
                ["team_id"] = Team,
                ["user_id"] = BotUser,
                ["bot_id"] = "B0RETBOT01",
                ["enterprise_id"] = EnterpriseInstall,
                ["is_enterprise_install"] = EnterpriseInstall is not null,
            },
            "users.info" => Found(_users, call.Fields.GetValueOrDefault("user"), "user", "user_not_found"),
            "conversations.info" => Found(_conversations, call.Fields.GetValueOrDefault("channel"), "channel", "channel_not_found"),
            "conversations.members" => Members(call),
            "chat.postMessage" => Post(call, onlyFor: null),
            "chat.postEphemeral" => call.Fields.TryGetValue("user", out var user) && _users.ContainsKey(user) ? Post(call, user) : Error("user_not_in_channel"),
            "chat.update" => Update(call),
            "conversations.open" => DirectOf(call.Fields.GetValueOrDefault("users", "")) is { } direct
                ? new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = direct } }
                : Error("user_not_found"),
            "reactions.add" => React(call),
            "views.open" => Views.Show(call, isPush: false),
            "views.push" => Views.Show(call, isPush: true),
            "views.update" => Views.Update(call),
            "views.publish" => Views.Publish(call, _users.ContainsKey),
            _ => Error("unknown_method"),
        };
    }

    /// <summary>Two a page, so that whoever asks must follow the cursor.</summary>
    private JsonObject Members(FakeSlackCall call)
    {
        if (!_conversations.TryGetValue(call.Fields.GetValueOrDefault("channel", ""), out var conversation))
        {
            return Error("channel_not_found");
        }

        var all = conversation["members"]?.AsArray().Select(id => id!.GetValue<string>()).ToList() ?? [];
        var from = call.Fields.TryGetValue("cursor", out var cursor) ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        return new JsonObject
        {
            ["ok"] = true,
            ["members"] = new JsonArray([.. all.Skip(from).Take(2).Select(id => (JsonNode)id)]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = from + 2 < all.Count ? (from + 2).ToString(CultureInfo.InvariantCulture) : "" },
        };
    }

    /// <summary>The bot's own conversation with a person, opened when there is none; null for nobody known.</summary>
    private string? DirectOf(string user)
    {
        if (!_users.ContainsKey(user))
        {
            return null;
        }

        var known = _conversations.Values.FirstOrDefault(one => (bool?)one["is_im"] == true && (string?)one["user"] == user);
        if (known is null)
        {
            AddConversation(new JsonObject { ["id"] = "D" + user[1..], ["is_im"] = true, ["user"] = user }.ToJsonString());
        }

        return known is null ? "D" + user[1..] : (string?)known["id"];
    }

    private JsonObject React(FakeSlackCall call)
    {
        var (channel, ts, name) = (call.Fields.GetValueOrDefault("channel", ""), call.Fields.GetValueOrDefault("timestamp", ""), call.Fields.GetValueOrDefault("name", ""));
        return !_conversations.ContainsKey(channel) ? Error("channel_not_found")
            : ts.Length == 0 ? Error("no_item_specified")
            : name is not ("eyes" or "white_check_mark") ? Error("invalid_name")
            : _reactions.TryAdd($"{channel}|{ts}|{name}", true) ? new JsonObject { ["ok"] = true }
            : Error("already_reacted");
    }

    private JsonObject Post(FakeSlackCall call, string? onlyFor)
    {
        if (onlyFor is null && DirectOf(call.Fields.GetValueOrDefault("channel", "")) is { } direct)
        {
            call = call with { Fields = new Dictionary<string, string>(call.Fields) { ["channel"] = direct } };
        }

        var thread = call.Fields.GetValueOrDefault("thread_ts");
        if (Refusal(call, mostText: 40_000) is { } refusal)
        {
            return refusal;
        }

        if (thread is not null && _messages.TryGetValue(Key(call.Fields["channel"], thread), out var parent) && parent.ThreadTs is not null)
        {
            return Error("cannot_reply_to_message");
        }

        var ts = NextTs();
        Keep(new FakeSlackMessage(call.Fields["channel"], ts, thread, call.Text, call.Blocks, onlyFor));
        return onlyFor is null
            ? new JsonObject { ["ok"] = true, ["channel"] = call.Fields["channel"], ["ts"] = ts }
            : new JsonObject { ["ok"] = true, ["message_ts"] = ts };
    }

    private JsonObject Update(FakeSlackCall call)
    {
        if (Refusal(call, mostText: 4_000) is { } refusal)
        {
            return refusal;
        }

        if (!_messages.TryGetValue(Key(call.Fields["channel"], call.Fields.GetValueOrDefault("ts", "")), out var message) || message.OnlyFor is not null)
        {
            return Error("message_not_found");
        }

        Keep(message with { Text = call.Text, Blocks = call.Blocks });
        return new JsonObject { ["ok"] = true, ["channel"] = message.Channel, ["ts"] = message.Ts, ["text"] = call.Text };
    }

    private JsonObject? Refusal(FakeSlackCall call, int mostText)
    {
        if (!_conversations.TryGetValue(call.Fields.GetValueOrDefault("channel", ""), out var conversation))
        {
            return Error("channel_not_found");
        }

        if (conversation["is_archived"]?.GetValue<bool>() == true)
        {
            return Error("is_archived");
        }

        if (call.Text.Length == 0)
        {
            return Error("no_text");
        }

        if (call.Text.Length > mostText)
        {
            return Error("msg_too_long");
        }

        try
        {
            var faults = call.Blocks is { } blocks ? BlockKitRules.Faults(blocks) : [];
            return faults.Count == 0 ? null : Error("invalid_blocks", faults);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Error("invalid_blocks_format");
        }
    }

    private string NextTs() => $"{1795000000 + Interlocked.Increment(ref _lastTs)}.000100";

    private void Keep(FakeSlackMessage message) => _messages[Key(message.Channel, message.Ts)] = message;

    private static string Key(string channel, string ts) => channel + "|" + ts;

    private static JsonObject Found(ConcurrentDictionary<string, JsonObject> all, string? id, string member, string error) =>
        id is not null && all.TryGetValue(id, out var item) ? new JsonObject { ["ok"] = true, [member] = item.DeepClone() } : Error(error);

    internal static JsonObject Error(string code, IEnumerable<string>? faults = null)
    {
        var error = new JsonObject { ["ok"] = false, ["error"] = code };
        if (faults is not null)
        {
            error["errors"] = new JsonArray([.. faults.Select(fault => (JsonNode)fault)]);
        }

        return error;
    }
}
