using System.Text.Json;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Makes turns of activities. What the application cannot care about (edits, deletions, reactions, typing, unknown types) is null.</summary>
internal static class TurnMapper
{
    /// <summary>How the ids of one-to-one conversations begin.</summary>
    private const string PersonalPrefix = "a:";

    /// <remarks>
    /// Only Teams' own activities count: the bot service can carry other channels, whose people and rooms this channel could prove nothing about.
    /// Without the ids of the room, the person and the activity itself there is nothing to answer, and no telling a repeat from a new one.
    /// </remarks>
    public static InboundTurn? Map(Activity activity)
    {
        if (activity.ChannelId != ChannelIds.Teams
            || string.IsNullOrEmpty(activity.Id) || string.IsNullOrEmpty(activity.Conversation?.Id) || string.IsNullOrEmpty(activity.From?.Id)
            || activity.From.Id == activity.Recipient?.Id)
        {
            return null;
        }

        return activity.Type switch
        {
            ActivityTypes.Message => Message(activity),
            ActivityTypes.Invoke => CardActions.FromInvoke(activity) is { } action ? Pressed(activity, action) with { IsInvoke = true } : null,
            ActivityTypes.InstallationUpdate => activity.Action switch
            {
                "add" or "add-upgrade" => Installed(activity, TurnKind.BotAdded),
                "remove" or "remove-upgrade" => Installed(activity, TurnKind.BotRemoved),
                _ => null,
            },
            ActivityTypes.ConversationUpdate when HoldsBot(activity.MembersAdded, activity) => Installed(activity, TurnKind.BotAdded),
            ActivityTypes.ConversationUpdate when HoldsBot(activity.MembersRemoved, activity) => Installed(activity, TurnKind.BotRemoved),
            _ => null,
        };
    }

    private static InboundTurn? Message(Activity activity)
    {
        var text = MessageText.Clean(activity);
        if (text.Length == 0 && activity.Value is not null)
        {
            return CardActions.FromSubmit(activity) is { } action ? Pressed(activity, action) : null;
        }

        return Turn(activity, TurnKind.Message) with { Text = text, MessageId = activity.Id };
    }

    /// <summary>What is answered is the message with the card: the press itself is no message.</summary>
    private static InboundTurn Pressed(Activity activity, CardAction action) =>
        Turn(activity, TurnKind.CardAction) with { Action = action, MessageId = action.MessageId };

    /// <summary>
    /// Installing sends two activities, in any order, and for a team one may name the team and the other the chosen channel. The chosen channel, where given,
    /// makes both speak of one room.
    /// </summary>
    private static InboundTurn Installed(Activity activity, TurnKind kind)
    {
        var turn = Turn(activity, kind);
        var room = turn.Conversation.Room;
        return TeamsDataOf(activity).Settings?.SelectedChannel is { Id.Length: > 0 } chosen && chosen.Id != room.ConversationId
            ? turn with { Conversation = room with { ConversationId = chosen.Id, Name = chosen.Name } }
            : turn with { Conversation = room };
    }

    private static InboundTurn Turn(Activity activity, TurnKind kind)
    {
        var conversation = ConversationOf(activity);
        return new InboundTurn
        {
            DeliveryKey = $"{ChannelIds.Teams}|{activity.Conversation!.Id}|{activity.Id}",
            Kind = kind,
            Conversation = conversation,
            From = new Person
            {
                ChannelId = ChannelIds.Teams,
                UserId = activity.From!.Id!,
                TenantId = conversation.TenantId,
                AadObjectId = activity.From.AadObjectId,
                Name = activity.From.Name,
            },
            Locale = activity.Locale ?? activity.Entities?.FirstOrDefault(entity => entity?.Type == "clientInfo")?.Locale,
        };
    }

    private static ConversationRef ConversationOf(Activity activity)
    {
        var teams = TeamsDataOf(activity);
        var (room, thread) = ConversationIds.Split(activity.Conversation!.Id!);
        return new ConversationRef
        {
            ChannelId = ChannelIds.Teams,
            ConversationId = room,
            ThreadId = thread,
            Kind = KindOf(activity.Conversation, teams),
            ServiceUrl = activity.ServiceUrl,
            TenantId = activity.Conversation.TenantId ?? teams.Tenant?.Id,
            BotId = activity.Recipient?.Id,
            Name = teams.Channel?.Id == room ? teams.Channel.Name ?? activity.Conversation.Name : activity.Conversation.Name,
        };
    }

    /// <summary>Teams says what it is; where it does not, a channel or team named beside it and the group mark do.</summary>
    private static ConversationKind KindOf(ConversationAccount conversation, TeamsChannelData teams) => conversation.ConversationType?.ToUpperInvariant() switch
    {
        "PERSONAL" => ConversationKind.Personal,
        "GROUPCHAT" => ConversationKind.Group,
        "CHANNEL" => ConversationKind.Channel,
        _ when teams.Channel?.Id is not null || teams.Team?.Id is not null => ConversationKind.Channel,
        _ when conversation.IsGroup != true && conversation.Id?.StartsWith(PersonalPrefix, StringComparison.Ordinal) == true => ConversationKind.Personal,

        // Not knowing, more people may be reading.
        _ => ConversationKind.Group,
    };

    private static bool HoldsBot(IReadOnlyList<ChannelAccount?>? members, Activity activity) =>
        activity.Recipient?.Id is { } bot && members?.Any(member => member?.Id == bot) == true;

    private static TeamsChannelData TeamsDataOf(Activity activity)
    {
        try
        {
            return activity.ChannelData is { ValueKind: JsonValueKind.Object } data
                ? data.Deserialize(WireJson.Default.TeamsChannelData)!
                : new TeamsChannelData();
        }
        catch (JsonException)
        {
            return new TeamsChannelData();
        }
    }
}
