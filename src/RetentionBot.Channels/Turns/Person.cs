using System.Text.Json.Serialization;

namespace RetentionBot.Channels.Turns;

/// <summary>The author of a turn as the channel names them; says nothing about rights.</summary>
public sealed record Person
{
    public required string ChannelId { get; init; }

    /// <summary>The account on the channel: Teams <c>29:…</c>, Slack <c>U…</c>. Opaque.</summary>
    public required string UserId { get; init; }

    /// <summary>The tenant or workspace the person is acting in, when the request names it.</summary>
    public string? TenantId { get; init; }

    /// <summary>Entra object id (Teams only).</summary>
    public string? AadObjectId { get; init; }

    /// <summary>Display name. For showing only: anybody can choose it.</summary>
    public string? Name { get; init; }

    /// <summary>Names the person across all channels.</summary>
    [JsonIgnore]
    public string Key => $"{ChannelId}|{TenantId}|{UserId}";
}

/// <summary>Whether somebody belongs to the company.</summary>
public enum Standing
{
    /// <summary>Guest, other company, anonymous, bot, or simply not proven.</summary>
    External,

    /// <summary>Positively proven to be of the home tenant or workspace, and not a guest.</summary>
    Internal,
}

/// <summary>What the channel itself could prove about a person. Failing to look somebody up proves nothing, hence <see cref="Unproven"/>.</summary>
/// <param name="Email">Mail address as the channel's directory has it; null when not given. Never shown in a channel, never logged.</param>
public sealed record PersonProof(Standing Standing, string? Email = null, string? Name = null)
{
    public static PersonProof Unproven { get; } = new(Standing.External);
}

/// <summary>Who can read a conversation.</summary>
public enum Audience
{
    /// <summary>Could not be found out: treated as outsiders.</summary>
    Unknown,

    /// <summary>Only people of the company.</summary>
    InternalOnly,

    /// <summary>At least one guest, other company or stranger.</summary>
    WithOutsiders,
}
