using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>The Events API: mentions and direct messages become turns, coming and going of the bot too; the rest is acknowledged and dropped.</summary>
internal sealed partial class SlackEvents(SlackInbox inbox, ILogger<SlackEvents> log)
{
    public async Task<IResult> HandleAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (SlackJson.TryParse(body) is not { } request)
        {
            return Results.BadRequest();
        }

        switch (request.Text("type"))
        {
            case "url_verification":
                return Results.Text(request.Text("challenge"), "text/plain");
            case "app_rate_limited" when inbox.IsOurApp(request.Text("api_app_id")):
                LogRateLimited(request.Text("team_id"));
                return Results.Ok();
            case "event_callback":
                var delivery = SlackDelivery.Of(request);
                return inbox.IsOurs(delivery.AppId, delivery.TeamId, delivery.EnterpriseId) && ToTurn(delivery) is { } turn
                    ? await inbox.ReceiveAsync(turn, ct)
                    : Results.Ok();
            default:
                return Results.Ok();
        }
    }

    private InboundTurn? ToTurn(SlackDelivery delivery)
    {
        var inner = delivery.Event;
        switch (inner.Text("type"))
        {
            case "app_mention" when IsFromPerson(delivery):
                var isDirect = inner.Text("channel")?.StartsWith('D') == true;
                return Message(delivery, isDirect ? ConversationKind.Personal : ConversationKind.Channel);
            case "message" when IsFromPerson(delivery) && inner.Text("channel_type") == "im":
                return Message(delivery, ConversationKind.Personal);
            case "member_joined_channel" when IsOurBot(delivery):
                return Lifecycle(delivery, TurnKind.BotAdded, inner.Text("inviter"));
            case "member_left_channel" when IsOurBot(delivery):
            case "channel_left" or "group_left" or "channel_archive" or "group_archive":
                return Lifecycle(delivery, TurnKind.BotRemoved, inner.Text("actor_id") ?? inner.Text("user"));
            case "app_uninstalled" or "tokens_revoked":
                LogInstallationLost(inner.Text("type"), delivery.TeamId);
                return null;
            case var other:
                LogIgnored(other, delivery.Id);
                return null;
        }
    }

    /// <summary>Neither our own message nor another bot's, and neither an edit nor a notice of Slack's: those would be answered for ever.</summary>
    private static bool IsFromPerson(SlackDelivery delivery) =>
        delivery.Event.Text("user") is { } user
        && user != delivery.BotUserId
        && user != SlackDirectory.Slackbot
        && delivery.Event.Text("bot_id") is null
        && delivery.Event.Text("subtype") is null or "file_share" or "thread_broadcast"
        && !delivery.Event.Is("hidden");

    private static bool IsOurBot(SlackDelivery delivery) => delivery.BotUserId is { } bot && delivery.Event.Text("user") == bot;

    private static InboundTurn? Message(SlackDelivery delivery, ConversationKind kind)
    {
        var inner = delivery.Event;
        if (inner.Text("channel") is not { } channel || inner.Text("ts") is not { } ts)
        {
            return null;
        }

        return new InboundTurn
        {
            // Not the event_id: a mention may arrive as app_mention and as message, two events of one ts; a retry repeats channel and ts as well.
            DeliveryKey = $"slack|{channel}|{ts}",
            Kind = TurnKind.Message,
            Conversation = Conversation(delivery, channel, kind, kind == ConversationKind.Channel ? inner.Text("thread_ts") ?? ts : null),
            From = Author(delivery, inner.Text("user")!),
            Text = SlackText.Decode(inner.Text("text"), delivery.BotUserId),
            MessageId = ts,
        };
    }

    private static InboundTurn? Lifecycle(SlackDelivery delivery, TurnKind kind, string? actor) =>
        delivery.Event.Text("channel") is { } channel && delivery.Id is { } eventId
            ? new InboundTurn
            {
                DeliveryKey = $"slack|{eventId}",
                Kind = kind,
                Conversation = Conversation(delivery, channel, ConversationKind.Channel, thread: null),
                From = Author(delivery, actor ?? delivery.BotUserId ?? SlackDirectory.Slackbot),
            }
            : null;

    private static ConversationRef Conversation(SlackDelivery delivery, string channel, ConversationKind kind, string? thread) => new()
    {
        ChannelId = ChannelIds.Slack,
        ConversationId = channel,
        ThreadId = thread,
        Kind = kind,
        TenantId = delivery.TeamId,
        BotId = delivery.BotUserId,
    };

    private static Person Author(SlackDelivery delivery, string user) => new()
    {
        ChannelId = ChannelIds.Slack,
        UserId = user,
        TenantId = delivery.Event.Text("user_team") ?? delivery.Event.Text("team"),
    };

    [LoggerMessage(LogLevel.Warning, "Slack holds back events of team {TeamId}: over the hourly limit")]
    private partial void LogRateLimited(string? teamId);

    [LoggerMessage(LogLevel.Warning, "Slack reports {EventType} for team {TeamId}: the bot can no longer speak there")]
    private partial void LogInstallationLost(string? eventType, string? teamId);

    [LoggerMessage(LogLevel.Debug, "Slack event {EventType} {EventId} ignored")]
    private partial void LogIgnored(string? eventType, string? eventId);
}

/// <summary>The envelope of one event.</summary>
/// <param name="TeamId">The workspace of the installation. In a channel shared between companies the envelope's own team may be the other company's, so
/// the authorisation goes first.</param>
/// <param name="BotUserId">Our bot's account in that installation; null when the envelope names none.</param>
internal readonly record struct SlackDelivery(string? Id, string? AppId, string? TeamId, string? EnterpriseId, string? BotUserId, JsonElement Event)
{
    public static SlackDelivery Of(JsonElement envelope)
    {
        var installation = envelope.Items("authorizations").FirstOrDefault();
        return new SlackDelivery(
            envelope.Text("event_id"),
            envelope.Text("api_app_id"),
            installation.Text("team_id") ?? envelope.Text("team_id"),
            installation.Text("enterprise_id") ?? envelope.Text("enterprise_id"),
            installation.Is("is_bot") ? installation.Text("user_id") : null,
            envelope.At("event"));
    }
}
