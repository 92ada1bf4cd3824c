using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>What happens to a place once it is connected, or may have business data again; features that have something to show there hook in here.</summary>
internal interface IPlaceConnected
{
    /// <summary>Posts what the place lacks and rewrites what it missed. Done twice it comes to the same. The caller saves.</summary>
    Task OnConnectedAsync(Conversation place, CancellationToken ct);
}
