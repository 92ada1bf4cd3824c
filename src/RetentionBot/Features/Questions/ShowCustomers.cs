using System.Globalization;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;

namespace RetentionBot.Features.Questions;

/// <summary>Somebody wants to see which customers stand behind an answer, or another page of them.</summary>
internal sealed class ShowCustomers(KpiRights rights, KpiProofs proofs, CustomerLists lists, OutboxWriter outbox) : ICardActionHandler
{
    public const string Verb = "kpi.customers";

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        turn = KpiRights.In(turn, action.Data.GetValueOrDefault("lang"));
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await proofs.FindAsync(action.Data.GetValueOrDefault("proof"), ct) is not { } proof)
        {
            return TurnResult.Tell(turn.Texts.Say("kpi.proof.unknown"));
        }

        var page = int.TryParse(action.Data.GetValueOrDefault("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 0;
        return access.GiveInPlace(await lists.ShowAsync(proof, page, turn.Texts, turn.Actor, ct), outbox);
    }
}
