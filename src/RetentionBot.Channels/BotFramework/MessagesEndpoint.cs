using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>
/// <c>POST /api/messages</c>: authenticate, read, check that the caller may speak for what it says, hand in the turn, answer.
/// Nothing is parsed before the token has passed, and nothing is handed in before the content matches the token.
/// </summary>
internal sealed partial class MessagesEndpoint(
    ConnectorTokenValidator tokens, ServiceUrls services, HomeTenants tenants, Roster roster, ILogger<MessagesEndpoint> log)
{
    /// <summary>Largest body read, in bytes.</summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>
    /// For committing the delivery and, where it can be had at once, its answer; the service gives up after fifteen seconds at most. What was not committed by then
    /// is asked for again, and found to be known if it was committed after all.
    /// </summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    public async Task<IResult> ReceiveAsync(HttpRequest request, ITurnReceiver receiver, CancellationToken ct)
    {
        ConnectorCaller? caller = null;
        if (request.Headers.ContainsKey("Authorization"))
        {
            try
            {
                caller = BearerOf(request) is { } token ? await tokens.ValidateAsync(token, ct) : null;
            }
            catch (SigningKeysUnavailableException e)
            {
                LogNoKeys(e);
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }

            if (caller is null)
            {
                return Results.Unauthorized();
            }
        }
        else if (!services.AcceptsAnonymous || !IsLocal(request))
        {
            return Results.Unauthorized();
        }

        if (await CappedBody.ReadAsync(request, MaxBody, ct) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (Parse(body) is not { } activity)
        {
            return Results.BadRequest();
        }

        if (caller is null && !services.IsAnonymous(activity.ServiceUrl))
        {
            return Results.Unauthorized();
        }

        if (caller is not null && !caller.MaySend(activity))
        {
            LogMismatch();
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return await HandInAsync(activity, receiver, ct);
    }

    private async Task<IResult> HandInAsync(Activity activity, ITurnReceiver receiver, CancellationToken ct)
    {
        var isInvoke = activity.Type == ActivityTypes.Invoke;
        if (isInvoke && (activity.Name != CardActions.InvokeName || activity.ChannelId != ChannelIds.Teams))
        {
            return Results.StatusCode(StatusCodes.Status501NotImplemented);
        }

        if (TurnMapper.Map(activity) is not { } turn)
        {
            return isInvoke ? InvokeAnswer.Malformed(activity.Locale) : Results.Ok();
        }

        if (!tenants.Includes(turn.Conversation.TenantId))
        {
            LogForeignTenant();
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (turn.Kind == TurnKind.AudienceChanged)
        {
            roster.ForgetAll();
        }

        TurnAnswer answer;
        try
        {
            // A store may hold up the very thread that asks it, so another one asks.
            answer = await Task.Run(() => TakeAsync(turn, receiver, ct), CancellationToken.None).WaitAsync(AnswerWithin, ct);
        }
        catch (TurnNotTakenException)
        {
            LogNotTaken(turn.DeliveryKey);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogNotCommitted(e, turn.DeliveryKey);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return isInvoke ? InvokeAnswer.For(answer, activity.Locale, turn.Action?.IsRefresh == true) : Results.Ok();
    }

    private static async Task<TurnAnswer> TakeAsync(InboundTurn turn, ITurnReceiver receiver, CancellationToken ct) => await (await receiver.TakeAsync(turn, ct)).AnswerAsync();

    /// <summary>Guards the mode without tokens: no other machine, and no web page open in a browser here, which could send a form or plain text but not JSON.</summary>
    private static bool IsLocal(HttpRequest request) => request.HasJsonContentType() && request.IsFromThisMachine();

    private static string? BearerOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrEmpty(header.Parameter) && !header.Parameter.Contains(' ', StringComparison.Ordinal)
            ? header.Parameter
            : null;

    private static Activity? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.Activity) is { } activity && !string.IsNullOrEmpty(activity.Type) ? activity : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "An activity of another company's tenant is refused; BotFramework:TenantId and AllowedTenants name the own ones")]
    private partial void LogForeignTenant();

    [LoggerMessage(LogLevel.Error, "A request was refused: there are no keys to check its token with")]
    private partial void LogNoKeys(Exception e);

    [LoggerMessage(LogLevel.Warning, "A request was refused: its token does not cover the service or channel it names")]
    private partial void LogMismatch();

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryKey} is answered 503: nothing can be kept now")]
    private partial void LogNotTaken(string deliveryKey);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryKey} could not be committed")]
    private partial void LogNotCommitted(Exception e, string deliveryKey);
}
