using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>People as Slack's texts name them.</summary>
internal static class SlackPeople
{
    /// <summary>The people mentioned, the bot left out.</summary>
    public static IReadOnlyList<Person> Mentioned(string? wire, string? botUserId, string? teamId) =>
    [
        .. SlackText.Mentions(wire)
            .Where(mention => mention.User != botUserId)
            .Select(mention => new Person { ChannelId = ChannelIds.Slack, UserId = mention.User, TenantId = teamId, Name = mention.Label }),
    ];
}
