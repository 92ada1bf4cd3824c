using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

/// <summary>Whose an alert is: given to a colleague, who is told once, or taken over.</summary>
public sealed class AssignInChatTests
{
    private const string Told = "This alert is yours now.";

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_colleague_gets_it_and_is_told_once_in_private(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var home = bot.Side(channel == "slack" ? "slack" : "teams");
        var room = home.PrivateRoomOf("bram");
        await home.AskAsync("bram", "help", room);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));

        var form = await AlertChat.OpenAsync(bot, channel, who, await Story.CardAsync(bot, channel), "Assign…");
        (await side.SendFormAsync(who, form, (AssignForm.Owner, await AlertChat.StaffIdAsync(bot, "Bram Bakker")))).ShouldBeEmpty();

        await AlertChat.ShouldShowEverywhereAsync(bot, "Open: nobody has taken it on yet.", "Bram Bakker");
        var card = await home.ShouldShowAsync([Told, Company.Failing], room);
        await bot.RestartAsync();
        await home.PressAsync("bram", card, AcknowledgeAlert.Verb);
        await AlertChat.ShouldShowEverywhereAsync(bot, "Acknowledged by Bram Bakker");

        // The card they were told with is kept true, too.
        var kept = await home.ShouldShowAsync([Company.Failing, "Acknowledged by Bram Bakker"], room);
        kept.Id.ShouldBe(card.Id);
        (await home.ShownAsync(room)).Count(m => m.Everything.Contains(Company.Failing, StringComparison.Ordinal)).ShouldBe(1);
        (await bot.AlertTimersAsync()).ShouldAllBe(t => t.Kind != TellTimer.Kind);
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Assigned Acknowledged");
        (await bot.AllAsync<AlertEvent>()).Single(e => e.Kind == AlertEventKind.Assigned).Note.ShouldBe("Bram Bakker");
        foreach (var each in AlertChat.Channels)
        {
            (await bot.Side(each).ShownAsync()).ShouldAllBe(m => !m.Everything.Contains(Told));
        }
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Whoever_chooses_themselves_takes_it_over_and_is_not_told(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        await side.AskAsync(who, "help", side.PrivateRoomOf(who));
        var form = await AlertChat.OpenAsync(bot, channel, who, await Story.CardAsync(bot, channel), "Assign…");
        (await side.SendFormAsync(who, form, (AssignForm.Owner, await AlertChat.StaffIdAsync(bot, name)))).ShouldBeEmpty();

        await AlertChat.ShouldShowEverywhereAsync(bot, $"Acknowledged by {name}");
        var alert = await AlertChat.AlertAsync(bot);
        (alert.OwnerName, alert.AcknowledgedBy).ShouldBe((name, name));
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Assigned Acknowledged");
        (await bot.AlertTimersAsync()).ShouldBeEmpty();
        (await side.ShownAsync(side.PrivateRoomOf(who))).ShouldAllBe(m => !m.Everything.Contains(Told));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Handed_over_by_whoever_has_it_it_is_open_again_and_what_was_promised_is_promised_no_more(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var taken = await AlertChat.AcknowledgeAsync(bot, channel, who, name);
        await AlertChat.PressAsync(bot, channel, who, taken, AlertChat.TitleOf(taken, "Call, by "));
        var promised = await side.ShouldShowAsync([Company.Failing, "Will call by "]);
        var form = await AlertChat.OpenAsync(bot, channel, who, promised, "Hand over…");
        (await side.SendFormAsync(who, form, (AssignForm.Owner, await AlertChat.StaffIdAsync(bot, "Leonie Smit")))).ShouldBeEmpty();

        await AlertChat.ShouldShowEverywhereAsync(bot, "Open: nobody has taken it on yet.", "Leonie Smit");
        var alert = await AlertChat.AlertAsync(bot);
        (alert.OwnerName, alert.AcknowledgedBy, alert.Promise).ShouldBe(("Leonie Smit", null, null));
        (await bot.AlertTimersAsync()).ShouldAllBe(t => t.Kind != PromiseTimer.Kind);
    }

    [Fact]
    public async Task Who_has_it_and_chooses_themselves_keeps_what_they_promised_even_from_another_place()
    {
        await using var bot = await AlertChat.StartAsync();
        var taken = await AlertChat.AcknowledgeAsync(bot, "teams", "bram", "Bram Bakker");
        await AlertChat.PressAsync(bot, "teams", "bram", taken, AlertChat.TitleOf(taken, "Call, by "));
        var promised = await bot.Slack.ShouldShowAsync([Company.Failing, "Will call by "]);
        var me = await AlertChat.StaffIdAsync(bot, "Bram Bakker");
        await bot.Slack.SendFormAsync("bram", await AlertChat.OpenAsync(bot, "slack", "bram", promised, "Hand over…"), (AssignForm.Owner, me));

        await Eventually.ShouldBeAsync(async () => (await AlertChat.AlertAsync(bot)).OwnerId == me, "it is Bram's");
        var alert = await AlertChat.AlertAsync(bot);
        (alert.AcknowledgedBy, alert.Promise).ShouldBe(("Bram Bakker", AlertPromise.Call));
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Acknowledged Promised Assigned");
    }

    [Fact]
    public async Task The_owner_of_an_open_alert_who_chooses_themselves_takes_it_on()
    {
        await using var bot = await AlertChat.StartAsync();
        var open = await Story.CardAsync(bot, "teams");
        var bram = await AlertChat.StaffIdAsync(bot, "Bram Bakker");
        await bot.Teams.SendFormAsync("anouk", await AlertChat.OpenAsync(bot, "teams", "anouk", open, "Assign…"), (AssignForm.Owner, bram));
        await bot.Teams.SendFormAsync("bram", await AlertChat.OpenAsync(bot, "teams", "bram", open, "Assign…"), (AssignForm.Owner, bram));

        await AlertChat.ShouldShowEverywhereAsync(bot, "Acknowledged by Bram Bakker");
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Assigned Acknowledged");
    }

    [Fact]
    public async Task A_colleague_who_is_away_is_stood_in_for_and_back_they_are_told_themselves()
    {
        await using var bot = await AlertChat.StartAsync();
        var (ofBram, ofLeonie) = (bot.Slack.PrivateRoomOf("bram"), bot.Slack.PrivateRoomOf("leonie"));
        await bot.Slack.AskAsync("bram", "help", ofBram);
        (await bot.Slack.AskAsync("leonie", $"away {AlertChat.Day(0)} {AlertChat.Day(9)} Bram Bakker", ofLeonie)).Text.ShouldContain("Bram Bakker is told instead.");
        var leonie = await AlertChat.StaffIdAsync(bot, "Leonie Smit");
        var open = await Story.CardAsync(bot, "teams");
        await bot.Teams.SendFormAsync("anouk", await AlertChat.OpenAsync(bot, "teams", "anouk", open, "Assign…"), (AssignForm.Owner, leonie));
        await bot.Slack.ShouldShowAsync([Told, "You are told because Leonie Smit is away."], ofBram);

        await bot.Slack.AskAsync("leonie", "back", ofLeonie);
        var bram = await AlertChat.StaffIdAsync(bot, "Bram Bakker");
        await bot.Teams.SendFormAsync("anouk", await AlertChat.OpenAsync(bot, "teams", "anouk", open, "Assign…"), (AssignForm.Owner, bram));
        await bot.Teams.SendFormAsync("anouk", await AlertChat.OpenAsync(bot, "teams", "anouk", open, "Assign…"), (AssignForm.Owner, leonie));
        await bot.Slack.ShouldShowAsync([Told, Company.Failing], ofLeonie);
    }
}
