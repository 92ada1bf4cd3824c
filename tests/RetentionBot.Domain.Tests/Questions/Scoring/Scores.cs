namespace RetentionBot.Domain.Tests.Questions.Scoring;

internal static class Scores
{
    /// <summary>At least 97 of 100 right and none wrong; the message lists what missed.</summary>
    public static void ShouldBeGood(this IReadOnlyList<Score> scores)
    {
        var misses = string.Join('\n', scores.Where(s => s.Outcome != Outcome.Correct));
        scores.Count(s => s.Outcome is Outcome.Wrong or Outcome.Error).ShouldBe(0, misses);
        (scores.Count(s => s.Outcome == Outcome.Correct) / (double)scores.Count).ShouldBeGreaterThanOrEqualTo(0.97, misses);
    }
}
