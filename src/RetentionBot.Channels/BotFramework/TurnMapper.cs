using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Makes turns of activities. What the application cannot care about (edits, deletions, typing, unknown types) is null.</summary>
internal static class TurnMapper
{
    /// <summary>News of a team or channel after which other people may read along. They come with or without a list of members.</summary>
    private static readonly HashSet<string> AudienceEvents = new(StringComparer.OrdinalIgnoreCase)
    {
        "teamMemberAdded", "teamMemberRemoved", "channelShared", "channelUnshared", "channelMemberAdded", "channelMemberRemoved",
    };

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
            ActivityTypes.MessageReaction => Reacted(activity),
            ActivityTypes.ConversationUpdate => Updated(activity),
            ActivityTypes.InstallationUpdate => activity.Action switch
            {
                "add" or "add-upgrade" => Installed(activity, TurnKind.BotAdded),
                "remove" or "remove-upgrade" => Installed(activity, TurnKind.BotRemoved),
                _ => null,
            },
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

        var turn = Turn(activity, TurnKind.Message) with { Text = text, MessageId = activity.Id };
        return Mentions.PeopleIn(activity, turn.Conversation.TenantId) is { Count: > 0 } people ? turn with { Mentions = people } : turn;
    }

    /// <summary>What is answered is the message with the card: the press itself is no message.</summary>
    private static InboundTurn Pressed(Activity activity, CardAction action) =>
        Turn(activity, TurnKind.CardAction) with { Action = action, MessageId = action.MessageId };

    /// <summary>Without the message they stand under, signs say nothing.</summary>
    private static InboundTurn? Reacted(Activity activity)
    {
        List<MessageReaction> signs = [.. Signs(activity.ReactionsAdded, isAdded: true), .. Signs(activity.ReactionsRemoved, isAdded: false)];
        return signs.Count > 0 && !string.IsNullOrEmpty(activity.ReplyToId)
            ? Turn(activity, TurnKind.Reaction) with { MessageId = activity.ReplyToId, Reactions = signs }
            : null;
    }

    private static IEnumerable<MessageReaction> Signs(IReadOnlyList<ReactionType?>? reactions, bool isAdded) =>
        from reaction in reactions ?? []
        where !string.IsNullOrEmpty(reaction?.Type)
        select new MessageReaction(reaction.Type!, isAdded);

    private static InboundTurn? Updated(Activity activity)
    {
        var news = TurnOrigin.TeamsDataOf(activity).EventType ?? "";
        if (HoldsBot(activity.MembersRemoved, activity) || news.Equals("teamDeleted", StringComparison.OrdinalIgnoreCase))
        {
            return Installed(activity, TurnKind.BotRemoved);
        }

        if (HoldsBot(activity.MembersAdded, activity))
        {
            return Installed(activity, TurnKind.BotAdded);
        }

        return AudienceEvents.Contains(news) || activity.MembersAdded is { Count: > 0 } || activity.MembersRemoved is { Count: > 0 }
            ? InChannel(Turn(activity, TurnKind.AudienceChanged), TurnOrigin.TeamsDataOf(activity).Channel)
            : null;
    }

    /// <summary>
    /// Installing sends two activities, in any order, and for a team one may name the team and the other the chosen channel. The chosen channel, where given,
    /// makes both speak of one room.
    /// </summary>
    private static InboundTurn Installed(Activity activity, TurnKind kind) =>
        InChannel(Turn(activity, kind), TurnOrigin.TeamsDataOf(activity).Settings?.SelectedChannel);

    /// <summary>The turn in a channel its data name, where the conversation may be the whole team; news stand in no thread.</summary>
    private static InboundTurn InChannel(InboundTurn turn, NamedId? channel)
    {
        var room = turn.Conversation.Room;
        return channel is { Id.Length: > 0 } named && named.Id != room.ConversationId
            ? turn with { Conversation = room with { ConversationId = named.Id, Name = named.Name } }
            : turn with { Conversation = room };
    }

    private static InboundTurn Turn(Activity activity, TurnKind kind)
    {
        var conversation = TurnOrigin.ConversationOf(activity);
        return new InboundTurn
        {
            DeliveryKey = $"{ChannelIds.Teams}|{activity.Conversation!.Id}|{activity.Id}",
            Kind = kind,
            Conversation = conversation,
            From = TurnOrigin.PersonOf(activity.From!, conversation.TenantId),
            Locale = activity.Locale ?? activity.Entities?.FirstOrDefault(entity => entity?.Type == "clientInfo")?.Locale,
        };
    }

    private static bool HoldsBot(IReadOnlyList<ChannelAccount?>? members, Activity activity) =>
        activity.Recipient?.Id is { } bot && members?.Any(member => member?.Id == bot) == true;
}
