using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>What the Bot Connector answers when it does not do what was asked, by the name of the row in its table.</summary>
public static class ConnectorErrors
{
    public static ConnectorReply BadArgument { get; } = Coded(400, "BadArgument");

    public static ConnectorReply BadSyntax { get; } = Coded(400, "BadSyntax");

    public static ConnectorReply BotNotRegistered { get; } = Coded(401, "BotNotRegistered");

    public static ConnectorReply BotDisabledByAdmin { get; } = Coded(403, "BotDisabledByAdmin");

    public static ConnectorReply BotNotInConversationRoster { get; } = Coded(403, "BotNotInConversationRoster");

    public static ConnectorReply ConversationBlockedByUser { get; } = Coded(403, "ConversationBlockedByUser");

    public static ConnectorReply InvalidBotApiHost { get; } = Coded(403, "InvalidBotApiHost");

    public static ConnectorReply NotEnoughPermissions { get; } = Coded(403, "NotEnoughPermissions");

    /// <summary>In Teams' own shape: the message is JSON in a string.</summary>
    public static ConnectorReply MessageWritesBlocked { get; } = new(
        403, """{ "errorCode": 209, "message": "{\"subCode\": \"MessageWritesBlocked\", \"details\": \"Blocked.\", \"errorCode\": null, \"errorSubCode\": null}" }""");

    public static ConnectorReply ForbiddenWithoutCode { get; } = new(403);

    public static ConnectorReply ConversationNotFound { get; } = Coded(404, "ConversationNotFound");

    public static ConnectorReply ActivityNotFoundInConversation { get; } = Coded(404, "ActivityNotFoundInConversation");

    public static ConnectorReply PreconditionFailed { get; } = Coded(412, "PreconditionFailed");

    public static ConnectorReply MessageSizeTooBig { get; } = Coded(413, "MessageSizeTooBig");

    public static ConnectorReply InternalError { get; } = Coded(500, "ServiceError");

    public static ConnectorReply BadGateway { get; } = new(502, "<html>Bad gateway</html>");

    public static ConnectorReply Unavailable { get; } = Coded(503, "ServiceError");

    public static ConnectorReply GatewayTimeout { get; } = new(504);

    /// <param name="retryAfter">Seconds or an HTTP date; null when none is named.</param>
    public static ConnectorReply Throttled(string? retryAfter) => Coded(429, "Throttled") with { RetryAfter = retryAfter };

    /// <summary>A row by its name here.</summary>
    public static ConnectorReply Named(string name) => (ConnectorReply)typeof(ConnectorErrors).GetProperty(name)!.GetValue(null)!;

    public static ConnectorReply Coded(int status, string code, string? message = null) => new(
        status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message ?? code } }.ToJsonString());
}
