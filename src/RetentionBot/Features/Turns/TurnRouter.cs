using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>Brings a turn to what handles it: by card verb, or by the first command that knows the text. Says who is acting and in which language.</summary>
internal sealed class TurnRouter(
    RetentionDb db, ActorResolver actors, IServiceProvider services, IEnumerable<ITextCommand> commands, Welcome welcome, TimeProvider clock)
{
    public async Task<TurnResult> RouteAsync(InboundTurn turn, CancellationToken ct)
    {
        var place = await PlaceAsync(turn, ct);
        if (turn.Kind == TurnKind.BotRemoved)
        {
            place.IsActive = false;
            return TurnResult.Nothing;
        }

        // Whatever the channel said before: it can be heard again, so it can be spoken to.
        place.IsActive = true;
        if (turn.Kind == TurnKind.BotAdded)
        {
            return Greet(place, turn);
        }

        var actor = await actors.ResolveAsync(turn, ct);
        var context = new TurnContext(turn, actor, place, Texts.For(LanguageOf(turn, actor, place)));
        return turn.Kind == TurnKind.CardAction ? await PressAsync(turn.Action!, context, ct) : await ReadAsync(context, ct);
    }

    private async Task<TurnResult> PressAsync(CardAction action, TurnContext context, CancellationToken ct)
    {
        if (action.IsRefresh)
        {
            // A client asking by itself is nobody's deed.
            return TurnResult.Nothing;
        }

        var handler = services.GetKeyedService<ICardActionHandler>(action.Verb);
        return handler is null ? TurnResult.Tell(context.Texts.Say("turn.button-gone")) : await handler.HandleAsync(action, context, ct);
    }

    private async Task<TurnResult> ReadAsync(TurnContext context, CancellationToken ct)
    {
        foreach (var command in commands)
        {
            if (command.Matches(context.Turn.Text))
            {
                return await command.HandleAsync(context, ct);
            }
        }

        throw new InvalidOperationException("No command takes what no other one takes.");
    }

    private TurnResult Greet(Conversation place, InboundTurn turn)
    {
        if (place.GreetedAt is not null)
        {
            return TurnResult.Nothing;
        }

        place.GreetedAt = clock.GetUtcNow();
        return TurnResult.Show(welcome.In(Texts.For(turn.Locale ?? place.Language)));
    }

    private async Task<Conversation> PlaceAsync(InboundTurn turn, CancellationToken ct)
    {
        var room = turn.Conversation.Room;
        var place = await db.Conversations.SingleOrDefaultAsync(c => c.Key == room.Key, ct);
        if (place is null)
        {
            place = new Conversation
            {
                Key = room.Key,
                ChannelId = room.ChannelId,
                Reference = room,
                Language = Texts.For(turn.Locale).Language,
            };
            db.Conversations.Add(place);
        }
        else if (place.Reference != room)
        {
            // The service address may move and a name may be learned; what is known already is kept from turns that do not say.
            var known = place.Reference;
            place.Reference = room with
            {
                Kind = room.Kind == ConversationKind.Group ? known.Kind : room.Kind,
                Name = room.Name ?? known.Name,
                ServiceUrl = room.ServiceUrl ?? known.ServiceUrl,
                BotId = room.BotId ?? known.BotId,
            };
        }

        return place;
    }

    /// <summary>
    /// What is written decides, where it tells. Else a connected place speaks its own language to everybody there; elsewhere it is the person's own choice, then
    /// what their client says.
    /// </summary>
    private static string LanguageOf(InboundTurn turn, Actor actor, Conversation place)
    {
        var isShared = place.Reference.Kind != ConversationKind.Personal && place.Topics != PlaceTopics.None;
        var usual = isShared ? place.Language : actor.Staff?.Language ?? actor.Contact?.Language ?? turn.Locale ?? place.Language;
        return turn.Kind == TurnKind.Message ? LanguageDetector.Detect(turn.Text, Texts.For(usual).Language) : usual;
    }
}
