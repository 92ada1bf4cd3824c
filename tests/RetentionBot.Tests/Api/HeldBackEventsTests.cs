using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Api;

public sealed class HeldBackEventsTests
{
    [Fact]
    [Trait("Conformance", "SL-15")]
    public async Task Events_that_Slack_holds_back_are_seen_on_the_health_page()
    {
        await using var bot = await BotUnderTest.StartAsync();
        ((string?)(await CheckAsync(bot))["status"]).ShouldBe("Healthy");

        using var response = await bot.Slack.SendAsync(bot.Slack.Signer.Event(
            """{"type":"app_rate_limited","team_id":"T0STAFF001","minute_rate_limited":1795000680,"api_app_id":"A0RETBOT01"}"""));
        response.IsSuccessStatusCode.ShouldBeTrue();

        var check = await CheckAsync(bot);
        ((string?)check["status"]).ShouldBe("Degraded");
        ((int?)check["data"]!["heldBackSinceStart"]).ShouldBe(1);
    }

    private static async Task<JsonNode> CheckAsync(BotUnderTest bot) => (await bot.Http.GetFromJsonAsync<JsonNode>("/healthz"))!["checks"]!["slack-events"]!;
}
