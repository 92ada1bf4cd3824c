using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Outbox;

/// <summary>
/// What is known about who hears the bot in a place. A place that people from outside can read keeps what it was connected for, and gets none of it until they are
/// gone; the colleague who connected it is told once, in private.
/// </summary>
internal sealed class PlaceAudience(
    RetentionDb db, IEnumerable<IChannel> channels, IServiceProvider services, OutboxWriter outbox, TimeProvider clock)
{
    /// <summary>Asks the channel anew, since something changed there. The caller saves.</summary>
    public async Task LookAgainAsync(Conversation place, CancellationToken ct)
    {
        var channel = channels.Single(c => c.ChannelId == place.ChannelId);
        channel.ForgetAudience(place.Reference);
        if (place.Topics != PlaceTopics.None)
        {
            await NoteAsync(place, await channel.AudienceAsync(place.Reference, ct), ct);
        }
    }

    /// <summary>Asks before a business post, and notes the answer. The caller saves.</summary>
    /// <returns>Who can read the place now; where people from outside were seen they count as still there until it is known that they are not.</returns>
    public async Task<Audience> CheckAsync(Conversation place, CancellationToken ct)
    {
        var audience = await channels.Single(c => c.ChannelId == place.ChannelId).AudienceAsync(place.Reference, ct);
        await NoteAsync(place, audience, ct);
        return audience == Audience.InternalOnly || place.OutsidersSince is null ? audience : Audience.WithOutsiders;
    }

    /// <summary>A place was connected, or may have business data again: the features show what it lacks. The caller saves.</summary>
    public async Task ComesBackAsync(Conversation place, CancellationToken ct)
    {
        // Asked for only here: every turn and every send comes with this class, and next to none comes here.
        foreach (var feature in services.GetServices<IPlaceConnected>())
        {
            await feature.OnConnectedAsync(place, ct);
        }
    }

    private async Task NoteAsync(Conversation place, Audience audience, CancellationToken ct)
    {
        switch (audience)
        {
            case Audience.WithOutsiders when place.OutsidersSince is null:
                place.OutsidersSince = clock.GetUtcNow();
                Audit("place.outsiders", place);
                await TellWhoConnectedAsync(place, "places.outsiders", ct);
                break;
            case Audience.InternalOnly when place.OutsidersSince is not null:
                place.OutsidersSince = null;
                Audit("place.internal-again", place);
                await ComesBackAsync(place, ct);
                break;
        }
    }

    /// <summary>The colleague who connected a place learns in their own chat that it gets nothing any more. The caller saves.</summary>
    /// <param name="key">Of the text, with <c>{place}</c>.</param>
    public async Task TellWhoConnectedAsync(Conversation place, string key, CancellationToken ct)
    {
        if (place.ConnectedBy is not { } by || await db.Identities.SingleOrDefaultAsync(i => i.PersonKey == by, ct) is not { SeenIn: not null } identity)
        {
            return;
        }

        var language = await db.Staff.Where(s => s.Id == identity.StaffMemberId).Select(s => s.Language).FirstOrDefaultAsync(ct) ?? place.Language;
        var texts = Texts.For(language);
        var name = place.Reference.Name ?? texts.Say("places.unnamed");
        await outbox.ToPersonAsync(identity, new MessageContent(texts.Say(key, ("place", name))), OutboxPriority.Deed, ct);
    }

    /// <summary>
    /// The bot was heard from again: the place can be spoken to, and so can all that were given up with its tenant or workspace. Each gets what it missed. The caller
    /// saves.
    /// </summary>
    /// <param name="place">Where it was heard from.</param>
    /// <param name="anyLost">Whether any place may have been lost with all of its workspace.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task ReviveAsync(Conversation place, bool anyLost, CancellationToken ct)
    {
        var back = anyLost ? await db.ReviveWorkspaceAsync(place.Reference, ct) : [];
        if (!place.IsActive)
        {
            (place.IsActive, place.InactiveBecause) = (true, null);
            back.Add(place);
        }

        foreach (var each in back.Where(p => p.Topics != PlaceTopics.None).Distinct())
        {
            await ComesBackAsync(each, ct);
        }
    }

    private void Audit(string deed, Conversation place) =>
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = deed, By = "system", Subject = place.Key });
}
