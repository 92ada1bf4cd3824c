using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

/// <summary>Who may not, where one may not, and what means nothing: each is told so, and nothing changes.</summary>
public sealed class WordsRefusedTests
{
    private static readonly string[] Asking = ["alerts", "my alerts", "meldingen", "mijn meldingen", $"alert history {Company.Failing}", $"meldingen van {Company.Failing}"];

    private static readonly string[] Changing =
    [
        $"touch {Company.Failing} called, fine again", $"contact {Company.Failing} gebeld, gaat weer goed", $"mute {Company.Failing} 2 weeks", $"demp {Company.Failing} 2 weken",
        $"unmute {Company.Failing}", $"ontdemp {Company.Failing}",
    ];

    private static readonly string[] Routing = ["route here segment vip", "route here all", "stuur hier segment vip", "stuur hier alles"];

    private static readonly (string Text, string Usage)[] Meaningless =
    [
        ("touch", "Write touch,"),
        ($"touch {Company.Failing}", "Write touch,"),
        ("contact", "Schrijf contact,"),
        ("mute", "Write mute,"),
        ($"mute {Company.Failing}", "Write mute,"),
        ($"mute {Company.Failing} a while", "Write mute,"),
        ($"mute {Company.Failing} 4 months", "Write mute,"),
        ($"mute {Company.Failing} 0 days", "Write mute,"),
        ($"demp {Company.Failing} een poos", "Schrijf demp,"),
        ($"unmute {Company.Failing}", "is not muted."),
        ("away", "Write away,"),
        ("away tomorrow", "Write away,"),
        ("away 2199-01-02 2198-12-21 Bram Bakker", "Write away,"),
        ("away 2001-01-02 2001-01-03 Bram Bakker", "Write away,"),
        ("away 2198-12-21 2199-01-02 Nobody Known", "I know no other colleague called"),
        ("away 2198-12-21 2199-01-02 Anouk de Wit", "I know no other colleague called"),
        ("afwezig morgen", "Schrijf afwezig,"),
        ("route here", "Write route here"),
        ("route here segment", "Write route here"),
        ("route here colour blue", "Write route here"),
        ("route here band purple", "Write route here"),
        ("route here rule none", "Write route here"),
        ("route here segment a, segment b", "Write route here"),
        ("stuur hier kleur blauw", "Schrijf stuur hier"),
    ];

    [Theory]
    [InlineData("teams", "vera")]
    [InlineData("slack", "vera")]
    [InlineData("webchat", "joris")]
    public async Task A_viewer_changes_nothing(string channel, string who)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, own) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(who));
        foreach (var room in channel == "webchat" ? [own] : (string[])[own, side.Room])
        {
            foreach (var text in Changing)
            {
                var told = (await side.AskAsync(who, text, room)).Everything;
                (told.Contains("takes the role member", StringComparison.Ordinal) || told.Contains("vraagt de rol teamlid", StringComparison.Ordinal)).ShouldBeTrue(text);
            }

            foreach (var text in Routing)
            {
                var told = (await side.AskAsync(who, text, room)).Everything;
                (told.Contains("admin", StringComparison.OrdinalIgnoreCase) || told.Contains("beheerder", StringComparison.Ordinal)).ShouldBeTrue(text);
            }
        }

        await ShouldBeUntouchedAsync(bot);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_place_that_is_not_connected_hears_nothing_of_alerts(string channel)
    {
        await using var bot = await Story.WithAlertAsync("webchat");
        var side = bot.Side(channel);
        foreach (var text in (string[])[.. Asking, .. Changing, .. Routing])
        {
            var told = (await side.AskAsync("anouk", text)).Everything;
            (told.Contains("is not connected for alerts", StringComparison.Ordinal) || told.Contains("is niet gekoppeld voor meldingen", StringComparison.Ordinal)).ShouldBeTrue($"{text}: {told}");
            told.ShouldNotContain(Company.Failing);
        }

        await ShouldBeUntouchedAsync(bot);
    }

    [Fact]
    public async Task A_customer_gets_nothing_of_alerts_in_either_language()
    {
        await using var bot = await Story.WithAlertAsync("webchat");
        await Story.MeetLotteAsync(bot, "webchat");
        await ShouldGetNothingAsync(bot, bot.WebChat, "lotte", bot.WebChat.PrivateRoomOf("lotte"));
    }

    [Fact]
    public async Task What_means_nothing_gets_the_usage_sentence()
    {
        await using var bot = await Story.WithAlertAsync("slack");
        foreach (var (text, usage) in Meaningless)
        {
            (await bot.Slack.AskAsync("anouk", text)).Text.ShouldContain(usage, customMessage: text);
        }

        await ShouldBeUntouchedAsync(bot);
    }

    private static async Task ShouldGetNothingAsync(BotUnderTest bot, IChatSide side, string who, string room)
    {
        foreach (var text in (string[])[.. Asking, .. Changing, .. Routing, $"away {AlertChat.Day(1)} {AlertChat.Day(2)} Bram Bakker", "back"])
        {
            var told = (await side.AskAsync(who, text, room)).Everything;
            (told.Contains(Company.Failing, StringComparison.Ordinal) || told.Contains("Bram", StringComparison.Ordinal) || told.Contains("open", StringComparison.Ordinal)).ShouldBeFalse($"{text}: {told}");
        }

        await ShouldBeUntouchedAsync(bot);
    }

    private static async Task ShouldBeUntouchedAsync(BotUnderTest bot)
    {
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised");
        (await bot.AllAsync<Touch>()).ShouldBeEmpty();
        (await bot.AllAsync<AlertMute>()).ShouldBeEmpty();
        (await bot.AllAsync<Absence>()).ShouldBeEmpty();
        (await bot.AllAsync<AlertRoute>()).ShouldBeEmpty();
    }
}
