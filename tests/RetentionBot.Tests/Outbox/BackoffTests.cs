using RetentionBot.Outbox;

namespace RetentionBot.Tests.Outbox;

/// <summary>How long is waited after a failure, over so many draws that every part of the range comes up.</summary>
public sealed class BackoffTests
{
    private const int Draws = 1000;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    [Theory, Trait("Conformance", "BF-55")]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(2000, 60)]
    public void The_range_of_the_waits_doubles_with_each_try_up_to_the_longest(int attempt, double most)
    {
        var waits = Enumerable.Range(0, Draws).Select(_ => Backoff.After(attempt, Shortest, Longest).TotalSeconds).ToList();

        ShouldFill(waits, least: 1, most);
    }

    [Fact, Trait("Conformance", "BF-55")]
    public void A_wait_that_was_asked_for_is_never_cut_short_and_a_tenth_longer_at_most()
    {
        var waits = Enumerable.Range(0, Draws).Select(_ => Backoff.NoLessThan(TimeSpan.FromSeconds(300)).TotalSeconds).ToList();

        ShouldFill(waits, least: 300, most: 330);
    }

    /// <summary>None lies outside, and some lie in the first and in the last tenth.</summary>
    private static void ShouldFill(List<double> waits, double least, double most)
    {
        var tenth = (most - least) / 10;
        waits.ShouldAllBe(w => w >= least && w <= most);
        waits.Min().ShouldBeLessThan(least + tenth);
        waits.Max().ShouldBeGreaterThan(most - tenth);
    }
}
