using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Questions;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Questions;

/// <summary>
/// Gives an answer in chat with all that goes with it, in the turn's one save: its proof, the reading as the context of what is asked next, and where only a person
/// can answer, that person.
/// </summary>
internal sealed class GiveAnswer(AnswerQuestions questions, KpiProofs proofs, QuestionContexts contexts, HandOver handOver, CustomerLists lists, ICustomerHealth health, IChecklistStatus checklist, AnswerCards cards)
{
    /// <summary>Answers what somebody wrote; words that refer to the question before it in the thread are read with that.</summary>
    public async Task<TurnResult> ToTextAsync(KpiAccess access, CancellationToken ct)
    {
        var (turn, actor) = (access.Turn.Turn, access.Turn.Actor);
        var before = (await contexts.FindAsync(QuestionContexts.ThreadOf(turn), actor.Key, ct))?.Reading;
        var answer = await questions.AskAsync(new Question(turn.Text, Context: before, Asker: actor.Staff), ct);
        if (answer is KpiAnswer.Refusal { Reading.Reason: UnknownReason.NotAKpi } refusal && await handOver.OfferAsync(access.Turn, before, answer.Texts, ct) is { } told)
        {
            answer = refusal with { Why = $"{refusal.Why} {told}" };
        }

        return await GiveAsync(access, answer, ct);
    }

    /// <summary>Answers a question that needs no reading, such as a button.</summary>
    public async Task<TurnResult> ToReadingAsync(KpiAccess access, QuestionReading reading, CancellationToken ct) =>
        await GiveAsync(access, await questions.AnswerAsync(reading, access.Turn.Actor.Staff, ct), ct);

    private async Task<TurnResult> GiveAsync(KpiAccess access, KpiAnswer answer, CancellationToken ct)
    {
        var turn = access.Turn;
        var proof = proofs.Keep(answer, turn.Actor.Key);
        answer = answer with { ProofCode = proof?.Code };
        await contexts.KeepAsync(QuestionContexts.ThreadOf(turn.Turn), turn.Actor.Key, answer.Reading, proof?.Code, ct);
        return access.Give(await ContentAsync(answer, proof, turn.Actor, ct));
    }

    private async Task<MessageContent> ContentAsync(KpiAnswer answer, ProvenAnswer? proof, Actor asker, CancellationToken ct) => answer switch
    {
        KpiAnswer.Customers when proof is not null => await lists.ShowAsync(proof, page: 0, answer.Texts, asker, ct),
        KpiAnswer.Health customer => await health.ShowAsync(customer.CustomerId, answer.Texts, ct),
        KpiAnswer.Checklist => await checklist.ShowAsync(answer.Texts, ct),
        _ => cards.Show(answer),
    };
}
