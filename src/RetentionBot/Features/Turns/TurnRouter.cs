using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Questions;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>Brings a turn to what handles it: by card verb, or by the first command that knows the text. Says who is acting and in which language.</summary>
internal sealed class TurnRouter(
    RetentionDb db,
    ActorResolver actors,
    IServiceProvider services,
    IEnumerable<TextCommand> commands,
    PlaceAudience audiences,
    IHomePage home,
    Welcome welcome,
    TimeProvider clock)
{
    public async Task<TurnResult> RouteAsync(InboundTurn turn, CancellationToken ct)
    {
        if (turn.Kind == TurnKind.HomeOpened)
        {
            return TurnResult.Show(await home.ShowAsync(await ContextAsync(turn, NewPlace(turn), ct), ct));
        }

        if (turn.MovedFrom is { } old)
        {
            if (await db.MovePlaceAsync(old.Room, turn.Conversation.Room, ct) is { } moved)
            {
                await audiences.LookAgainAsync(moved, ct);
            }

            return TurnResult.Nothing;
        }

        var (place, anyLost) = await PlaceAsync(turn, ct);
        if (turn.Kind == TurnKind.BotRemoved)
        {
            (place.IsActive, place.InactiveBecause) = (false, "removed");
            return TurnResult.Nothing;
        }

        // Whatever the channel said before: it can be heard again, so it can be spoken to.
        await audiences.ReviveAsync(place, anyLost, ct);
        switch (turn.Kind)
        {
            case TurnKind.BotAdded:
                return Greet(place, turn);
            case TurnKind.AudienceChanged:
                await audiences.LookAgainAsync(place, ct);
                return TurnResult.Nothing;
            case TurnKind.Reaction:
                // Signs are heard and mean nothing yet.
                return TurnResult.Nothing;
            case TurnKind.CardAction:
                return await PressAsync(turn.Action!, await ContextAsync(turn, place, ct), ct);
            default:
                return await ReadAsync(await ContextAsync(turn, place, ct), ct);
        }
    }

    private async Task<TurnContext> ContextAsync(InboundTurn turn, Conversation place, CancellationToken ct)
    {
        var actor = await actors.ResolveAsync(turn, place, ct);
        return new TurnContext(turn, actor, place, Texts.For(LanguageOf(turn, actor, place)));
    }

    private async Task<TurnResult> PressAsync(CardAction action, TurnContext context, CancellationToken ct)
    {
        if (services.GetKeyedService<ICardRefreshHandler>(action.Verb) is { } refresh)
        {
            return await refresh.ShowAsync(action, context, ct) is { } card ? TurnResult.Replace(card) : TurnResult.Nothing;
        }

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
                return await ((ITextCommand)services.GetRequiredService(command.Handler)).HandleAsync(context, ct);
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

    private async Task<HeardPlace> PlaceAsync(InboundTurn turn, CancellationToken ct)
    {
        var room = turn.Conversation.Room;
        if (await db.HeardPlaceAsync(room.Key, ct) is not { Place: var place } heard)
        {
            place = NewPlace(turn);
            db.Conversations.Add(place);
            return new HeardPlace(place, AnyLost: true);
        }

        if (place.Reference != room)
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

        return heard;
    }

    private static Conversation NewPlace(InboundTurn turn) => new()
    {
        Key = turn.Conversation.Room.Key,
        ChannelId = turn.Conversation.ChannelId,
        Reference = turn.Conversation.Room,
        Language = Texts.For(turn.Locale).Language,
    };

    /// <summary>What is written decides, where it tells.</summary>
    private static string LanguageOf(InboundTurn turn, Actor actor, Conversation place)
    {
        var usual = TurnLanguage.Usual(turn, actor, place);
        return turn.Kind == TurnKind.Message ? LanguageDetector.Detect(turn.Text, Texts.For(usual).Language) : usual;
    }
}
