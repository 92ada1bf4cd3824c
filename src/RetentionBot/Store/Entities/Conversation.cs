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

    /// <summary>False after the bot was removed or the channel said the conversation is gone; true again as soon as the bot hears from it.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Why it is not active: a code, such as <c>removed</c> or <c>BotDisabledByAdmin</c>; null while it is.</summary>
    public string? InactiveBecause { get; set; }

    /// <summary>Since when people from outside can read it; null when none can, as far as is known. While set, no business data are posted.</summary>
    public DateTimeOffset? OutsidersSince { get; set; }

    /// <summary>The customer whose place it is: an admin said <c>this channel is …</c>.</summary>
    public long? CustomerId { get; set; }

    public DateTimeOffset? GreetedAt { get; set; }

    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>The person's key who connected it.</summary>
    public string? ConnectedBy { get; set; }
}
