using System.Net;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Api;

public sealed class SocketHealthTests
{
    [Fact]
    [Trait("Conformance", "SL-65")]
    public async Task A_refused_app_token_is_seen_on_the_health_page()
    {
        await using var bot = await StartAsync("xapp-another-token");
        await Eventually.ShouldBeAsync(async () => (await bot.Http.GetAsync("/healthz")).StatusCode == HttpStatusCode.ServiceUnavailable, "the page turns red");

        var page = await bot.Http.GetStringAsync("/livez") + await (await bot.Http.GetAsync("/healthz")).Content.ReadAsStringAsync();
        page.ShouldContain("invalid_auth");
        page.ShouldNotContain("xapp-");
    }

    [Fact]
    [Trait("Conformance", "SL-67")]
    public async Task What_comes_through_the_socket_is_answered_like_what_comes_by_HTTP()
    {
        await using var bot = await StartAsync("xapp-fake-token");
        var question = System.Text.Json.Nodes.JsonNode.Parse(bot.Slack.Event("vera", "help", bot.Slack.PrivateRoomOf("vera")))!;
        await bot.Slack.Fake.Sockets.OpenAsync();
        await bot.Slack.Fake.Sockets.SendAsync("events_api", question);

        await bot.Slack.ShouldShowAsync("your role: viewer", bot.Slack.PrivateRoomOf("vera"));
        (await bot.Http.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<BotUnderTest> StartAsync(string appToken) => BotUnderTest.StartAsync(new BotSetup
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Slack:AppToken"] = appToken },
    });
}
