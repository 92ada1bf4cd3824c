using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>Asks before each business post who can read the place, and keeps on its row since when people from outside can. The caller saves.</summary>
internal sealed class PlaceAudience(PlaceNotices notices, TimeProvider clock)
{
    /// <returns>
    /// Who can read it; <see cref="Audience.Unknown"/> may pass, but not where people from outside were seen: they count as still there until it is known that they
    /// are not.
    /// </returns>
    public async Task<Audience> CheckAsync(Conversation place, IChannel channel, CancellationToken ct)
    {
        var audience = await channel.AudienceAsync(place.Reference, ct);
        switch (audience)
        {
            case Audience.InternalOnly:
                place.OutsidersSince = null;
                break;
            case Audience.WithOutsiders when place.OutsidersSince is null:
                place.OutsidersSince = clock.GetUtcNow();
                await notices.TellOutsidersAsync(place);
                break;
        }

        return audience == Audience.InternalOnly || place.OutsidersSince is null ? audience : Audience.WithOutsiders;
    }
}
