using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class CsatTests
{
    [Theory]
    [InlineData(1, SatisfactionGroup.Dissatisfied)]
    [InlineData(2, SatisfactionGroup.Dissatisfied)]
    [InlineData(3, SatisfactionGroup.Neutral)]
    [InlineData(4, SatisfactionGroup.Satisfied)]
    [InlineData(5, SatisfactionGroup.Satisfied)]
    public void Four_and_five_are_satisfied_and_one_and_two_are_not(int score, SatisfactionGroup group) => Csat.Classify(score).ShouldBe(group);

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void There_is_nothing_beyond_one_and_five(int score) => Should.Throw<ArgumentOutOfRangeException>(() => Csat.Classify(score));

    [Theory]
    [InlineData(SurveyKind.Csat, "5", 5)]
    [InlineData(SurveyKind.Csat, " 1 ", 1)]
    [InlineData(SurveyKind.Csat, "0", null)]
    [InlineData(SurveyKind.Csat, "6", null)]
    [InlineData(SurveyKind.Nps, "0", 0)]
    [InlineData(SurveyKind.Nps, "10", 10)]
    [InlineData(SurveyKind.Nps, "11", null)]
    [InlineData(SurveyKind.Nps, "3.5", null)]
    [InlineData(SurveyKind.Nps, "3,5", null)]
    [InlineData(SurveyKind.Nps, "+3", null)]
    [InlineData(SurveyKind.Nps, "ten", null)]
    [InlineData(SurveyKind.Nps, "٣", null)]
    [InlineData(SurveyKind.Nps, "", null)]
    [InlineData(SurveyKind.Nps, null, null)]
    public void A_score_is_a_whole_number_of_the_scale(SurveyKind kind, string? text, int? score) =>
        (SurveyAnswer.TryParse(kind, text, out var read) ? read : (int?)null).ShouldBe(score);
}
