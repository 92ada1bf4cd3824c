using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Questions;

/// <summary>
/// Somebody pressed a button that asks a further question. It is answered as if it had been written, under the same rights and as a new message: the answer it
/// was pressed on stays.
/// </summary>
internal sealed class AskByButton(KpiRights rights, GiveAnswer give) : ICardActionHandler
{
    public const string Verb = "kpi.ask";

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        return AskButton.Read(action.Data.GetValueOrDefault(AskButton.Member)) is { } reading
            ? await give.ToReadingAsync(access, reading, ct)
            : TurnResult.Tell(turn.Texts.Say("turn.button-gone"));
    }
}
