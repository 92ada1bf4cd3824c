using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>What a question came to: a figure, a sentence, or an honest refusal.</summary>
/// <param name="Reading">How the question was understood.</param>
/// <param name="Texts">The language of the question, in which it is answered.</param>
/// <param name="Text">The answer as one line.</param>
/// <param name="Result">The figure; null when there is none to give.</param>
/// <param name="IsRefusal">Whether <paramref name="Text"/> says why there is no answer and what can be asked.</param>
internal sealed record KpiAnswer(QuestionReading Reading, Texts Texts, string Text, KpiResult? Result = null, bool IsRefusal = false);
