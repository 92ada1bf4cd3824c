using System.Globalization;
using RetentionBot.Domain.Surveys;
using RetentionBot.Domain.Tests.Kpis;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class ResultsTests
{
    [Theory]
    [InlineData(50, 30, 20, 30, "15.3")] // 196 x sqrt(0.61 / 100) = 15.308…
    [InlineData(5, 3, 2, 30, "48.4")] // 196 x sqrt(0.61 / 10) = 48.408…
    [InlineData(6, 0, 2, 50, "60.0")] // 196 x sqrt(0.75 / 8) = 60.012…; two who skipped are no answers.
    [InlineData(0, 4, 0, 0, "0")]
    [InlineData(1, 0, 0, 100, "0")]
    public void Points_come_with_their_interval(int promoters, int passives, int detractors, int points, string halfWidth)
    {
        var groups = new NpsGroups(promoters, passives, detractors);

        groups.Points.ShouldBe(points);
        Math.Round(groups.HalfWidth!.Value, 1).ShouldBe(decimal.Parse(halfWidth, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void No_answers_have_no_interval() => default(NpsGroups).HalfWidth.ShouldBeNull();

    [Theory]
    [InlineData(53u)]
    [InlineData(1_414_213_562u)]
    public void The_interval_is_that_of_the_answers_one_by_one(uint seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 200; round++)
        {
            var scores = Enumerable.Range(0, 1 + dice.Next(400)).Select(_ => dice.Next(11)).ToList();
            var worth = scores.Select(s => s >= 9 ? 100d : s <= 6 ? -100d : 0d).ToList();
            var mean = worth.Average();
            var variance = worth.Sum(w => (w - mean) * (w - mean)) / worth.Count;
            var groups = scores.Aggregate(default(NpsGroups), (g, score) => g.With(score));

            ((double)groups.Points!.Value).ShouldBe(mean, 1e-9, $"seed {seed}, round {round}");
            ((double)groups.HalfWidth!.Value).ShouldBe(1.96 * Math.Sqrt(variance / worth.Count), 1e-9, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Satisfaction_is_the_share_of_fours_and_fives_with_the_mean()
    {
        // 42 fives, 32 fours, 10 threes, 9 twos, 14 ones: 74 of 107, and 400 / 107.
        int[] byScore = [0, 14, 9, 10, 32, 42];
        var groups = byScore.SelectMany((count, score) => Enumerable.Repeat(score, count)).Aggregate(default(CsatGroups), (g, score) => g.With(score));

        groups.ShouldBe(new CsatGroups(Satisfied: 74, Neutral: 10, Dissatisfied: 23, Sum: 400));
        Math.Round(groups.Share!.Value * 100, 6).ShouldBe(69.158879m);
        Math.Round(groups.Mean!.Value, 6).ShouldBe(3.738318m);
    }

    [Fact]
    public void No_answers_are_neither_satisfied_nor_not()
    {
        default(CsatGroups).Share.ShouldBeNull();
        default(CsatGroups).Mean.ShouldBeNull();
        default(CsatGroups).HasFewAnswers.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void A_score_off_the_scale_of_satisfaction_is_not_counted(int score) => Should.Throw<ArgumentOutOfRangeException>(() => default(CsatGroups).With(score));

    [Theory]
    [InlineData(SurveyKind.Nps, "0", 0)]
    [InlineData(SurveyKind.Nps, "10", 10)]
    [InlineData(SurveyKind.Nps, " 7\t", 7)]
    [InlineData(SurveyKind.Nps, "6", 6)]
    [InlineData(SurveyKind.Csat, "1", 1)]
    [InlineData(SurveyKind.Csat, "5", 5)]
    [InlineData(SurveyKind.Csat, "\u00A04 ", 4)]
    public void A_typed_score_on_the_scale_is_read(SurveyKind kind, string text, int expected)
    {
        SurveyAnswer.TryParse(kind, text, out var score).ShouldBeTrue();
        score.ShouldBe(expected);
    }

    [Theory]
    [InlineData(SurveyKind.Nps, "11")]
    [InlineData(SurveyKind.Nps, "-1")]
    [InlineData(SurveyKind.Csat, "0")]
    [InlineData(SurveyKind.Csat, "6")]
    [InlineData(SurveyKind.Csat, "10")]
    public void A_typed_score_off_the_scale_is_refused(SurveyKind kind, string text) => Refused(kind, text);

    [Theory]
    [InlineData("3.5")]
    [InlineData("3,5")]
    [InlineData("ten")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("+4")]
    [InlineData("4 5")]
    [InlineData("4!")]
    [InlineData("\u0664")] // Four in Arabic-Indic digits.
    [InlineData("4\u20E3")] // Four on a key, as an emoji.
    [InlineData("99999999999999")]
    [InlineData(null)]
    public void What_is_no_whole_number_is_refused_on_both_scales(string? text)
    {
        Refused(SurveyKind.Nps, text);
        Refused(SurveyKind.Csat, text);
    }

    private static void Refused(SurveyKind kind, string? text)
    {
        SurveyAnswer.TryParse(kind, text, out var score).ShouldBeFalse();
        score.ShouldBe(0);
    }
}
