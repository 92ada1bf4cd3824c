using System.Text.Json;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>The slash command: the same as writing to the bot, from anywhere. Acknowledged with nothing shown; the answer arrives as a message.</summary>
internal sealed partial class SlackCommands(SlackInbox inbox, SlackResponseUrls urls, SlackWorkspace workspace, ILogger<SlackCommands> log)
{
    /// <param name="command">The fields of the command's form.</param>
    public async Task<SlackAck> HandleAsync(JsonElement command, CancellationToken ct)
    {
        if (command.Text("trigger_id") is not { } trigger || command.Text("channel_id") is not { } channel || command.Text("user_id") is not { } user)
        {
            LogIgnored();
            return SlackAck.Taken;
        }

        var team = command.Text("team_id");
        if (!inbox.IsOurs(command.Text("api_app_id"), team, command.Text("enterprise_id")))
        {
            return SlackAck.Taken;
        }

        var conversation = new ConversationRef
        {
            ChannelId = ChannelIds.Slack,
            ConversationId = channel,
            Kind = ConversationKind.Channel,
            TenantId = team,
        };
        if (command.Text("channel_name") == "directmessage")
        {
            // It may be a chat of two people, where the bot cannot speak; what is sent to a person opens the bot's own chat with them.
            conversation = conversation with { ConversationId = user, PersonId = user, Kind = ConversationKind.Personal };
        }

        urls.Keep(command.Text("response_url"), conversation.ConversationId, user);
        return await inbox.AcknowledgeAsync(
            new InboundTurn
            {
                DeliveryKey = $"slack|command|{trigger}",
                Kind = TurnKind.Message,
                Conversation = conversation,
                From = new Person { ChannelId = ChannelIds.Slack, UserId = user, TenantId = team },
                Text = SlackText.Decode(command.Text("text"), botUserId: null),
                Mentions = SlackPeople.Mentioned(command.Text("text"), workspace.Known?.BotUserId, team),
                IsPrivate = true,
            },
            ct);
    }

    [LoggerMessage(LogLevel.Information, "Slack command without its fields ignored")]
    private partial void LogIgnored();
}
