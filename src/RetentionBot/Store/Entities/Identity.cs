using RetentionBot.Channels.Turns;

namespace RetentionBot.Store.Entities;

/// <summary>A channel account that was seen, and whom it belongs to. At most one of the two links is set.</summary>
internal sealed class Identity
{
    public long Id { get; init; }

    /// <summary><see cref="Channels.Turns.Person.Key"/>.</summary>
    public required string PersonKey { get; init; }

    /// <summary><see cref="Channels.Turns.Person.UserId"/>.</summary>
    public required string UserId { get; init; }

    public string? DisplayName { get; set; }

    /// <summary>The room it was last seen in: says where the account can be reached when it has no conversation of its own yet.</summary>
    public ConversationRef? SeenIn { get; set; }

    public long? StaffMemberId { get; set; }

    public long? ContactId { get; set; }

    /// <summary>Key of the one-to-one conversation with this account, once there was one.</summary>
    public string? PersonalConversationKey { get; set; }
}
