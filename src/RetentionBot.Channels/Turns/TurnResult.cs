using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Turns;

/// <summary>
/// What goes on the screen: a sentence, or an Adaptive Card with the line that stands for it in a notification.
/// </summary>
/// <param name="Text">The whole message when there is no card; with a card its one-line summary. Markdown subset: bold, italic, links, lists. Never empty.</param>
/// <param name="Card">A filled Adaptive Card 1.5 as JSON, not yet lowered for any channel; null for plain text.</param>
public sealed record MessageContent(string Text, JsonObject? Card = null);

/// <summary>
/// A form for the acting person. Slack opens it as a modal; Teams and the web chat show it in place of the pressed card, or as a message when nothing was pressed.
/// Its submit action carries the verb that gets the inputs; that handler answers with the same form and <see cref="Errors"/> until it is content, and then with the
/// card that takes the form's place (<see cref="TurnResult.ReplaceCard"/>), or rewrites it.
/// </summary>
/// <param name="Title">A few words; Slack shows 24 signs.</param>
/// <param name="Content">A filled Adaptive Card with the inputs, one submit action and, if wanted, one with the verb <see cref="CancelVerb"/>.</param>
public sealed record CardForm(string Title, MessageContent Content)
{
    /// <summary>The verb of the action that closes a form: it brings back the card the form took the place of. Slack's modal has a button of its own for it.</summary>
    public const string CancelVerb = "form.cancel";

    /// <summary>What is wrong, one sentence an input id; under the empty id what concerns the whole.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>What was filled in, by input id, so that nobody types it twice.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}

/// <summary>Signs the bot itself can put under somebody's message.</summary>
public enum ReactionSign
{
    /// <summary>Read, and being looked into.</summary>
    Seen,

    /// <summary>Done as asked.</summary>
    Done,
}

/// <summary>The bot's sign under the message it answers.</summary>
/// <param name="Sentence">Says the same where the channel has no signs, or does not let the bot give any.</param>
public sealed record Reaction(ReactionSign Sign, string Sentence);

/// <summary>
/// What a handler answers, the same for every channel. What a channel lacks it does in the nearest way it has; <c>docs/channels.md</c> lists these. New messages
/// leave through the outbox like everything that is sent; <see cref="ReplaceCard"/>, <see cref="Form"/> and <see cref="Notice"/> are the immediate answer to a
/// pressed button where the channel has one. To send to a person or place, or to rewrite a posted card, a handler asks the outbox.
/// </summary>
public sealed record TurnResult
{
    public static TurnResult Nothing { get; } = new();

    /// <summary>Messages to the conversation, in order, in the thread of the turn.</summary>
    public IReadOnlyList<MessageContent> Replies { get; init; } = [];

    /// <summary>
    /// What a place must be connected for to have the replies, in the application's words: then they hold business data, and who can read the place is looked up once
    /// more when they leave. Null when they may go anywhere.
    /// </summary>
    public string? Topic { get; init; }

    /// <summary>Messages that nobody but the acting person may see: an ephemeral message on Slack, the one-to-one chat elsewhere.</summary>
    public IReadOnlyList<MessageContent> Privately { get; init; } = [];

    /// <summary>The pressed card as it must look now, for the one who pressed; what everybody sees is rewritten through the outbox.</summary>
    public MessageContent? ReplaceCard { get; init; }

    /// <summary>A form to be filled in, or one that comes back with its errors.</summary>
    public CardForm? Form { get; init; }

    /// <summary>A sentence for the acting person. It holds nothing confidential: where the channel cannot say it to one person alone, others read it too.</summary>
    public string? Notice { get; init; }

    /// <summary>A sign under the message being answered.</summary>
    public Reaction? Reaction { get; init; }

    public static TurnResult Say(string text) => new() { Replies = [new MessageContent(text)] };

    public static TurnResult Show(MessageContent content) => new() { Replies = [content] };

    public static TurnResult ShowPrivately(MessageContent content) => new() { Privately = [content] };

    public static TurnResult Replace(MessageContent card, string? notice = null) => new() { ReplaceCard = card, Notice = notice };

    public static TurnResult Tell(string notice) => new() { Notice = notice };

    public static TurnResult Open(CardForm form) => new() { Form = form };

    public static TurnResult React(ReactionSign sign, string sentence) => new() { Reaction = new Reaction(sign, sentence) };
}

/// <summary>How a delivery stands when its endpoint must answer.</summary>
/// <param name="IsFinished">False: the worker goes on with it, and what it answers arrives as a message or an update of one.</param>
/// <param name="Card">The card that replaces the pressed one, not yet lowered.</param>
/// <param name="Notice">The sentence for the acting person.</param>
/// <param name="HasFailed">The handler failed; the person has been told under the turn's id.</param>
/// <param name="Form">The form to open, or to show again with its errors.</param>
public sealed record TurnAnswer(bool IsFinished, JsonObject? Card = null, string? Notice = null, bool HasFailed = false, CardForm? Form = null);

/// <summary>The cards that stand in the conversations now, as the application posted them; a channel asks for one to open it anew, e.g. in a modal.</summary>
public interface IPostedCards
{
    /// <returns>The filled Adaptive Card, not yet lowered, that everybody sees under this message; null when there is none.</returns>
    Task<JsonObject?> FindAsync(ConversationRef conversation, string messageId, CancellationToken ct);
}

/// <summary>Where channels hand in what they received; the inbox stands behind it.</summary>
public interface ITurnReceiver
{
    /// <summary>
    /// Commits the delivery, and has it handled after those of its conversation that came before. A key seen before gets its stored answer and has no effect.
    /// Throws only when the delivery could not be committed: then the endpoint answers 503, and the sender tries again.
    /// </summary>
    /// <exception cref="TurnNotTakenException">Nothing can be committed now; what else is thrown is an error that nobody knows of yet.</exception>
    Task<TakenTurn> TakeAsync(InboundTurn turn, CancellationToken ct);
}

/// <summary>A turn that is committed: whatever happens, it will be handled.</summary>
/// <param name="AnswerAsync">Waits for the handler, until about two seconds after the turn came, and says how far it got; in a crowd only an invoke waits.</param>
/// <param name="Crowd">Ends as soon as so much waits to be handled that an endpoint which acknowledges an invoke all the same should not wait for its answer.</param>
public sealed record TakenTurn(Func<Task<TurnAnswer>> AnswerAsync, Task Crowd);
