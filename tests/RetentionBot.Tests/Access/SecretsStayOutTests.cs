using System.Text;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

/// <summary>What opens Slack to whoever has it: the token and the secret of the settings, the response_urls of what people do.</summary>
public sealed class SecretsStayOutTests
{
    [Fact]
    [Trait("Conformance", "SL-56")]
    public async Task No_file_of_the_bot_holds_a_token_a_secret_or_a_response_url()
    {
        await using var bot = await Story.WithAlertAsync("slack");
        var card = await Story.CardAsync(bot, "slack");
        var toCommand = bot.Slack.Fake.ResponseUrls.Mint(bot.Slack.Room, SlackSide.IdOf("vera"));
        var toPress = bot.Slack.Fake.ResponseUrls.Mint(bot.Slack.Room, SlackSide.IdOf("vera"));

        // A command and a refused press are answered through their addresses.
        var command = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["team_id"] = FakeSlack.Team,
            ["channel_id"] = bot.Slack.Room,
            ["channel_name"] = "churn-watch",
            ["user_id"] = SlackSide.IdOf("vera"),
            ["api_app_id"] = "A0RETBOT01",
            ["trigger_id"] = "1.2.d",
            ["command"] = "/retention",
            ["text"] = "help",
            ["response_url"] = toCommand,
        };
        using var commanded = await bot.Slack.SendAsync(bot.Slack.Signer.Command(await new FormUrlEncodedContent(command).ReadAsStringAsync()));
        await Eventually.ShouldBeAsync(() => bot.Slack.Fake.ResponseUrls.Bodies.Count == 1, "the command is answered");
        bot.Slack.ResponseUrl = toPress;
        await bot.Slack.PressAsync("vera", card, AcknowledgeAlert.Verb);
        await Eventually.ShouldBeAsync(() => bot.Slack.Fake.ResponseUrls.Bodies.Count == 2, "the press is answered");

        // What went wrong is kept with the message.
        bot.Slack.Fake.FailNext("chat.postMessage", "invalid_auth");
        await bot.Slack.SayAsync("vera", "help", bot.Slack.PrivateRoomOf("vera"));
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).Any(m => m.LastError?.Contains("invalid_auth", StringComparison.Ordinal) == true), "the token is refused");

        string[] secrets = [SlackSide.Token, SlackSide.Secret, toCommand, toPress, "/response/"];
        foreach (var file in bot.DataFolder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content);
            var words = Encoding.Latin1.GetString(content.ToArray());
            secrets.Where(secret => words.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(file.Name);
        }
    }
}
