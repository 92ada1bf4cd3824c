using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Turns;

/// <summary>
/// What goes on the screen: a sentence, or an Adaptive Card with the line that stands for it in a notification.
/// </summary>
/// <param name="Text">The whole message when there is no card; with a card its one-line summary. Markdown subset: bold, italic, links, lists. Never empty.</param>
/// <param name="Card">A filled Adaptive Card 1.5 as JSON, not yet lowered for any channel; null for plain text.</param>
public sealed record MessageContent(string Text, JsonObject? Card = null);

/// <summary>
/// What a handler answers. New messages leave through the outbox like everything that is sent; <see cref="ReplaceCard"/> and <see cref="Notice"/> are the
/// immediate answer to a pressed button where the channel has one.
/// </summary>
public sealed record TurnResult
{
    public static TurnResult Nothing { get; } = new();

    /// <summary>Messages to the conversation, in order, in the thread of the turn.</summary>
    public IReadOnlyList<MessageContent> Replies { get; init; } = [];

    /// <summary>The pressed card as it must look now, for the one who pressed; what everybody sees is rewritten through the outbox.</summary>
    public MessageContent? ReplaceCard { get; init; }

    /// <summary>A sentence for the acting person only.</summary>
    public string? Notice { get; init; }

    public static TurnResult Say(string text) => new() { Replies = [new MessageContent(text)] };

    public static TurnResult Show(MessageContent content) => new() { Replies = [content] };

    public static TurnResult Replace(MessageContent card, string? notice = null) => new() { ReplaceCard = card, Notice = notice };

    public static TurnResult Tell(string notice) => new() { Notice = notice };
}

/// <summary>How a delivery stands when its endpoint must answer.</summary>
/// <param name="IsFinished">False: the worker goes on with it, and what it answers arrives as a message or an update of one.</param>
/// <param name="Card">The card that replaces the pressed one, not yet lowered.</param>
/// <param name="Notice">The sentence for the acting person.</param>
/// <param name="HasFailed">The handler failed; the person has been told under the turn's id.</param>
public sealed record TurnAnswer(bool IsFinished, JsonObject? Card = null, string? Notice = null, bool HasFailed = false);

/// <summary>Where channels hand in what they received; the inbox stands behind it.</summary>
public interface ITurnReceiver
{
    /// <summary>
    /// Commits the delivery, runs the handler for at most about two seconds and says how far it came. A key seen before gets its stored answer and has no
    /// effect. Throws only when the delivery could not be committed: then the endpoint answers 503, and the sender tries again.
    /// </summary>
    Task<TurnAnswer> ReceiveAsync(InboundTurn turn, CancellationToken ct);
}
