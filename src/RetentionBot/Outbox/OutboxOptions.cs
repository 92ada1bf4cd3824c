using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Outbox;

/// <summary>How fast a channel likes to be spoken to.</summary>
internal sealed class ChannelPace
{
    /// <summary>A channel that does not mind.</summary>
    public static ChannelPace Free { get; } = new() { Interval = TimeSpan.Zero, PerSecond = int.MaxValue };

    /// <summary>The least time from the end of one send to the start of the next in the same conversation.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Sends a second to one tenant or workspace; after a quiet second as many may leave at once.</summary>
    public int PerSecond { get; init; }
}

/// <summary>The section <c>Outbox</c>: how fast, and how much at once, messages leave. A wrong value stops the start with a sentence.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Teams takes seven messages in a second and sixty in thirty in one conversation, and fifty requests a second from one tenant's bot.</summary>
    public ChannelPace Teams { get; init; } = new() { Interval = TimeSpan.FromMilliseconds(500), PerSecond = 25 };

    /// <summary>Slack takes one message a second in one channel, and a few hundred a minute in a workspace.</summary>
    public ChannelPace Slack { get; init; } = new() { Interval = TimeSpan.FromSeconds(1), PerSecond = 4 };

    /// <summary>Mail servers are wary of who sends much at once.</summary>
    public ChannelPace Mail { get; init; } = new() { Interval = TimeSpan.Zero, PerSecond = 5 };

    /// <summary>Sends under way at once to one tenant or workspace, 1 to 64: what hangs there uses up this share and no other's.</summary>
    public int ParallelPerWorkspace { get; init; } = 16;

    public ChannelPace PaceOf(string channelId) => channelId switch
    {
        ChannelIds.Slack => Slack,
        ChannelIds.Teams => Teams,
        ChannelIds.Mail => Mail,
        _ => ChannelPace.Free,
    };
}

/// <summary>Holds the settings to what the services allow.</summary>
internal sealed class OutboxOptionsValidator : IValidateOptions<OutboxOptions>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, OutboxOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(OutboxOptions options)
    {
        if (options.Teams.Interval < TimeSpan.FromMilliseconds(150) || options.Teams.Interval > Minute)
        {
            yield return "Outbox:Teams:Interval must be between 00:00:00.150 and 00:01:00: Teams takes seven messages a second in one conversation.";
        }

        if (options.Teams.PerSecond is < 1 or > 50)
        {
            yield return "Outbox:Teams:PerSecond must be between 1 and 50: Teams takes fifty requests a second from one tenant.";
        }

        if (options.Slack.Interval < TimeSpan.FromSeconds(1) || options.Slack.Interval > Minute)
        {
            yield return "Outbox:Slack:Interval must be between 00:00:01 and 00:01:00: Slack takes one message a second in one channel.";
        }

        if (options.Slack.PerSecond is < 1 or > 20)
        {
            yield return "Outbox:Slack:PerSecond must be between 1 and 20.";
        }

        if (options.Mail.PerSecond is < 1 or > 100)
        {
            yield return "Outbox:Mail:PerSecond must be between 1 and 100.";
        }

        if (options.ParallelPerWorkspace is < 1 or > 64)
        {
            yield return "Outbox:ParallelPerWorkspace must be between 1 and 64.";
        }
    }
}
