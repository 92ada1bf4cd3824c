using RetentionBot.Domain.Tests.Questions.Scoring;

namespace RetentionBot.Domain.Tests.Questions;

public sealed class DevSetTests
{
    private const string DevSet = "../acceptance/kpi-questions-dev.jsonl";

    [RealDataFact(DevSet)]
    public void The_acceptance_questions_are_read_right()
    {
        var scores = QuestionScorer.Run(QuestionSet.Read(RealDataFactAttribute.PathOf(DevSet)!));

        scores.ShouldBeGood();
        // "NPS Q3 2025" is either language.
        scores.Count(s => s.Got!.Language != s.Question.Language).ShouldBeLessThanOrEqualTo(1);
    }
}
