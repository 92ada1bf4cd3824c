using RetentionBot.Domain.Checklists;

namespace RetentionBot.Domain.Tests.Checklists;

public sealed class CheckInOwnersTests
{
    [Fact]
    public void Everybody_keeps_their_own_and_the_rest_goes_to_whoever_has_fewest()
    {
        // 7 has two of their own; 8 has none and gets the first two, then each has two and the first in order is next.
        CheckInOwners.Propose([null, 7, null, 7, null, null], [7, 8]).ShouldBe([8, 7, 8, 7, 7, 8]);
    }

    [Fact]
    public void A_colleague_who_may_be_given_no_more_keeps_their_own() =>
        CheckInOwners.Propose([9, null, null], [7]).ShouldBe([9, 7, 7]);

    [Fact]
    public void Without_colleagues_nobody_is_proposed() => CheckInOwners.Propose([null, null], []).ShouldBe([null, null]);
}
