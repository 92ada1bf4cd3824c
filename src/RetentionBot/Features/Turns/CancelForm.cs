using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>Somebody closed a form without sending it: the card it took the place of comes back.</summary>
internal sealed class CancelForm(IPostedCards posted, Cards cards) : ICardActionHandler
{
    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        if (turn.Turn.Conversation.Kind != ConversationKind.Personal && !turn.Actor.IsStaff)
        {
            // Which card comes back the client says; in a room only colleagues can be sure to have seen it.
            return TurnResult.Tell(turn.Texts.Say("turn.button-gone"));
        }

        var closed = turn.Texts.Say("form.closed");
        var card = action.MessageId is { } message ? await posted.FindAsync(turn.Turn.Conversation, message, ct) : null;

        // A form that was a message of its own took nothing's place.
        return TurnResult.Replace(card is null || IsForm(card) ? cards.Show("note", turn.Texts, new { text = closed }, closed) : new MessageContent(closed, card));
    }

    private static bool IsForm(JsonObject card) => card.ToJsonString().Contains($"\"{CardForm.CancelVerb}\"", StringComparison.Ordinal);
}
