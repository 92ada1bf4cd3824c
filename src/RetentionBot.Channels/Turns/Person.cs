using System.Text.Json.Serialization;

namespace RetentionBot.Channels.Turns;

/// <summary>The author of a turn as the channel names them; says nothing about rights.</summary>
public sealed record Person
{
    public required string ChannelId { get; init; }

    /// <summary>The account on the channel: Teams <c>29:…</c>, Slack <c>U…</c>. Opaque.</summary>
    public required string UserId { get; init; }

    /// <summary>The tenant or workspace that knows the account by this id: the one the bot is installed in, however the request came.</summary>
    public string? TenantId { get; init; }

    /// <summary>The workspace the person was acting in, when the request says (Slack Connect). A hint for the proof; never part of the name.</summary>
    public string? ActingTenantId { get; init; }

    /// <summary>Entra object id (Teams only).</summary>
    public string? AadObjectId { get; init; }

    /// <summary>Display name. For showing only: anybody can choose it.</summary>
    public string? Name { get; init; }

    /// <summary>Names the person across all channels.</summary>
    [JsonIgnore]
    public string Key => $"{ChannelId}|{TenantId}|{UserId}";
}

/// <summary>What sort of person the channel proved somebody to be. Only <see cref="Colleague"/> opens anything, and only on positive proof.</summary>
public enum PersonKind
{
    /// <summary>Not found out: the look-up failed or did not say enough. Treated as a stranger.</summary>
    Unknown,

    /// <summary>Of the home tenant or workspace, and no guest.</summary>
    Colleague,

    /// <summary>Let into the home tenant or workspace from outside: Entra B2B, Slack's single- and multi-channel guests.</summary>
    Guest,

    /// <summary>At home in another tenant or workspace: a shared channel, a federated chat, Slack Connect.</summary>
    OtherCompany,

    /// <summary>Joined without any account.</summary>
    Anonymous,

    /// <summary>No person: an app, Slackbot, or a deleted account.</summary>
    Bot,
}

/// <summary>What the channel itself could prove about a person. Failing to look somebody up proves nothing, hence <see cref="Unproven"/>.</summary>
/// <param name="Email">
/// Mail address as the channel's directory has it; null when not given. The company's own directory vouches for it when <see cref="IsOfOurDirectory"/>; else
/// another company's administrator may have written it. Never shown in a channel, never logged.
/// </param>
public sealed record PersonProof(PersonKind Kind, string? Email = null, string? Name = null)
{
    public static PersonProof Unproven { get; } = new(PersonKind.Unknown);

    /// <summary>Positively proven to be of the company.</summary>
    public bool IsColleague => Kind == PersonKind.Colleague;

    /// <summary>Whether the account lies in the company's own directory, so that its mail address can be believed.</summary>
    public bool IsOfOurDirectory => Kind is PersonKind.Colleague or PersonKind.Guest;
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
