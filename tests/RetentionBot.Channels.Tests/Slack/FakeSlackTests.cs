using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>The fake is only worth something if the official client takes it for Slack and if it refuses what Slack refuses.</summary>
public sealed class FakeSlackTests
{
    [Fact]
    public async Task The_official_client_takes_the_fake_for_Slack()
    {
        await using var slack = await FakeSlack.StartAsync(SlackTestHost.Token);

        var output = await OfficialClient.RunAsync("post.mjs", JsonSerializer.Serialize(new { token = SlackTestHost.Token, apiBaseUrl = slack.ApiBaseUrl }));

        output.ShouldBe(
            """{"team":"T0STAFF001","updated":"ok","user":"Anna","channel":"C0CSALERTS","private":"ok","tooMany":"invalid_blocks","elsewhere":"channel_not_found"}""");
        slack.Messages[0].Text.ShouldBe("two");
        slack.Messages[0].Blocks!.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_token_is_refused()
    {
        await using var slack = await FakeSlack.StartAsync("xoxb-another");
        await using var host = await SlackTestHost.StartAsync(slack);

        (await host.Channel.SendAsync(TestMessages.Of(), CancellationToken.None)).ShouldBeOfType<Turns.SendOutcome.TryAgain>().Reason.ShouldContain("invalid_auth");
    }

    [Theory]
    [InlineData("""[ { "type": "section" } ]""")]
    [InlineData("""[ { "type": "section", "text": { "type": "mrkdwn", "text": "" } } ]""")]
    [InlineData("""[ { "type": "section", "text": { "type": "mrkdwn", "text": "x" }, "colour": "red" } ]""")]
    [InlineData("""[ { "type": "header", "text": { "type": "mrkdwn", "text": "x" } } ]""")]
    [InlineData("""[ { "type": "TextBlock", "text": "x" } ]""")]
    [InlineData("""[ { "type": "actions", "elements": [] } ]""")]
    [InlineData("""[ { "type": "image", "image_url": "http://example.com/a.png", "alt_text": "x" } ]""")]
    [InlineData("""[ { "type": "table", "rows": [ [ { "type": "raw_text", "text": "" } ] ] } ]""")]
    [InlineData("""[ { "type": "actions", "elements": [ { "type": "button", "action_id": "a", "text": { "type": "plain_text", "text": "x" } }, { "type": "button", "action_id": "a", "text": { "type": "plain_text", "text": "y" } } ] } ]""")]
    public void Blocks_outside_the_rules_are_found_out(string blocks) => BlockKitRules.Faults(JsonNode.Parse(blocks)!.AsArray()).ShouldNotBeEmpty();
}
