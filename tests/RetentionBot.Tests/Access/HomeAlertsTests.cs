using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Features.Alerts;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

/// <summary>The asker's open alerts on the bot's own page and above the help in their own chat.</summary>
public sealed class HomeAlertsTests
{
    private const string Yours = "1 open alert is yours";

    [Fact]
    public async Task The_home_page_on_Slack_shows_each_their_own_open_alerts_above_what_they_can_do()
    {
        await using var bot = await Story.WithAlertAsync("slack");
        await bot.Slack.PressAsync("bram", await Story.CardAsync(bot, "slack"), AcknowledgeAlert.Verb);
        await bot.Slack.ShouldShowAsync("Acknowledged by Bram Bakker");

        var page = await HomeAsync(bot, "bram");
        page.ShouldContain(Yours);
        page.ShouldContain($"Health of {Company.Failing} dropped");
        page.IndexOf(Yours, StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("Ask for a figure", StringComparison.Ordinal));
        (await HomeAsync(bot, "vera")).ShouldNotContain(Company.Failing);

        bot.Slack.AddPerson("stranger", more: "is_restricted");
        var strangers = await HomeAsync(bot, "stranger");
        strangers.ShouldContain("What you can do here");
        strangers.ShouldNotContain("alert");
    }

    [Fact]
    public async Task Help_shows_them_in_the_colleagues_own_chat_and_not_where_others_read_along()
    {
        await using var bot = await Story.WithAlertAsync("teams");
        await bot.Teams.PressAsync("bram", await Story.CardAsync(bot, "teams"), AcknowledgeAlert.Verb);
        await bot.Teams.ShouldShowAsync("Acknowledged by Bram Bakker");

        var own = await bot.Teams.AskAsync("bram", "help", bot.Teams.PrivateRoomOf("bram"));
        own.Everything.ShouldContain(Yours);
        own.Everything.ShouldContain("Ask for a figure");
        var before = (await bot.Teams.ShownAsync()).Count;
        await bot.Teams.SayAsync("bram", "help");
        var inRoom = await Eventually.ShouldGiveAsync(
            async () => (await bot.Teams.ShownAsync()).Skip(before).FirstOrDefault(m => m.Everything.Contains("Ask for a figure", StringComparison.Ordinal)), "help is shown in the room");
        inRoom.Everything.ShouldNotContain(Yours);
    }

    private static async Task<string> HomeAsync(BotUnderTest bot, string who)
    {
        var before = bot.Slack.Fake.CallsTo("views.publish").Count;
        await bot.Slack.OpenHomeAsync(who);
        await Eventually.ShouldBeAsync(() => bot.Slack.Fake.CallsTo("views.publish").Count > before, "the page is published");
        return bot.Slack.Fake.CallsTo("views.publish")[before].Fields["view"];
    }
}
