using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Turns;

/// <summary>The language somebody is answered in where what they write does not tell.</summary>
internal static class TurnLanguage
{
    /// <summary>
    /// A connected place speaks its own language to everybody there; elsewhere it is the person's own choice, then what their client says. On our own page a
    /// colleague chooses there and then.
    /// </summary>
    public static string Usual(InboundTurn turn, Actor actor, Conversation place)
    {
        var isShared = place.Reference.Kind != ConversationKind.Personal && place.Topics != PlaceTopics.None;
        var chosen = turn.Conversation.ChannelId == ChannelIds.DirectLine ? turn.Locale : null;
        return isShared ? place.Language : actor.Contact?.Language ?? chosen ?? actor.Staff?.Language ?? turn.Locale ?? place.Language;
    }
}
