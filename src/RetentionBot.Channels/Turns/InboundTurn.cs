namespace RetentionBot.Channels.Turns;

/// <summary>What happened.</summary>
public enum TurnKind
{
    /// <summary>Somebody wrote to the bot.</summary>
    Message,

    /// <summary>Somebody pressed a button of one of the bot's cards.</summary>
    CardAction,

    /// <summary>The bot was added to the conversation.</summary>
    BotAdded,

    /// <summary>The bot was removed from it: nothing may be sent there any more.</summary>
    BotRemoved,

    /// <summary>Somebody put a sign under a message of the bot, or took one away (<see cref="InboundTurn.Reactions"/>).</summary>
    Reaction,

    /// <summary>Who can read the conversation may have changed: shared with another company, no longer shared, somebody came.</summary>
    AudienceChanged,

    /// <summary>Somebody opened the bot's own page on the channel (Slack's App Home). The turn's conversation is that page: what is posted there replaces it.</summary>
    HomeOpened,

    /// <summary>The service gave the conversation another id (<see cref="InboundTurn.MovedFrom"/>): what is known under the old one holds for the new one.</summary>
    PlaceMoved,
}

/// <summary>
/// One authenticated thing that happened on a channel, in neutral words. It is committed as JSON before anything acts on it, so every member must survive JSON.
/// Channels make turns only of what the application may care about; everything else they acknowledge and drop.
/// </summary>
public sealed record InboundTurn
{
    /// <summary>
    /// Tells a repeat of the same delivery from a new one, across all channels. Unique for ever: e.g. <c>msteams|conversation|activity id</c>,
    /// <c>slack|event_id</c>. The same key twice has one effect.
    /// </summary>
    public required string DeliveryKey { get; init; }

    public required TurnKind Kind { get; init; }

    public required ConversationRef Conversation { get; init; }

    public required Person From { get; init; }

    /// <summary>The text, with the bot's own mentions taken out, entities decoded, white space collapsed. Empty when there was none.</summary>
    public string Text { get; init; } = "";

    /// <summary>The pressed button; set exactly when <see cref="Kind"/> is <see cref="TurnKind.CardAction"/>.</summary>
    public CardAction? Action { get; init; }

    /// <summary>The person's language as the client says it, BCP 47, e.g. <c>nl-NL</c>; null when unknown.</summary>
    public string? Locale { get; init; }

    /// <summary>The message being answered, for a threaded reply: Teams' activity id, Slack's <c>ts</c>.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether the caller waits for the answer in the same HTTP exchange (Teams invoke, Slack's press and form).</summary>
    public bool IsInvoke { get; init; }

    /// <summary>The people mentioned, the bot left out, in the order of the text. Read from what the channel says, never from the text's words.</summary>
    public IReadOnlyList<Person> Mentions { get; init; } = [];

    /// <summary>The signs that came and went; for <see cref="TurnKind.Reaction"/>, whose <see cref="MessageId"/> is the message they stand under.</summary>
    public IReadOnlyList<MessageReaction> Reactions { get; init; } = [];

    /// <summary>What the conversation was called before; set exactly when <see cref="Kind"/> is <see cref="TurnKind.PlaceMoved"/>.</summary>
    public ConversationRef? MovedFrom { get; init; }

    /// <summary>Nobody else sees that the person did this (a slash command, a press on a message for their eyes only), so nobody else should see the answer.</summary>
    public bool IsPrivate { get; init; }
}

/// <summary>A sign under a message.</summary>
/// <param name="Name">As the channel spells it: <c>like</c>, <c>white_check_mark</c>. An open set.</param>
/// <param name="IsAdded">False when it was taken away.</param>
public sealed record MessageReaction(string Name, bool IsAdded);

/// <summary>A pressed button. Everything in it comes from the client: never an authority, only a wish.</summary>
/// <param name="Verb"><c>area.deed</c>, e.g. <c>alert.acknowledge</c>.</param>
/// <param name="Data">The button's data and the inputs, each as text: numbers invariant, toggles their on or off value, several choices joined by a comma, empty ones absent.</param>
/// <param name="MessageId">The bot's message that carried the card, when the channel says it.</param>
/// <param name="IsRefresh">The client asks for the current card by itself: must change nothing.</param>
/// <param name="IsForm">The inputs of a form the bot opened in a window of its own (Slack's modal), where errors are shown beside the inputs.</param>
public sealed record CardAction(string Verb, IReadOnlyDictionary<string, string> Data, string? MessageId = null, bool IsRefresh = false, bool IsForm = false);
