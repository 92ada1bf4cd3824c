using System.Net.Http.Headers;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Install;

/// <summary>From an install document alone, with a bot process on the settings it gives and the fakes as the cloud, to the first alert acknowledged.</summary>
public sealed class InstallDocumentsTests
{
    private static readonly string[] Steps = ["sh", "sh", "sh", "sh", "chat", "answer", "sh", "answer", "press", "answer"];

    [Fact]
    public async Task On_Teams()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", cloud.Issuer.Token(FakeCloud.TeamsService));
        var teams = new TeamsSide(cloud.Connector, () => At(cloud, client)) { ServiceUrl = FakeCloud.TeamsService };
        teams.AddColleague("you");
        await using var walk = new DocumentWalk(cloud, teams);

        (await walk.FollowAsync("install-teams.md")).ShouldBe(Steps);

        File.Exists(walk.FileIn("retentionbot-teams.zip")).ShouldBeTrue();
        cloud.Connector.Requests.ShouldAllBe(request => request.Authorization == "Bearer a-bot-token");
        cloud.Asked.Keys.Order(StringComparer.Ordinal).ShouldBe([FakeCloud.BotHost, "login.botframework.com", "login.microsoftonline.com", "smba.trafficmanager.net"]);

        // And what the doctor says as a program, where the password is wrong.
        var (exit, output) = await walk.VerbAsync("doctor", ("BotFramework__AppPassword", "a-wrong-password"));
        exit.ShouldBe(1);
        output.ShouldContain("WRONG  Teams token: Entra ID gives no token");
        output.ShouldContain("1 thing is wrong.");
        output.ShouldNotContain("a-wrong-password");
    }

    /// <summary>Half a dozen processes again, for which the ordinary run has no time.</summary>
    [Fact, Trait("Category", "Soak")]
    public async Task On_Slack()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var client = new HttpClient();
        cloud.Slack.Scopes = string.Join(',', SlackScopes.Needed.Keys.Concat(SlackScopes.Optional.Keys));
        var slack = new SlackSide(cloud.Slack, () => At(cloud, client));
        slack.AddPerson("you");
        slack.AddRoom(slack.Room, isShared: false, "you");
        await using var walk = new DocumentWalk(cloud, slack);

        (await walk.FollowAsync("install-slack.md")).ShouldBe(Steps[1..]);

        cloud.Asked.Keys.Order(StringComparer.Ordinal).ShouldBe([FakeCloud.BotHost, "slack.com"]);
    }

    private static HttpClient At(FakeCloud cloud, HttpClient client)
    {
        client.BaseAddress ??= cloud.Bot;
        return client;
    }
}
