using RetentionBot.Domain.Surveys;
using RetentionBot.Domain.Tests.Kpis;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class SmallGroupsTests
{
    [Fact]
    public void Groups_under_five_are_one_group() =>
        Shown(("Basic", 4), ("Pro", 30), ("Trial", 3), ("Enterprise", 5)).ShouldBe([("Pro", 30), ("Enterprise", 5), (null, 7)]);

    [Fact]
    public void One_small_group_takes_the_next_smallest_with_it_or_it_could_be_had_by_subtraction() =>
        Shown(("Basic", 4), ("Pro", 30), ("Enterprise", 9)).ShouldBe([("Pro", 30), (null, 13)]);

    [Fact]
    public void Of_two_next_smallest_the_name_decides_in_whatever_order_they_come()
    {
        Shown(("Pro", 9), ("Basic", 9), ("Trial", 1)).ShouldBe([("Pro", 9), (null, 10)]);
        Shown(("Trial", 1), ("Basic", 9), ("Pro", 9)).ShouldBe([("Pro", 9), (null, 10)]);
    }

    [Fact]
    public void Groups_of_five_stay_in_their_order() => Shown(("Pro", 5), ("Basic", 6), ("Trial", 5)).ShouldBe([("Pro", 5), ("Basic", 6), ("Trial", 5)]);

    [Fact]
    public void A_group_that_is_called_other_is_not_the_merged_one() => Shown(("other", 8), ("Pro", 3), ("Trial", 2)).ShouldBe([("other", 8), (null, 5)]);

    [Fact]
    public void A_whole_under_five_is_not_shown_by_group()
    {
        Shown(("Pro", 3), ("Basic", 1)).ShouldBeEmpty();
        Shown(("Pro", 4)).ShouldBeEmpty();
        Shown().ShouldBeEmpty();
    }

    [Fact]
    public void Who_has_no_answers_hides_nobody() => Shown(("Pro", 5), ("Basic", 0), ("Trial", 6)).ShouldBe([("Pro", 5), ("Trial", 6)]);

    [Theory]
    [InlineData(59u)]
    [InlineData(1_732_050_807u)]
    [InlineData(2_236_067_977u)]
    public void No_group_that_is_shown_or_left_out_can_be_told_to_be_under_five(uint seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 500; round++)
        {
            var groups = Enumerable.Range(0, dice.Next(9)).Select(i => ($"{(char)('a' + i)}", dice.Next(dice.Of(3, 7, 40)))).ToArray();
            var (shown, whole, said) = (Shown(groups), groups.Sum(g => g.Item2), $"seed {seed}, round {round}: {string.Join(' ', groups)}");
            if (whole < 5)
            {
                shown.ShouldBeEmpty(said);
                continue;
            }

            shown.Sum(g => g.Answers).ShouldBe(whole, said);
            shown.ShouldAllBe(g => g.Answers >= 5, said);
            shown.SkipLast(1).ShouldAllBe(g => g.Name != null, said);
            shown.Where(g => g.Name is not null).ShouldBe(groups.Select(g => ((string?)g.Item1, g.Item2)).Where(g => shown.Contains(g)), said);

            // What is merged is never one group by itself, and no more than needed: without its largest it would be under five.
            var hidden = groups.Where(g => g.Item2 > 0 && !shown.Contains(g)).Select(g => g.Item2).Order().ToList();
            hidden.Count.ShouldNotBe(1, said);
            hidden.Where(g => g >= 5).Count().ShouldBeLessThanOrEqualTo(1, said);
            if (hidden.Count > 0 && hidden[^1] >= 5)
            {
                hidden.SkipLast(1).Sum().ShouldBeLessThan(5, said);
            }

            Shown([.. groups.OrderBy(_ => dice.Next(100))]).ShouldBe(shown, ignoreOrder: true, said);
        }
    }

    private static (string? Name, int Answers)[] Shown(params (string Name, int Answers)[] groups)
    {
        var shown = SmallGroups.Merge(groups.Select(g => new ShownGroup<NpsGroups>(g.Name, g.Answers, new NpsGroups(g.Answers, 0, 0))), (a, b) => a + b);
        shown.ShouldAllBe(g => g.Value.Answers == g.Answers);
        return [.. shown.Select(g => (g.Name, g.Answers))];
    }
}
