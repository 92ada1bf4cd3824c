using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// The Home tab, one page per person, as a personal conversation of its own. Whatever is sent there is the whole page and replaces what stood on it.
/// </summary>
internal static class SlackHome
{
    private const string Prefix = "home:";

    public static ConversationRef Of(string user, string? team, string? bot) => new()
    {
        ChannelId = ChannelIds.Slack,
        ConversationId = Prefix + user,
        Kind = ConversationKind.Personal,
        TenantId = team,
        BotId = bot,
    };

    /// <summary>Whose page it is; null for any other conversation.</summary>
    public static string? Owner(ConversationRef conversation) =>
        conversation.ConversationId.StartsWith(Prefix, StringComparison.Ordinal) ? conversation.ConversationId[Prefix.Length..] : null;
}
