using System.Text.Json.Serialization;

namespace RetentionBot.Channels.Turns;

/// <summary>What sort of room a conversation is; decides what may be said in it.</summary>
public enum ConversationKind
{
    /// <summary>One person and the bot.</summary>
    Personal,

    /// <summary>A few people and the bot, outside any team.</summary>
    Group,

    /// <summary>A team's or workspace's channel.</summary>
    Channel,
}

/// <summary>
/// The conversation reference: all that is needed to speak in a conversation again, in the words of no channel in particular.
/// It is stored, so every member must survive JSON.
/// </summary>
public sealed record ConversationRef
{
    /// <summary>The service: <c>msteams</c>, <c>slack</c>, <c>directline</c> or <c>mail</c> (see <see cref="ChannelIds"/>).</summary>
    public required string ChannelId { get; init; }

    /// <summary>The room, without any thread: Teams <c>19:…@thread.tacv2</c> or <c>a:1…</c>, Slack <c>C…</c> or <c>D…</c>. Opaque, compared ordinally.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The thread in the room, if any: Teams' root message id, Slack's parent <c>ts</c>. A string, never a number.</summary>
    public string? ThreadId { get; init; }

    /// <summary>What sort of room it is.</summary>
    public required ConversationKind Kind { get; init; }

    /// <summary>Base address for replies, as received (Teams only). Stored only after the carrying request was authenticated.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>Teams tenant or Slack workspace that hosts the conversation.</summary>
    public string? TenantId { get; init; }

    /// <summary>The bot's own account there (<c>28:…</c>, <c>U…</c>).</summary>
    public string? BotId { get; init; }

    /// <summary>
    /// Set when a person is meant and no conversation with them is known yet: the channel opens one. <see cref="ConversationId"/> is then this id as well, so
    /// that <see cref="Key"/> keeps what is sent to the person in order.
    /// </summary>
    public string? PersonId { get; init; }

    /// <summary>Name shown to people, when known.</summary>
    public string? Name { get; init; }

    /// <summary>The same room without the thread: what is connected, what has rights.</summary>
    [JsonIgnore]
    public ConversationRef Room => this with { ThreadId = null };

    /// <summary>Names the room across all channels: the key under which it is stored and its messages are kept in order.</summary>
    [JsonIgnore]
    public string Key => $"{ChannelId}|{TenantId}|{ConversationId}";

    /// <summary>The key with the thread. A record's own text would print the room of the room without end.</summary>
    public override string ToString() => ThreadId is null ? Key : $"{Key}|{ThreadId}";
}

/// <summary>The channel ids in use, as Bot Framework spells them.</summary>
public static class ChannelIds
{
    public const string Teams = "msteams";
    public const string Slack = "slack";
    public const string DirectLine = "directline";

    /// <summary>Mail goes one way; who answers does so on a page.</summary>
    public const string Mail = "mail";
}
