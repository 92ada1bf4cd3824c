using RetentionBot.Domain.Questions;
using RetentionBot.Store;

namespace RetentionBot.Features.Questions;

/// <summary>Answers the questions of programs that say which conversation they belong to: each follows up on the one before, and figures have a proof.</summary>
internal sealed class AskInConversation(AnswerQuestions questions, QuestionContexts contexts, KpiProofs proofs, RetentionDb db)
{
    private const int MaxTries = 3;

    /// <param name="question">What is asked; a context it brings along comes before the one that is kept.</param>
    /// <param name="conversation">As the caller calls it.</param>
    /// <param name="caller">The name of the caller's key; null for one without, on this very machine.</param>
    /// <param name="ct">Stops it.</param>
    public Task<KpiAnswer> AskAsync(Question question, string conversation, string? caller, CancellationToken ct) => InAsync<KpiAnswer>(
        question,
        conversation,
        caller,
        async (followUp, person) =>
        {
            var answer = await questions.AskAsync(followUp, ct);
            answer = answer with { ProofCode = proofs.Keep(answer, person)?.Code };
            return (answer, answer.Reading, answer.ProofCode);
        },
        ct);

    /// <summary>Reads a question without answering it.</summary>
    public Task<QuestionReading> ReadAsync(Question question, string conversation, string? caller, CancellationToken ct) => InAsync<QuestionReading>(
        question,
        conversation,
        caller,
        async (followUp, _) =>
        {
            var reading = await questions.ReadAsync(followUp, ct);
            return (reading, reading, null);
        },
        ct);

    /// <summary>Two questions of one conversation at once: the later one to save is answered again, now as a follow-up.</summary>
    private async Task<T> InAsync<T>(
        Question question, string conversation, string? caller, Func<Question, string, Task<(T Result, QuestionReading Reading, string? Proof)>> answer, CancellationToken ct)
    {
        var person = caller is null ? "api" : $"api|{caller}";
        var thread = $"api|{conversation}";
        for (var tries = 1; ; tries++)
        {
            try
            {
                var before = question.Context ?? (await contexts.FindAsync(thread, person, ct))?.Reading;
                var (result, reading, proof) = await answer(question with { Context = before }, person);
                await contexts.KeepAsync(thread, person, reading, proof, ct);
                await db.SaveChangesAsync(ct);
                return result;
            }
            catch (Exception e) when (e.IsLostRace() && tries < MaxTries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
