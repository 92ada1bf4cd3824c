using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>One request as it came in. <see cref="Path"/> is the raw target below the service url, still escaped, with its query.</summary>
public sealed record ConnectorRequest(string Method, string Path, string Body, string? Authorization, string? ContentType)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}

/// <summary>What the fake shall answer instead of its own answer.</summary>
public sealed record ConnectorReply(int Status, string Body = "")
{
    public string? RetryAfter { get; init; }

    /// <summary>Do what was asked before answering so.</summary>
    public bool CarriesOut { get; init; }

    /// <summary>Never answer.</summary>
    public bool Hangs { get; init; }

    /// <summary>Cut the connection.</summary>
    public bool Aborts { get; init; }

    /// <summary>Answer only after so long.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>A message standing in a conversation, as it looks after all updates.</summary>
public sealed record PostedActivity(string ConversationId, string Id, JsonObject Activity, int Updates = 0)
{
    public string? Text => (string?)Activity["text"];

    public JsonObject? Card => Activity["attachments"]?[0]?["content"]?.AsObject();
}

/// <summary>
/// A Bot Connector on a loopback port: posts, threads, chats with one person, updates, deletions, members. Knows every conversation it is asked for, unless told
/// otherwise by <see cref="Replies"/> or <see cref="Rule"/>. What breaks <see cref="ConnectorRules"/> is a bad request.
/// </summary>
public sealed class FakeBotConnector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string basePath;
    private readonly Lock sync = new();
    private readonly List<ConnectorRequest> requests = [];
    private readonly List<PostedActivity> posted = [];
    private readonly Dictionary<string, List<JsonObject>> members = new(StringComparer.Ordinal);
    private long lastId = 1_795_160_000_000;

    private FakeBotConnector(string basePath)
    {
        this.basePath = basePath;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Base address without a closing slash.</summary>
    public string ServiceUrl => app.Urls.First() + basePath;

    /// <summary>Everything asked so far, in order.</summary>
    public IReadOnlyList<ConnectorRequest> Requests
    {
        get
        {
            lock (sync)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>Answers for the next requests, one each.</summary>
    public ConcurrentQueue<ConnectorReply> Replies { get; } = new();

    /// <summary>Looked at after <see cref="Replies"/>; null leaves the answer to the fake.</summary>
    public Func<ConnectorRequest, ConnectorReply?> Rule { get; set; } = _ => null;

    /// <summary>Set to hold the bot to Teams' pace.</summary>
    public ConnectorThrottle? Throttle { get; set; }

    /// <summary>Members on one page of a roster.</summary>
    public int PageSize { get; set; } = 500;

    public static async Task<FakeBotConnector> StartAsync(string basePath = "/teams")
    {
        var fake = new FakeBotConnector(basePath);
        await fake.app.StartAsync();
        return fake;
    }

    /// <summary>All messages in a room, its threads included, oldest first.</summary>
    public IReadOnlyList<PostedActivity> PostedIn(string room)
    {
        lock (sync)
        {
            return [.. posted.Where(p => p.ConversationId.Split(';')[0] == room)];
        }
    }

    /// <summary>Adds somebody to a room; the answer to a look-up holds exactly the members given.</summary>
    public void AddMember(string room, JsonObject member)
    {
        lock (sync)
        {
            (members.TryGetValue(room, out var list) ? list : members[room] = []).Add(member);
        }
    }

    /// <summary>A colleague as Teams lists one.</summary>
    public void AddColleague(string room, string userId, string tenantId, string email) =>
        AddMember(room, new JsonObject { ["id"] = userId, ["name"] = email, ["email"] = email, ["userPrincipalName"] = email, ["tenantId"] = tenantId, ["userRole"] = "user" });

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (!target.StartsWith(basePath, StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var request = new ConnectorRequest(
            context.Request.Method,
            target[basePath.Length..],
            await reader.ReadToEndAsync(context.RequestAborted),
            context.Request.Headers.Authorization.FirstOrDefault(),
            context.Request.ContentType);
        lock (sync)
        {
            requests.Add(request);
        }

        var reply = Replies.TryDequeue(out var next) ? next : Rule(request);
        if (reply is null or { CarriesOut: true })
        {
            var own = CarryOut(request);
            reply ??= own;
        }

        await AnswerAsync(context, reply);
    }

    private static async Task AnswerAsync(HttpContext context, ConnectorReply reply)
    {
        var response = context.Response;
        if (reply.Hangs)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        if (reply.Aborts)
        {
            context.Abort();
            return;
        }

        await Task.Delay(reply.Delay, context.RequestAborted);
        response.StatusCode = reply.Status;
        response.ContentType = reply.Body.StartsWith('{') ? "application/json; charset=utf-8" : null;
        if (reply.RetryAfter is not null)
        {
            response.Headers.RetryAfter = reply.RetryAfter;
        }

        await response.WriteAsync(reply.Body, context.RequestAborted);
    }

    private ConnectorReply CarryOut(ConnectorRequest request)
    {
        var parts = request.Path.Split('?');
        var path = parts[0].Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        lock (sync)
        {
            if (request.Body.Length > 0 && request.ContentType != "application/json; charset=utf-8")
            {
                return Bad("The body is JSON in UTF-8, and says so.");
            }

            return (request.Method, path) switch
            {
                ("POST", ["v3", "conversations"]) => Create(request.Json),
                ("POST", ["v3", "conversations", var conversation, "activities"]) => Post(conversation, request.Json),
                ("POST", ["v3", "conversations", var conversation, "activities", var answered]) =>
                    (string?)request.Json["replyToId"] == answered ? Post(conversation, request.Json) : Bad("replyToId is not what is answered."),
                ("PUT", ["v3", "conversations", var conversation, "activities", var id]) => Update(conversation, id, request.Json),
                ("DELETE", ["v3", "conversations", var conversation, "activities", var id]) => Delete(conversation, id),
                ("GET", ["v3", "conversations", var conversation, "members", var id]) => Member(conversation, id),
                ("GET", ["v3", "conversations", var conversation, "pagedmembers"]) => Page(conversation, parts.Length > 1 ? parts[1] : ""),
                _ => ConnectorErrors.Coded(404, "NotFound"),
            };
        }
    }

    /// <summary>A thread with its first message, or a chat with one person: that has the same id however often it is opened.</summary>
    private ConnectorReply Create(JsonObject parameters)
    {
        if ((string?)parameters["channelData"]?["channel"]?["id"] is { } room && parameters["activity"] is JsonObject activity)
        {
            var id = NextId();
            var conversation = $"{room};messageid={id}";
            return (bool?)parameters["isGroup"] != true || parameters.ContainsKey("members")
                ? Bad("A thread is of a group, which has its members.")
                : Refused(conversation, activity) ?? Stored(conversation, id, activity) with
                {
                    Status = 201,
                    Body = new JsonObject { ["id"] = conversation, ["activityId"] = id }.ToJsonString(),
                };
        }

        if ((bool?)parameters["isGroup"] != false || (string?)parameters["bot"]?["id"] is not { Length: > 0 }
            || parameters["members"] is not JsonArray { Count: 1 } people || (string?)people[0]?["id"] is not { Length: > 0 } person
            || (string?)parameters["tenantId"] is not { Length: > 0 } tenant || (string?)parameters["channelData"]?["tenant"]?["id"] != tenant)
        {
            return Bad("A chat is of the bot and one person, in a tenant.");
        }

        return Throttled(person, isLookUp: false)
            ?? new ConnectorReply(201, new JsonObject { ["id"] = $"a:1{person.Split(':')[^1]}" }.ToJsonString());
    }

    private ConnectorReply Post(string conversation, JsonObject activity) =>
        Refused(conversation, activity) ?? (IsOf(conversation, activity) ? Stored(conversation, NextId(), activity) : Bad("It names another conversation."));

    private ConnectorReply Update(string conversation, string id, JsonObject activity)
    {
        if (Refused(conversation, activity) is { } refused)
        {
            return refused;
        }

        var at = posted.FindIndex(p => p.ConversationId == conversation && p.Id == id);
        if (at < 0)
        {
            return ConnectorErrors.ActivityNotFoundInConversation;
        }

        posted[at] = posted[at] with { Activity = activity, Updates = posted[at].Updates + 1 };
        return new ConnectorReply(200, new JsonObject { ["id"] = id }.ToJsonString());
    }

    private ConnectorReply Delete(string conversation, string id) =>
        posted.RemoveAll(p => p.ConversationId == conversation && p.Id == id) > 0 ? new ConnectorReply(200) : ConnectorErrors.ActivityNotFoundInConversation;

    /// <summary>Keeps a message; one that Teams splits becomes several, and the answer then names none.</summary>
    private ConnectorReply Stored(string conversation, string id, JsonObject activity)
    {
        var messages = ConnectorRules.Split(activity);
        posted.AddRange(messages.Select((message, i) => new PostedActivity(conversation, i == 0 ? id : NextId(), message)));
        return messages.Count > 1 ? new ConnectorReply(202) : new ConnectorReply(201, new JsonObject { ["id"] = id }.ToJsonString());
    }

    /// <summary>Why a message is not taken; null when it is.</summary>
    private ConnectorReply? Refused(string conversation, JsonObject activity) =>
        ConnectorRules.Fault(activity) is { } fault ? Bad(fault)
        : activity.ToJsonString().Length > ConnectorRules.MostChars ? ConnectorErrors.MessageSizeTooBig
        : Throttled(conversation, isLookUp: false, ConnectorRules.Split(activity).Count);

    private ConnectorReply? Throttled(string conversation, bool isLookUp, int messages = 1) =>
        Throttle?.Refuse(conversation.Split(';')[0], isLookUp, messages) is { } seconds
            ? ConnectorErrors.Throttled(seconds.ToString(CultureInfo.InvariantCulture))
            : null;

    private static bool IsOf(string conversation, JsonObject activity) => (string?)activity["conversation"]?["id"] == conversation;

    private static ConnectorReply Bad(string why) => ConnectorErrors.Coded(400, "BadSyntax", why);

    private ConnectorReply Member(string conversation, string id) =>
        Throttled(conversation, isLookUp: true)
        ?? (MembersOf(conversation).Find(m => (string?)m["id"] == id || (string?)m["objectId"] == id) is { } member
            ? new ConnectorReply(200, member.ToJsonString())
            : ConnectorErrors.Coded(404, "MemberNotFoundInConversation"));

    private ConnectorReply Page(string conversation, string query)
    {
        if (Throttled(conversation, isLookUp: true) is { } throttled)
        {
            return throttled;
        }

        const string Token = "continuationToken=";
        var given = query.Split('&').FirstOrDefault(q => q.StartsWith(Token, StringComparison.Ordinal));
        var from = given is null ? 0 : int.Parse(Uri.UnescapeDataString(given[Token.Length..])[1..^1], CultureInfo.InvariantCulture);
        var all = MembersOf(conversation);
        var page = new JsonObject { ["members"] = new JsonArray([.. all.Skip(from).Take(PageSize).Select(m => m.DeepClone())]) };
        if (from + PageSize < all.Count)
        {
            // With characters that must be escaped, as the real ones have.
            page["continuationToken"] = $"+{from + PageSize}=";
        }

        return new ConnectorReply(200, page.ToJsonString());
    }

    private List<JsonObject> MembersOf(string conversation) => members.GetValueOrDefault(conversation.Split(';')[0]) ?? [];

    private string NextId() => (++lastId).ToString(CultureInfo.InvariantCulture);
}
