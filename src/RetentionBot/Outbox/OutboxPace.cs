using RetentionBot.Channels.Turns;

namespace RetentionBot.Outbox;

/// <summary>The least time between two messages to one conversation, by channel.</summary>
/// <param name="Slack">Slack allows one message per second and channel.</param>
/// <param name="Teams">Teams allows seven in one second per conversation and sixty in thirty.</param>
internal sealed record OutboxPace(TimeSpan Slack, TimeSpan Teams)
{
    public static OutboxPace Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(500));

    public TimeSpan Between(string channelId) => channelId switch
    {
        ChannelIds.Slack => Slack,
        ChannelIds.Teams => Teams,
        _ => TimeSpan.Zero,
    };
}
