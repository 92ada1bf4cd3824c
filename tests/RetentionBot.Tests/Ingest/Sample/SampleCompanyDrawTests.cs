using RetentionBot.Ingest.Sample;

namespace RetentionBot.Tests.Ingest.Sample;

public sealed class SampleCompanyDrawTests
{
    [Fact]
    public void The_same_question_draws_the_same_number_and_another_question_another()
    {
        Draw.For("churn", 7, 3).ShouldBe(Draw.For("churn", 7, 3));
        new[] { Draw.For("churn", 7, 3), Draw.For("churn", 3, 7), Draw.For("churn", 7), Draw.For("churm", 7, 3), Draw.For("churn", 7, 3, 1) }.ShouldBeUnique();
    }

    [Fact]
    public void Numbers_are_spread_evenly_and_reach_both_ends()
    {
        var draws = Enumerable.Range(0, 10_000).Select(n => Draw.For("spread", n)).ToList();

        draws.ShouldAllBe(d => d.Unit >= 0 && d.Unit < 1);
        draws.Average(d => d.Unit).ShouldBe(0.5, 0.02);
        draws.CountBy(d => d.Between(-2, 2)).Select(side => side.Key).ShouldBe([-2, -1, 0, 1, 2], ignoreOrder: true);
        draws.CountBy(d => d.Between(-2, 2)).ShouldAllBe(side => side.Value > 1_800);
    }

    [Fact]
    public void No_name_is_given_twice_in_years_of_growth() =>
        new[] { "NL", "BE", "DE", "FR", "LU" }.SelectMany(country => Enumerable.Range(1, 1_900).Select(n => CompanyNames.Of(country, n))).ShouldBeUnique();
}
