using System.Text.Json;

namespace RetentionBot.Channels.BotFramework;

/// <summary>
/// What an error body says, in whichever of its shapes: <c>error.code</c>, or a number beside a message that is itself JSON with a <c>subCode</c>;
/// else nothing.
/// </summary>
/// <param name="Code">E.g. <c>BotNotInConversationRoster</c>; null when the body was empty, HTML or said nothing.</param>
internal sealed record ConnectorError(string? Code)
{
    /// <summary>The codes that tell more than their status does.</summary>
    public const string InvalidBotApiHost = "InvalidBotApiHost";
    public const string BotDisabledByAdmin = "BotDisabledByAdmin";
    public const string ConversationNotFound = "ConversationNotFound";
    public const string ActivityNotFoundInConversation = "ActivityNotFoundInConversation";

    public static ConnectorError Read(string body)
    {
        var shape = WireJson.TryRead(body, WireJson.Default.ErrorBody);
        var inner = shape?.Message is { } message ? WireJson.TryRead(message, WireJson.Default.ErrorBody) : null;
        return new(shape?.Error?.Code ?? inner?.SubCode ?? shape?.SubCode);
    }
}

/// <summary>Both shapes of an error body in one. <see cref="ErrorBody.Message"/> may be plain text or JSON.</summary>
internal sealed record ErrorBody(ErrorDetail? Error, string? Message, string? SubCode);

internal sealed record ErrorDetail(string? Code);
