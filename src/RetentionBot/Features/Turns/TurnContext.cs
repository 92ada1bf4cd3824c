using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>One turn with all that handlers need to know about it.</summary>
/// <param name="Turn">What the channel received.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Place">The room it happened in.</param>
/// <param name="Texts">The texts in the actor's language.</param>
internal sealed record TurnContext(InboundTurn Turn, Actor Actor, Conversation Place, Texts Texts);

/// <summary>Handles one card verb; registered under it as a keyed service.</summary>
internal interface ICardActionHandler
{
    Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct);
}

/// <summary>Shows the card behind a verb as it stands, for a client that asks for it; registered under the verb as a keyed service. Changes nothing.</summary>
internal interface ICardRefreshHandler
{
    /// <returns>The card; null when there is none any more, or none for this person.</returns>
    Task<MessageContent?> ShowAsync(CardAction action, TurnContext turn, CancellationToken ct);
}

/// <summary>What the bot's own page on a channel shows to the one who opened it.</summary>
internal interface IHomePage
{
    Task<MessageContent> ShowAsync(TurnContext turn, CancellationToken ct);
}

/// <summary>What a feature shows a colleague above what they can do: on the bot's own page, and where they ask for help in their own chat.</summary>
internal interface IHomeSection
{
    /// <returns>A title and the lines under it; nothing when there is nothing to show.</returns>
    Task<IReadOnlyList<string>> LinesAsync(TurnContext turn, StaffMember staff, CancellationToken ct);
}

/// <summary>Handles something people can write to the bot; registered with <see cref="TextCommands.AddCommand{T}(IServiceCollection, Func{string, bool})"/>.</summary>
internal interface ITextCommand
{
    Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct);
}
