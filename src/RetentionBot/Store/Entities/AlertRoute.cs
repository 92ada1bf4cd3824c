using RetentionBot.Domain.Health;

namespace RetentionBot.Store.Entities;

/// <summary>
/// Which alerts a place gets. An alert goes to the places of the routes that ask for most of what it is; what no route takes goes to the places connected for alerts
/// that have no route.
/// </summary>
internal sealed class AlertRoute
{
    public long Id { get; init; }

    /// <summary>The place's <see cref="Conversation.Key"/>.</summary>
    public required string ConversationKey { get; set; }

    /// <summary>Null: whatever it is; so too below.</summary>
    public string? Segment { get; init; }

    /// <summary>As the customer's data name the owner; empty for customers who have none.</summary>
    public string? Owner { get; init; }

    /// <summary><c>en</c> or <c>nl</c>.</summary>
    public string? Language { get; init; }

    public HealthBand? Band { get; init; }

    /// <summary>One of the rules' names.</summary>
    public string? Rule { get; init; }
}
