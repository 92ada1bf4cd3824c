using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Setup;

/// <summary><c>disconnect</c> / <c>ontkoppel</c>: an admin stops business data in the room. What is still waiting to be posted there is dropped.</summary>
internal sealed class DisconnectPlace(RetentionDb db, TimeProvider clock) : ITextCommand
{
    public static bool Matches(string text) => FirstWords.Of(text) is ("disconnect", "" or "here") or ("ontkoppel", "" or "hier");

    public Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        if (!turn.Actor.IsAtLeast(StaffRole.Admin))
        {
            return Task.FromResult(TurnResult.Say(turn.Texts.Say("setup.admins-only")));
        }

        turn.Place.Topics = PlaceTopics.None;
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "place.disconnect", By = turn.Actor.Key, Subject = turn.Place.Key });
        return Task.FromResult(TurnResult.Say(turn.Texts.Say("setup.disconnected")));
    }
}
