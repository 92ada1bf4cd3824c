using System.Text.Json;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Where an activity happened, and whose account is whose.</summary>
internal static class TurnOrigin
{
    /// <summary>How the ids of one-to-one conversations begin.</summary>
    private const string PersonalPrefix = "a:";

    public static Person PersonOf(ChannelAccount account, string? tenantId) => new()
    {
        ChannelId = ChannelIds.Teams,
        UserId = account.Id!,
        TenantId = tenantId,
        AadObjectId = account.AadObjectId,
        Name = account.Name,
    };

    /// <summary>In a channel shared by several companies the conversation's tenant is its host's; the other data name the sender's.</summary>
    public static ConversationRef ConversationOf(Activity activity)
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

    /// <summary>What Teams adds to an activity; empty when it adds nothing, or something else than is known.</summary>
    public static TeamsChannelData TeamsDataOf(Activity activity)
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
}
