using RetentionBot.Domain.Tests.Questions.Scoring;

namespace RetentionBot.Domain.Tests.Questions;

/// <summary>Questions as colleagues would put them, each with the reading that is right; in the form and by the rules of the acceptance sets.</summary>
public sealed class ParaphraseTests
{
    [Fact]
    public void Our_own_questions_are_read_right()
    {
        var questions = QuestionSet.Read(Path.Combine(AppContext.BaseDirectory, "Questions", "paraphrases.jsonl"));

        questions.Count.ShouldBeGreaterThanOrEqualTo(300);
        questions.Select(q => q.Id).ShouldBeUnique();
        QuestionScorer.Run(questions).ShouldBeGood();
    }
}
