using System.Text.Json;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// The Events API: what people write and sign, the bot's coming and going, who can read along and who opens the bot's page become turns; the rest is
/// acknowledged and dropped.
/// </summary>
internal sealed partial class SlackEvents(
    SlackInbox inbox, SlackDirectory directory, SlackTokenWatch token, SlackEventLimits limits, TimeProvider clock, ILogger<SlackEvents> log)
{
    public async Task<SlackAck> HandleAsync(JsonElement request, CancellationToken ct)
    {
        if (request.Text("type") == "app_rate_limited" && inbox.IsOurApp(request.Text("api_app_id")))
        {
            limits.Add(clock.GetUtcNow());
            LogRateLimited(request.Text("team_id"));
            return SlackAck.Taken;
        }

        if (request.Text("type") != "event_callback")
        {
            return SlackAck.Taken;
        }

        var delivery = SlackDelivery.Of(request);
        return inbox.IsOurs(delivery.AppId, delivery.TeamId, delivery.EnterpriseId) && ToTurn(delivery) is { } turn
            ? await inbox.AcknowledgeAsync(turn, ct)
            : SlackAck.Taken;
    }

    private InboundTurn? ToTurn(SlackDelivery delivery)
    {
        var inner = delivery.Event;
        switch (inner.Text("type"))
        {
            case "app_mention" when IsFromPerson(delivery):
                return Message(delivery, inner.Text("channel")?.StartsWith('D') == true ? ConversationKind.Personal : ConversationKind.Channel);
            case "message" when IsFromPerson(delivery) && inner.Text("channel_type") == "im":
                return Message(delivery, ConversationKind.Personal);
            case "member_joined_channel" when IsOurBot(delivery):
                return Place(delivery, TurnKind.BotAdded, inner.Text("inviter"));
            case "member_left_channel" when IsOurBot(delivery):
            case "channel_left" or "group_left" or "channel_archive" or "group_archive":
                return Place(delivery, TurnKind.BotRemoved, inner.Text("actor_id") ?? inner.Text("user"));
            case "member_joined_channel" or "member_left_channel" or "channel_shared" or "channel_unshared":
                return AudienceChanged(delivery);
            case "channel_id_changed":
                return Moved(delivery);
            case "app_home_opened" when inner.Text("tab") == "home":
                return HomeOpened(delivery);
            case "reaction_added" or "reaction_removed" when IsOfOurMessage(delivery):
                return Reaction(delivery);
            case "user_change" when inner.Text("user", "id") is { } user:
                directory.ForgetPerson(user);
                return null;
            case "app_uninstalled":
            case "tokens_revoked" when inner.Items("tokens", "bot").Any():
                if (token.MarkDead(delivery.At))
                {
                    LogInstallationLost(inner.Text("type"), delivery.TeamId);
                }

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

    private static bool IsOfOurMessage(SlackDelivery delivery) =>
        delivery.BotUserId is { } bot
        && delivery.Event.Text("item_user") == bot
        && delivery.Event.Text("user") != bot
        && delivery.Event.Text("item", "type") == "message";

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
            Conversation = Conversation(delivery, channel, kind, inner.Text("thread_ts") ?? (kind == ConversationKind.Channel ? ts : null)),
            From = Author(delivery, inner.Text("user")!),
            Text = SlackText.Decode(inner.Text("text"), delivery.BotUserId),
            Mentions = SlackPeople.Mentioned(inner.Text("text"), delivery.BotUserId, delivery.TeamId),
            MessageId = ts,
        };
    }

    private InboundTurn? AudienceChanged(SlackDelivery delivery)
    {
        var turn = Place(delivery, TurnKind.AudienceChanged, delivery.Event.Text("user"));
        if (turn is not null)
        {
            directory.Forget(turn.Conversation);
        }

        return turn;
    }

    private static InboundTurn? HomeOpened(SlackDelivery delivery) =>
        delivery.Event.Text("user") is { } user && delivery.Id is { } eventId
            ? new InboundTurn
            {
                DeliveryKey = $"slack|{eventId}",
                Kind = TurnKind.HomeOpened,
                Conversation = SlackHome.Of(user, delivery.TeamId, delivery.BotUserId),
                From = Member(delivery, user),
            }
            : null;

    private static InboundTurn? Reaction(SlackDelivery delivery)
    {
        var inner = delivery.Event;
        if (inner.Text("item", "channel") is not { } channel || inner.Text("item", "ts") is not { } ts
            || inner.Text("user") is not { } user || inner.Text("reaction") is not { } name || delivery.Id is not { } eventId)
        {
            return null;
        }

        return new InboundTurn
        {
            DeliveryKey = $"slack|{eventId}",
            Kind = TurnKind.Reaction,
            Conversation = Conversation(delivery, channel, channel.StartsWith('D') ? ConversationKind.Personal : ConversationKind.Channel, thread: null),
            From = Member(delivery, user),
            MessageId = ts,
            Reactions = [new MessageReaction(name, IsAdded: inner.Text("type") == "reaction_added")],
        };
    }

    private static InboundTurn? Place(SlackDelivery delivery, TurnKind kind, string? actor) =>
        delivery.Event.Text("channel") is { } channel && delivery.Id is { } eventId
            ? new InboundTurn
            {
                DeliveryKey = $"slack|{eventId}",
                Kind = kind,
                Conversation = Conversation(delivery, channel, ConversationKind.Channel, thread: null),
                From = Author(delivery, actor ?? delivery.BotUserId ?? SlackDirectory.Slackbot),
            }
            : null;

    private static InboundTurn? Moved(SlackDelivery delivery) =>
        delivery.Event.Text("old_channel_id") is { } old && delivery.Event.Text("new_channel_id") is { } now && delivery.Id is { } eventId
            ? new InboundTurn
            {
                DeliveryKey = $"slack|{eventId}",
                Kind = TurnKind.PlaceMoved,
                Conversation = Conversation(delivery, now, ConversationKind.Channel, thread: null),
                MovedFrom = Conversation(delivery, old, ConversationKind.Channel, thread: null),
                From = Author(delivery, delivery.BotUserId ?? SlackDirectory.Slackbot),
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
        TenantId = delivery.TeamId,
        ActingTenantId = delivery.Event.Text("user_team") ?? delivery.Event.Text("team"),
    };

    /// <summary>Somebody of whom the event says nothing but the id.</summary>
    private static Person Member(SlackDelivery delivery, string user) => new() { ChannelId = ChannelIds.Slack, UserId = user, TenantId = delivery.TeamId };

    [LoggerMessage(LogLevel.Warning, "Slack holds back events of team {TeamId}: over the hourly limit")]
    private partial void LogRateLimited(string? teamId);

    [LoggerMessage(LogLevel.Warning, "Slack reports {EventType} for team {TeamId}: the bot can no longer speak there")]
    private partial void LogInstallationLost(string? eventType, string? teamId);

    [LoggerMessage(LogLevel.Debug, "Slack event {EventType} {EventId} ignored")]
    private partial void LogIgnored(string? eventType, string? eventId);
}
