using RetentionBot.Channels.Turns;

namespace RetentionBot.Store.Entities;

/// <summary>What business data a place asked for.</summary>
[Flags]
internal enum PlaceTopics
{
    None = 0,
    Alerts = 1,
    Kpi = 2,
    Checklist = 4,
}

/// <summary>A room the bot has been in. It gets business data only after an admin connected it.</summary>
internal sealed class Conversation
{
    public long Id { get; init; }

    /// <summary><see cref="ConversationRef.Key"/> of the room.</summary>
    public required string Key { get; init; }

    public required string ChannelId { get; init; }

    /// <summary>The room's reference, refreshed by every authenticated turn from it.</summary>
    public required ConversationRef Reference { get; set; }

    /// <summary>What it was connected for; <see cref="PlaceTopics.None"/> until an admin says so.</summary>
    public PlaceTopics Topics { get; set; }

    /// <summary>Language of what is posted here, <c>en</c> or <c>nl</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>False after the bot was removed or the channel said the conversation is gone.</summary>
    public bool IsActive { get; set; } = true;

    public DateTimeOffset? GreetedAt { get; set; }

    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>The person's key who connected it.</summary>
    public string? ConnectedBy { get; set; }
}
