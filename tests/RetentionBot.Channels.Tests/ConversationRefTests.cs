using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests;

public sealed class ConversationRefTests
{
    [Theory]
    [InlineData(null, "slack|T1|C1")]
    [InlineData("1716.42", "slack|T1|C1|1716.42")]
    public void Written_as_text_it_is_its_key_with_the_thread(string? thread, string text)
    {
        var reference = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = "C1", ThreadId = thread, Kind = ConversationKind.Channel };

        reference.ToString().ShouldBe(text);
    }
}
