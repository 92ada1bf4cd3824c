using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

/// <summary>What is written about customers and their alerts: that one spoke with them, that they are muted, who is away, and where alerts go.</summary>
public sealed class WordsAboutAlertsTests
{
    [Theory]
    [InlineData("teams", false, $"touch {Company.Failing} called, fine again", "called, fine again", "Noted that you spoke with", "Is it over? Then resolve the alert.")]
    [InlineData("teams", true, $"contact {Company.Failing} gebeld, gaat weer goed", "gebeld, gaat weer goed", "Genoteerd dat je", "Is het voorbij? Rond de melding dan af.")]
    [InlineData("slack", true, $"touch {Company.Failing}: called, fine again", "called, fine again", "Noted that you spoke with", "Is it over? Then resolve the alert.")]
    [InlineData("slack", false, $"contact {Company.Failing} gebeld, gaat weer goed", "gebeld, gaat weer goed", "Genoteerd dat je", "Is het voorbij? Rond de melding dan af.")]
    [InlineData("webchat", true, $"touch {Company.Failing} called, fine again", "called, fine again", "Noted that you spoke with", "Is it over? Then resolve the alert.")]
    [InlineData("webchat", true, $"contact {Company.Failing} gebeld, gaat weer goed", "gebeld, gaat weer goed", "Genoteerd dat je", "Is het voorbij? Rond de melding dan af.")]
    public async Task A_touch_keeps_the_promise_of_who_promised_and_offers_the_card(string channel, bool isOwnChat, string text, string note, string noted, string over)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var room = isOwnChat ? side.PrivateRoomOf(who) : null;
        var taken = await AlertChat.AcknowledgeAsync(bot, channel, who, name);
        await AlertChat.PressAsync(bot, channel, who, taken, AlertChat.TitleOf(taken, "Call, by "));
        await AlertChat.ShouldShowEverywhereAsync(bot, "Will call by ");

        // Somebody else's word is noted and keeps nobody's promise.
        await bot.Slack.AskAsync("leonie", $"touch {Company.Failing} they rang me", bot.Slack.PrivateRoomOf("leonie"));
        (await AlertChat.AlertAsync(bot)).Promise.ShouldBe(AlertPromise.Call);

        await side.SayAsync(who, text, room);
        var offered = await side.ShouldShowAsync([noted, over], room);
        AlertChat.IsCard(offered).ShouldBeTrue();
        await AlertChat.ShouldShowEverywhereAsync(bot, $"Acknowledged by {name}", "What will you do?");
        var alert = await AlertChat.AlertAsync(bot);
        (alert.Promise, alert.AcknowledgedBy, alert.Status).ShouldBe((null, name, AlertStatus.Acknowledged));
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Acknowledged Promised Touched Touched PromiseKept");
        (await bot.AlertTimersAsync()).ShouldBeEmpty();
        var touch = (await bot.AllAsync<Touch>()).Single(t => t.By == name);
        (touch.Note, touch.SourceKey.StartsWith(Touch.WrittenHere, StringComparison.Ordinal)).ShouldBe((note, true));

        await bot.Side(channel).ResolveAsync(who, offered);
        (await AlertChat.AlertAsync(bot)).ResolvedBy.ShouldBe(name);
    }

    [Theory]
    [InlineData("teams", false, "mute {0} 2 weeks", "No new alert about", "unmute {0}", "are told again.")]
    [InlineData("teams", true, "demp {0} 2 weken", "komt er geen nieuwe melding over", "ontdemp {0}", "komen weer.")]
    [InlineData("slack", true, "mute {0} for 2 weeks", "No new alert about", "unmute {0}", "are told again.")]
    [InlineData("slack", false, "demp {0} voor 2 weken", "komt er geen nieuwe melding over", "ontdemp {0}", "komen weer.")]
    [InlineData("webchat", true, "mute {0} 2 weeks", "No new alert about", "unmute {0}", "are told again.")]
    public async Task What_is_raised_about_a_muted_customer_is_told_when_the_mute_ends(string channel, bool isOwnChat, string mute, string muted, string unmute, string unmuted)
    {
        await using var bot = await ConnectedAsync();
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        var room = isOwnChat ? side.PrivateRoomOf(who) : null;
        (await side.AskAsync(who, Of(mute), room)).Text.ShouldContain(muted);
        (await bot.AllAsync<AlertMute>()).ShouldHaveSingleItem().Until.ShouldBe(TimeProvider.System.GetUtcNow().AddDays(14), TimeSpan.FromMinutes(10));

        await bot.Company.DropHealthAsync();
        (await AlertChat.AlertAsync(bot)).Status.ShouldBe(AlertStatus.Open);
        (await bot.AllAsync<OutboxMessage>()).ShouldAllBe(m => m.Subject == null);

        (await side.AskAsync(who, Of(unmute), room)).Text.ShouldContain(unmuted);
        await AlertChat.ShouldShowEverywhereAsync(bot, "Health drop", "Open: nobody has taken it on yet.");
        (await bot.AllAsync<AlertMute>()).ShouldBeEmpty();
        (await bot.AllAsync<AuditEvent>()).Select(a => a.Deed).Where(d => d.StartsWith("alert.", StringComparison.Ordinal)).ShouldBe(["alert.mute", "alert.unmute"]);

        static string Of(string text) => text.Replace("{0}", Company.Failing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teams", "away", "back", "You are away from", "Bram Bakker is told instead.", "Welcome back")]
    [InlineData("slack", "afwezig", "terug", "Je bent afwezig van", "Bram Bakker hoort het in jouw plaats.", "Welkom terug")]
    [InlineData("webchat", "away", "back", "You are away from", "Bram Bakker is told instead.", "Welcome back")]
    [InlineData("webchat", "afwezig", "terug", "Je bent afwezig van", "Bram Bakker hoort het in jouw plaats.", "Welkom terug")]
    public async Task Somebody_is_away_with_a_stand_in_and_back(string channel, string away, string back, string noted, string standIn, string welcome)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        var room = side.PrivateRoomOf(who);
        (await side.AskAsync(who, $"{away} {AlertChat.Day(10)} {AlertChat.Day(20)} Bram Bakker", room)).Text.ShouldSatisfyAllConditions(said => said.ShouldContain(noted), said => said.ShouldContain(standIn));
        var absence = (await bot.AllAsync<Absence>()).ShouldHaveSingleItem();
        (absence.From, absence.Through).ShouldBe((AlertChat.Today.AddDays(10), AlertChat.Today.AddDays(20)));
        (absence.StaffMemberId, absence.StandInId).ShouldBe(
            (await AlertChat.StaffIdAsync(bot, AlertChat.AdminNameOn(channel)), await AlertChat.StaffIdAsync(bot, "Bram Bakker")));

        (await side.AskAsync(who, back, room)).Text.ShouldContain(welcome);
        (await bot.AllAsync<Absence>()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("teams", "slack", "route here segment vip", "this place has 1 route now", "route here all", "what no other place takes.")]
    [InlineData("slack", "teams", "stuur hier segment vip, band yellow", "deze plek heeft nu 1 route en", "stuur hier alles", "wat geen andere plek neemt.")]
    public async Task A_place_with_a_route_gets_what_fits_it_and_no_other_place_does(string channel, string other, string route, string added, string all, string reset)
    {
        await using var bot = await ConnectedAsync();
        await AlertChat.ImportAsync(bot, "customers", "id,name,segment", $"c0,{Company.Failing},vip");
        var side = bot.Side(channel);
        (await side.AskAsync("anouk", route)).Text.ShouldContain(added);
        await bot.Company.DropHealthAsync();
        await Story.CardAsync(bot, channel);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State >= OutboxState.Sent), "all has left");
        (await Story.CardsAsync(bot, other)).ShouldBeEmpty();
        (await Story.CardsAsync(bot, "webchat")).ShouldBeEmpty();

        (await side.AskAsync("anouk", all)).Text.ShouldContain(reset);
        (await bot.AllAsync<AlertRoute>()).ShouldBeEmpty();
        await AlertChat.DropAlsoAsync(bot, "c1");
        foreach (var each in AlertChat.Channels)
        {
            await bot.Side(each).ShouldShowAsync("Health drop: Klant 1");
        }
    }

    private static async Task<BotUnderTest> ConnectedAsync()
    {
        var bot = await BotUnderTest.StartAsync();
        foreach (var channel in AlertChat.Channels)
        {
            await bot.ConnectAsync(channel, "en");
        }

        await bot.Company.AddCustomersAsync();
        return bot;
    }
}
