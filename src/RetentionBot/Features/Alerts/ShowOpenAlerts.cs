using RetentionBot.Outbox;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Alerts;

/// <summary>A place that is connected for alerts gets the cards of what is open at once, so that nobody starts with a gap.</summary>
internal sealed class ShowOpenAlerts(AlertPublisher publisher) : IPlaceConnected
{
    public Task OnConnectedAsync(Conversation place, CancellationToken ct) =>
        place.Topics.HasFlag(PlaceTopics.Alerts) ? publisher.TellOpenAsync(place, ct) : Task.CompletedTask;
}
