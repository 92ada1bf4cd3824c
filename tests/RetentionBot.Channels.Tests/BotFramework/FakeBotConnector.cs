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
}

/// <summary>A message standing in a conversation, as it looks after all updates.</summary>
public sealed record PostedActivity(string ConversationId, string Id, JsonObject Activity, int Updates = 0)
{
    public string? Text => (string?)Activity["text"];

    public JsonObject? Card => Activity["attachments"]?[0]?["content"]?.AsObject();
}

/// <summary>
/// A Bot Connector on a loopback port: posts, threads, updates, members. Knows every conversation it is asked for, unless told otherwise by
/// <see cref="Replies"/> or <see cref="Rule"/>.
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
        var own = reply is null or { CarriesOut: true } ? CarryOut(request) : default;
        if (reply is { Hangs: true })
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        else if (reply is { Aborts: true })
        {
            context.Abort();
        }
        else if (reply is not null)
        {
            context.Response.StatusCode = reply.Status;
            if (reply.RetryAfter is not null)
            {
                context.Response.Headers.RetryAfter = reply.RetryAfter;
            }

            await context.Response.WriteAsync(reply.Body, context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = own.Status;
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(own.Body.ToJsonString(), context.RequestAborted);
        }
    }

    private (int Status, JsonObject Body) CarryOut(ConnectorRequest request)
    {
        var parts = request.Path.Split('?');
        var path = parts[0].Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        lock (sync)
        {
            return (request.Method, path) switch
            {
                ("POST", ["v3", "conversations"]) => StartThread(request.Json),
                ("POST", ["v3", "conversations", var conversation, "activities"]) => Post(conversation, request.Json),
                ("POST", ["v3", "conversations", var conversation, "activities", _]) => Post(conversation, request.Json),
                ("PUT", ["v3", "conversations", var conversation, "activities", var id]) => Update(conversation, id, request.Json),
                ("GET", ["v3", "conversations", var conversation, "members", var id]) => Member(conversation, id),
                ("GET", ["v3", "conversations", var conversation, "pagedmembers"]) => Page(conversation, parts.Length > 1 ? parts[1] : ""),
                _ => Error(404, "NotFound"),
            };
        }
    }

    private (int Status, JsonObject Body) StartThread(JsonObject parameters)
    {
        if ((string?)parameters["channelData"]?["channel"]?["id"] is not { } room || parameters["activity"] is not JsonObject activity)
        {
            return Error(400, "BadArgument");
        }

        var id = NextId();
        posted.Add(new PostedActivity($"{room};messageid={id}", id, activity));
        return (201, new JsonObject { ["id"] = $"{room};messageid={id}", ["activityId"] = id });
    }

    private (int Status, JsonObject Body) Post(string conversation, JsonObject activity)
    {
        var id = NextId();
        posted.Add(new PostedActivity(conversation, id, activity));
        return (201, new JsonObject { ["id"] = id });
    }

    private (int Status, JsonObject Body) Update(string conversation, string id, JsonObject activity)
    {
        var at = posted.FindIndex(p => p.ConversationId == conversation && p.Id == id);
        if (at < 0)
        {
            return Error(404, "ActivityNotFoundInConversation");
        }

        posted[at] = posted[at] with { Activity = activity, Updates = posted[at].Updates + 1 };
        return (200, new JsonObject { ["id"] = id });
    }

    private (int Status, JsonObject Body) Member(string conversation, string id) =>
        MembersOf(conversation).Find(m => (string?)m["id"] == id || (string?)m["objectId"] == id) is { } member
            ? (200, member.DeepClone().AsObject())
            : Error(404, "MemberNotFoundInConversation");

    private (int Status, JsonObject Body) Page(string conversation, string query)
    {
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

        return (200, page);
    }

    private List<JsonObject> MembersOf(string conversation) => members.GetValueOrDefault(conversation.Split(';')[0]) ?? [];

    private string NextId() => (++lastId).ToString(CultureInfo.InvariantCulture);

    private static (int Status, JsonObject Body) Error(int status, string code) =>
        (status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = code } });
}
