using RetentionBot.Outbox;

namespace RetentionBot.Tests.Outbox;

public sealed class OutboxOptionsTests
{
    [Fact]
    public void The_defaults_are_allowed() => new OutboxOptionsValidator().Validate(null, new OutboxOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Each_setting_that_the_services_would_punish_is_refused_by_its_name()
    {
        var fast = new ChannelPace { Interval = TimeSpan.FromMilliseconds(100), PerSecond = 51 };
        var faults = new OutboxOptionsValidator().Validate(null, new OutboxOptions { Teams = fast, Slack = fast, ParallelPerWorkspace = 0 }).Failures!.ToList();

        faults.Select(f => f.Split(' ')[0]).ShouldBe([
            "Outbox:Teams:Interval", "Outbox:Teams:PerSecond", "Outbox:Slack:Interval", "Outbox:Slack:PerSecond", "Outbox:ParallelPerWorkspace"]);
    }
}
