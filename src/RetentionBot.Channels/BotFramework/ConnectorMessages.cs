using System.Text.Json.Nodes;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Teams' own part of an activity.</summary>
internal sealed record TeamsChannelData
{
    public NamedId? Tenant { get; init; }

    public NamedId? Team { get; init; }

    public NamedId? Channel { get; init; }

    public TeamsSettings? Settings { get; init; }

    /// <summary>What became of a team or channel, e.g. <c>channelShared</c>; the letter case varies.</summary>
    public string? EventType { get; init; }
}

internal sealed record TeamsSettings(NamedId? SelectedChannel);

internal sealed record NamedId(string? Id, string? Name = null);

/// <summary>Body of <c>POST v3/conversations</c>: starts a thread in a channel with its first message, or opens the chat with one person.</summary>
internal sealed record ConversationParameters
{
    public required bool IsGroup { get; init; }

    /// <summary>Only for a chat with a person, as are the members.</summary>
    public ChannelAccount? Bot { get; init; }

    /// <summary>Exactly the one person.</summary>
    public IReadOnlyList<ChannelAccount>? Members { get; init; }

    public string? TenantId { get; init; }

    public required TeamsChannelData ChannelData { get; init; }

    /// <summary>Only for a thread.</summary>
    public Activity? Activity { get; init; }
}

/// <summary>What the Connector answers to a post, an update or a new conversation.</summary>
internal sealed record ResourceResponse(string? Id, string? ActivityId);

/// <summary>Somebody in a conversation's roster.</summary>
internal sealed record RosterMember
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? TenantId { get; init; }

    public string? UserRole { get; init; }
}

internal sealed record PagedMembers(IReadOnlyList<RosterMember?>? Members, string? ContinuationToken);

/// <summary>The body of an invoke's HTTP answer; the HTTP status itself stays 200.</summary>
internal sealed record InvokeResponse(int StatusCode, string Type, JsonNode Value);
