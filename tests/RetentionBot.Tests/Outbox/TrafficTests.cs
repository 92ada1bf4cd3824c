using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;

namespace RetentionBot.Tests.Outbox;

/// <summary>What may leave at a moment: pace, shares and pauses, on a clock that is set by hand.</summary>
public sealed class TrafficTests
{
    private const string A = "msteams|T1|19:a";
    private const string B = "msteams|T1|19:b";
    private const string Elsewhere = "msteams|T2|19:c";
    private readonly Clock clock = new();

    [Fact, Trait("Conformance", "BF-60")]
    public void One_Teams_conversation_gets_a_message_every_half_second_and_no_more()
    {
        var traffic = Traffic();

        SendsIn(traffic, TimeSpan.FromSeconds(30), A).ShouldBe(60);
    }

    [Fact, Trait("Conformance", "SL-34")]
    public void One_Slack_channel_gets_a_message_a_second_and_another_is_not_held_up()
    {
        var traffic = Traffic();
        TryEnter(traffic, "slack|T1|C1").ShouldBeTrue();
        traffic.Leave("slack|T1|C1", wasSent: true);

        clock.Now += TimeSpan.FromSeconds(0.99);
        TryEnter(traffic, "slack|T1|C1").ShouldBeFalse();
        TryEnter(traffic, "slack|T1|C2").ShouldBeTrue();
        clock.Now += TimeSpan.FromSeconds(0.01);
        TryEnter(traffic, "slack|T1|C1").ShouldBeTrue();
    }

    [Fact, Trait("Conformance", "BF-60")]
    public void A_tenant_gets_no_more_than_its_rate_whatever_the_number_of_conversations()
    {
        var traffic = Traffic();
        var rooms = Enumerable.Range(0, 200).Select(i => $"msteams|T1|19:{i}").ToArray();

        // A second's worth at once, then 25 a second for 10 seconds.
        SendsIn(traffic, TimeSpan.FromSeconds(10), rooms).ShouldBeInRange(274, 275);
    }

    [Fact]
    public void What_hangs_uses_up_the_share_of_its_workspace_alone()
    {
        var traffic = Traffic();
        var hanging = Enumerable.Range(0, 20).Count(i => TryEnter(traffic, $"msteams|T1|19:{i}"));

        hanging.ShouldBe(16);
        TryEnter(traffic, Elsewhere).ShouldBeTrue();
        TryEnter(traffic, "slack||C1").ShouldBeTrue();
        traffic.Leave("msteams|T1|19:3", wasSent: true);
        TryEnter(traffic, "msteams|T1|19:19").ShouldBeTrue();
    }

    [Fact, Trait("Conformance", "BF-60")]
    public void A_conversation_is_sent_to_once_at_a_time()
    {
        var traffic = Traffic();
        TryEnter(traffic, A).ShouldBeTrue();

        traffic.TryEnter(A, SendKind.Update).ShouldBe(DateTimeOffset.MaxValue);
        traffic.Leave(A, wasSent: false);

        // Nothing was asked of the service, so nobody waits because of it.
        TryEnter(traffic, A).ShouldBeTrue();
    }

    [Theory]
    [InlineData(PauseScope.Message, true, true, true)]
    [InlineData(PauseScope.Conversation, false, true, true)]
    [InlineData(PauseScope.KindInWorkspace, false, false, true)]
    [InlineData(PauseScope.Workspace, false, false, false)]
    [Trait("Conformance", "SL-33")]
    public void A_pause_reaches_as_far_as_the_service_says(PauseScope scope, bool sameRoom, bool sameWorkspace, bool otherKind)
    {
        var traffic = Traffic();
        traffic.Pause(A, SendKind.Post, scope, clock.Now.AddSeconds(30), "busy");
        clock.Now += TimeSpan.FromSeconds(29);

        TryEnter(traffic, Elsewhere).ShouldBeTrue();
        TryEnter(traffic, A).ShouldBe(sameRoom);
        TryEnter(traffic, B).ShouldBe(sameWorkspace);
        TryEnter(traffic, "msteams|T1|19:d", SendKind.Update).ShouldBe(otherKind);

        clock.Now += TimeSpan.FromSeconds(1);
        traffic.Leave(A, wasSent: false);
        TryEnter(traffic, A).ShouldBeTrue();
        traffic.Pauses().ShouldBeEmpty();
    }

    [Fact]
    public void A_shorter_pause_does_not_end_a_longer_one()
    {
        var traffic = Traffic();
        traffic.Pause(A, SendKind.Post, PauseScope.Conversation, clock.Now.AddSeconds(60), "busy");
        traffic.Pause(A, SendKind.Post, PauseScope.Conversation, clock.Now.AddSeconds(1), "busy");

        traffic.TryEnter(A, SendKind.Post).ShouldBe(clock.Now.AddSeconds(60));
    }

    private OutboxTraffic Traffic() => new(Options.Create(new OutboxOptions()), clock);

    private static bool TryEnter(OutboxTraffic traffic, string room, SendKind kind = SendKind.Post) => traffic.TryEnter(room, kind) is null;

    /// <summary>As much as may leave, in steps of 10 ms, each send being over at once.</summary>
    private int SendsIn(OutboxTraffic traffic, TimeSpan time, params string[] rooms)
    {
        var sends = 0;
        for (var end = clock.Now + time; clock.Now < end; clock.Now += TimeSpan.FromMilliseconds(10))
        {
            foreach (var room in rooms.Where(room => TryEnter(traffic, room)))
            {
                traffic.Leave(room, wasSent: true);
                sends++;
            }
        }

        return sends;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
