using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class ReferralRuleTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData(9, 0, 70, true)]
    [InlineData(10, 90, 100, true)]
    [InlineData(8, 0, 100, false)]
    [InlineData(10, 91, 100, false)]
    [InlineData(10, -1, 100, false)] // Not answered yet, as of that day.
    [InlineData(10, 0, 69, false)]
    [InlineData(10, 0, null, false)]
    public void Fresh_promoters_at_a_healthy_customer_are_suggested(int score, int daysAgo, int? health, bool suggests) =>
        ReferralRule.Suggests(score, Today.AddDays(-daysAgo), Today, health, wasSuggested: false).ShouldBe(suggests);

    [Fact]
    public void Nobody_is_suggested_twice() => ReferralRule.Suggests(10, Today, Today, health: 100, wasSuggested: true).ShouldBeFalse();
}
