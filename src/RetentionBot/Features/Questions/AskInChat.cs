using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Questions;

/// <summary>Whatever is no command is a question.</summary>
internal sealed class AskInChat(KpiRights rights, AnswerQuestions questions, AnswerCards cards) : ITextCommand
{
    public bool Matches(string text) => true;

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var answer = await questions.AskAsync(new Question(turn.Turn.Text, Asker: turn.Actor.Staff), ct);
        return access.Give(cards.Show(answer));
    }
}
