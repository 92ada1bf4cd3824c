using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Turns;

/// <summary>What happens to a place once it is connected, or may have business data again; features that have something to show there hook in here.</summary>
internal interface IPlaceConnected
{
    /// <summary>The caller saves.</summary>
    Task OnConnectedAsync(Conversation place, CancellationToken ct);
}
