using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class NpsTests
{
    [Fact]
    public void Prep_air_scores_twenty_one_unrounded()
    {
        // 100 x (74 - 35) / 184 = 21.195652…
        var points = new NpsGroups(Promoters: 74, Passives: 75, Detractors: 35).Points;

        Math.Round(points!.Value, 6).ShouldBe(21.195652m);
        points.ShouldBe(3900m / 184m);
    }

    [Fact]
    public void The_conference_scores_below_zero()
    {
        // 100 x (8 - 22) / 39 = -35.897436…
        Math.Round(new NpsGroups(Promoters: 8, Passives: 9, Detractors: 22).Points!.Value, 6).ShouldBe(-35.897436m);
    }

    [Fact]
    public void No_answers_have_no_points() => default(NpsGroups).Points.ShouldBeNull();

    [Fact]
    public void As_many_promoters_as_detractors_is_a_real_zero() => new NpsGroups(3, 5, 3).Points.ShouldBe(0m);

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void Fewer_than_thirty_answers_are_few(int answers, bool areFew) => new NpsGroups(answers, 0, 0).HasFewAnswers.ShouldBe(areFew);

    [Theory]
    [InlineData(0, NpsGroup.Detractor)]
    [InlineData(6, NpsGroup.Detractor)]
    [InlineData(7, NpsGroup.Passive)]
    [InlineData(8, NpsGroup.Passive)]
    [InlineData(9, NpsGroup.Promoter)]
    [InlineData(10, NpsGroup.Promoter)]
    public void Scores_fall_into_the_published_groups(int score, NpsGroup group) => Nps.Classify(score).ShouldBe(group);

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void A_score_off_the_scale_is_not_classified(int score) => Should.Throw<ArgumentOutOfRangeException>(() => Nps.Classify(score));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 10)]
    [InlineData(" 7 ", 7)]
    public void A_whole_number_from_zero_to_ten_is_read(string text, int value)
    {
        NpsScore.TryParse(text, out var score).ShouldBeTrue();
        score.Value.ShouldBe(value);
    }

    [Theory]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("+9")]
    [InlineData("3.5")]
    [InlineData("3,5")]
    [InlineData("9.0")]
    [InlineData("1e1")]
    [InlineData("ten")]
    [InlineData("10/10")]
    [InlineData("99999999999999")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text) => NpsScore.TryParse(text, out _).ShouldBeFalse();
}
