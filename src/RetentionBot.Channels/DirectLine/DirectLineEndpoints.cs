using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.DirectLine;

/// <summary>The Direct Line 3.0 routes the Web Chat client uses when it polls.</summary>
public static partial class DirectLineEndpoints
{
    /// <summary>The most activities one poll brings: the newest ones. Who opens the page sees no further back.</summary>
    private const int PollLimit = 200;

    private const int MaxBodyBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Adds the web chat as a channel. The application adds <see cref="IDirectLineLog"/> and <see cref="IDirectLinePeople"/> as singletons, and
    /// <see cref="ITurnReceiver"/>.
    /// </summary>
    public static IServiceCollection AddDirectLineChannel(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<IChannel, DirectLineChannel>();
        return services;
    }

    /// <summary>
    /// Maps the web chat under <c>/directline</c>, for callers on this machine only; everybody else finds nothing there. Whoever can call it can be anybody in
    /// <see cref="IDirectLinePeople"/>: for Development.
    /// </summary>
    public static RouteGroupBuilder MapDirectLineChannel(this IEndpointRouteBuilder routes)
    {
        var directLine = routes.MapGroup("/directline").WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes)).AddEndpointFilter(OnlyThisMachineAsync);
        directLine.MapPost("/tokens/generate", GenerateTokenAsync);

        var held = directLine.MapGroup("").AddEndpointFilter(OnlyTokenHoldersAsync);
        held.MapPost("/tokens/refresh", (HttpContext context, DirectLineTokens tokens) => Results.Ok(Opened(Visitor(context), tokens)));
        held.MapPost("/conversations", StartAsync);
        held.MapGet("/conversations/{id}", (HttpContext context, DirectLineTokens tokens) => Results.Ok(Opened(Visitor(context), tokens)));
        held.MapGet("/conversations/{id}/activities", PollAsync);
        held.MapPost("/conversations/{id}/activities", PostAsync);
        return directLine;
    }

    private static async Task<IResult> GenerateTokenAsync(HttpRequest request, IDirectLinePeople people, DirectLineTokens tokens, CancellationToken ct)
    {
        // Only JSON: another site's page cannot send that here without asking first.
        if (!request.HasJsonContentType())
        {
            return Error(StatusCodes.Status415UnsupportedMediaType, "The body is application/json.");
        }

        var userId = DirectLineActivity.Text((await ReadAsync(request, ct))?["user"] as JsonObject, "id");
        return userId is not null && await people.FindAsync(userId, ct) is { } visitor
            ? Results.Ok(Opened(visitor, tokens))
            : Error(StatusCodes.Status400BadRequest, "user.id names nobody of this web chat.");
    }

    private static async Task<IResult> StartAsync(
        HttpContext context, DirectLineTokens tokens, ITurnReceiver receiver, ILoggerFactory loggers, CancellationToken ct)
    {
        var visitor = Visitor(context);
        var added = new InboundTurn
        {
            DeliveryKey = $"{visitor.Conversation.Key}|added",
            Kind = TurnKind.BotAdded,
            Conversation = visitor.Conversation,
            From = visitor.Person,
            Locale = DirectLineActivity.Text(await ReadAsync(context.Request, ct), "locale") ?? visitor.Locale,
        };
        return await IsCommittedAsync(added, receiver, loggers, ct)
            ? Results.Json(Opened(visitor, tokens), statusCode: StatusCodes.Status201Created)
            : NotCommitted();
    }

    private static async Task<IResult> PollAsync(string id, string? watermark, IDirectLineLog log, CancellationToken ct)
    {
        // Ours are numbers; anything else is read as "from the start".
        var after = long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
        var entries = await log.ReadAsync(id, after, PollLimit, ct);
        var last = entries.Count == 0 ? after : entries[^1].Sequence;
        return Results.Json(new JsonObject
        {
            ["activities"] = new JsonArray([.. entries.Select(entry => entry.Activity.DeepClone())]),
            ["watermark"] = last.ToString(CultureInfo.InvariantCulture),
        });
    }

    private static async Task<IResult> PostAsync(
        HttpContext context, IDirectLineLog log, ITurnReceiver receiver, TimeProvider clock, ILoggerFactory loggers, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var visitor = Visitor(context);
        if (await ReadAsync(context.Request, ct) is not { } received || DirectLineActivity.Text(received, "type") is not { } type)
        {
            return Error(StatusCodes.Status400BadRequest, "The body is one activity with a type.");
        }

        var id = DirectLineActivity.IdOf(received, visitor);
        if (type != "message")
        {
            return Results.Ok(new { id });
        }

        // Nothing is answered in the exchange: all that is said comes through the outbox.
        if (DirectLineActivity.ToTurn(received, id, visitor) is { } turn && !await IsCommittedAsync(turn, receiver, loggers, ct))
        {
            return NotCommitted();
        }

        // Only now: the echo tells the page that the message was taken.
        await log.WriteAsync(visitor.Conversation.ConversationId, DirectLineActivity.Echo(received, id, visitor, at), ct);
        return Results.Ok(new { id });
    }

    private static async Task<bool> IsCommittedAsync(InboundTurn turn, ITurnReceiver receiver, ILoggerFactory loggers, CancellationToken ct)
    {
        try
        {
            await (await receiver.TakeAsync(turn, ct)).AnswerAsync();
            return true;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotCommitted(loggers.CreateLogger(typeof(DirectLineEndpoints)), exception, turn.DeliveryKey);
            return false;
        }
    }

    private static async ValueTask<object?> OnlyThisMachineAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.Request.IsFromThisMachine() ? await next(call) : Results.NotFound();

    private static async ValueTask<object?> OnlyTokenHoldersAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        var authorization = http.Request.Headers.Authorization.ToString();
        var visitor = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? http.RequestServices.GetRequiredService<DirectLineTokens>().Find(authorization["Bearer ".Length..])
            : null;
        if (visitor is null || (http.Request.RouteValues["id"] is string id && id != visitor.Conversation.ConversationId))
        {
            return Error(StatusCodes.Status403Forbidden, "The token is unknown, over, or for another conversation.");
        }

        http.Items[typeof(DirectLineVisitor)] = visitor;
        return await next(call);
    }

    private static DirectLineVisitor Visitor(HttpContext context) => (DirectLineVisitor)context.Items[typeof(DirectLineVisitor)]!;

    private static object Opened(DirectLineVisitor visitor, DirectLineTokens tokens) => new
    {
        conversationId = visitor.Conversation.ConversationId,
        token = tokens.Issue(visitor),
        expires_in = (int)DirectLineTokens.Life.TotalSeconds,
    };

    /// <summary>The body; null when it is empty, no JSON, or no object.</summary>
    private static async Task<JsonObject?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, documentOptions: Strict, cancellationToken: ct) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult NotCommitted() => Error(StatusCodes.Status503ServiceUnavailable, "The message was not taken. Send it again.");

    private static IResult Error(int status, string message) => Results.Json(new { error = new { code = status, message } }, statusCode: status);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryKey} could not be committed")]
    private static partial void LogNotCommitted(ILogger logger, Exception exception, string deliveryKey);
}
