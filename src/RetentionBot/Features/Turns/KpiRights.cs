using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Outbox;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>
/// Who may have figures, and where; asked by everything that gives any, be it a question, a button or a proof. Figures are for colleagues only: in their own
/// conversation with the bot, or in a place that was connected for them. Where people from outside can read a connected place, the colleague alone gets the answer.
/// </summary>
internal sealed class KpiRights(IEnumerable<IChannel> channels)
{
    /// <summary>Looks up anew who is there: a button may be pressed long after it was posted.</summary>
    /// <param name="topic">What a room must be connected for.</param>
    public async Task<KpiAccess> CheckAsync(TurnContext turn, CancellationToken ct, PlaceTopics topic = PlaceTopics.Kpi)
    {
        if (!turn.Actor.IsAtLeast(StaffRole.Viewer))
        {
            return Refuse("question.colleagues-only");
        }

        if (turn.Turn.IsPrivate || IsOwnChat(turn))
        {
            return new KpiAccess(turn, Refusal: null, IsForAskerOnly: false);
        }

        if (!turn.Place.Topics.HasFlag(topic))
        {
            return Refuse(topic switch
            {
                PlaceTopics.Alerts => "alert.not-connected",
                PlaceTopics.Checklist => "checklist.not-connected",
                _ => "question.not-connected",
            });
        }

        var audience = await channels.Single(c => c.ChannelId == turn.Place.ChannelId).AudienceAsync(turn.Place.Reference, ct);
        return audience == Audience.Unknown
            ? Refuse("question.outsiders")
            : new KpiAccess(turn, Refusal: null, IsForAskerOnly: audience == Audience.WithOutsiders) { Topic = topic };

        KpiAccess Refuse(string key)
        {
            var sentence = turn.Texts.Say(key);
            return new KpiAccess(turn, turn.Turn.Kind == TurnKind.CardAction ? TurnResult.Tell(sentence) : TurnResult.Say(sentence), IsForAskerOnly: true);
        }
    }

    /// <summary>The turn as one in a language: that of the word that was written, or of the card that was pressed.</summary>
    /// <param name="language">Null or unknown: the turn's own.</param>
    public static TurnContext In(TurnContext turn, string? language) => language is Texts.English or Texts.Dutch ? turn with { Texts = Texts.For(language) } : turn;

    /// <summary>Whether nobody but the person and the bot is in the conversation.</summary>
    public static bool IsOwnChat(TurnContext turn) => turn.Place.Reference.Kind == ConversationKind.Personal;
}

/// <summary>How figures may be given in answer to one turn.</summary>
/// <param name="Refusal">What to answer instead; null when they may be given.</param>
/// <param name="IsForAskerOnly">Whether others may not see them: people from outside read along.</param>
internal sealed record KpiAccess(TurnContext Turn, TurnResult? Refusal, bool IsForAskerOnly)
{
    /// <summary>What a room must be connected for.</summary>
    public PlaceTopics Topic { get; init; } = PlaceTopics.Kpi;

    /// <summary>A new message with figures.</summary>
    public TurnResult Give(MessageContent content) =>
        IsForAskerOnly ? TurnResult.ShowPrivately(content) : TurnResult.Show(content) with { Topic = Topic.ToString() };

    /// <summary>The pressed card as it is to look now, where only the one who pressed sees it; elsewhere a new message. The caller saves.</summary>
    public TurnResult GiveInPlace(MessageContent content, OutboxWriter outbox)
    {
        if (Turn.Turn.Action is not { } press || !KpiRights.IsOwnChat(Turn))
        {
            return Give(content);
        }

        if (press.MessageId is { } message)
        {
            // Not every channel takes a card as the answer to a press.
            outbox.Rewrite(Turn.Turn.Conversation, message, content);
        }

        return TurnResult.Replace(content);
    }

    /// <summary>A message with figures that nobody else may see, wherever it was asked for.</summary>
    public TurnResult GivePrivately(MessageContent content) => KpiRights.IsOwnChat(Turn) ? TurnResult.Show(content) : TurnResult.ShowPrivately(content);
}
