using RetentionBot.Domain.Questions;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

public sealed class CustomerChurnTests
{
    [Fact]
    public void Fifty_lost_of_a_thousand_is_five_per_cent_and_ninety_five_retained()
    {
        // 50 / 1000 = 0.05; 950 / 1000 = 0.95.
        var facts = Of(opening: 1000, ending: 50, Day(3, 12));

        Compute(MetricNames.ChurnRate, facts).Value.ShouldBe(0.05m);
        Compute(MetricNames.RetentionRate, facts).Value.ShouldBe(0.95m);
    }

    [Fact]
    public void Nobody_at_the_opening_is_undefined_and_not_zero()
    {
        var facts = Of([(Day(3, 2), Day(3, 9))]);

        Compute(MetricNames.ChurnRate, facts).Value.ShouldBeNull();
        Compute(MetricNames.RetentionRate, facts).Value.ShouldBeNull();
    }

    [Fact]
    public void Nobody_lost_is_a_real_zero() =>
        Compute(MetricNames.ChurnRate, Of(opening: 3, ending: 0, Day(3, 12))).Value.ShouldBe(0m);

    [Fact]
    public void Early_losses_are_in_neither_part_of_the_rate()
    {
        // Opening 2, 1 lost; the joiner who left again changes nothing: 1 / 2.
        var facts = Of([(Day(1, 5), null)], [(Day(1, 5), Day(3, 8))], [(Day(3, 2), Day(3, 9))]);

        Compute(MetricNames.ChurnRate, facts).Value.ShouldBe(0.5m);
    }
}
