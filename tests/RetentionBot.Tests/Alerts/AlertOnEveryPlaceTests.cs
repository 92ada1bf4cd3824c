using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

public sealed class AlertOnEveryPlaceTests
{
    private static readonly string[] Channels = ["teams", "slack", "webchat"];

    [Theory]
    [InlineData("teams", "anouk", "Anouk de Wit", "slack", "bram")]
    [InlineData("slack", "bram", "Bram Bakker", "webchat", "daan")]
    [InlineData("webchat", "daan", "Daan Visser", "teams", "anouk")]
    [Trait("Conformance", "BF-50")]
    public async Task A_press_on_one_place_shows_on_all_and_a_later_one_by_another_changes_nothing(
        string pressedOn, string who, string name, string laterOn, string later)
    {
        await using var bot = await WithAlertOnAllAsync();
        var cards = await CardsAsync(bot);
        await bot.Side(pressedOn).PressAsync(who, cards[pressedOn], AcknowledgeAlert.Verb);

        await bot.Teams.ShouldShowAsync($"Acknowledged by {name}");
        await bot.Slack.ShouldShowAsync($"Opgepakt door {name}");
        await bot.WebChat.ShouldShowAsync($"Acknowledged by {name}");
        await PressLateAsync(bot, laterOn, later, cards[laterOn], name);

        var alert = (await bot.AllAsync<Alert>()).ShouldHaveSingleItem();
        (alert.AcknowledgedBy, alert.Status).ShouldBe((name, AlertStatus.Acknowledged));
        (await bot.AllAsync<AlertEvent>()).Where(e => e.Kind == AlertEventKind.Acknowledged).Select(e => e.ByName).ShouldBe([name]);
        foreach (var channel in Channels)
        {
            (await AlertCardsAsync(bot, channel)).ShouldHaveSingleItem().Id.ShouldBe(cards[channel].Id);
        }
    }

    [Fact]
    public async Task Of_two_who_press_at_once_one_has_it_and_all_cards_name_that_one()
    {
        await using var bot = await WithAlertOnAllAsync();
        var cards = await CardsAsync(bot);
        await Task.WhenAll(
            bot.Teams.PressAsync("anouk", cards["teams"], AcknowledgeAlert.Verb),
            bot.Slack.PressAsync("bram", cards["slack"], AcknowledgeAlert.Verb),
            bot.WebChat.PressAsync("daan", cards["webchat"], AcknowledgeAlert.Verb));

        var winner = (await bot.AllAsync<Alert>()).ShouldHaveSingleItem().AcknowledgedBy.ShouldNotBeNull();
        (await bot.AllAsync<AlertEvent>()).Where(e => e.Kind == AlertEventKind.Acknowledged).Select(e => e.ByName).ShouldBe([winner]);
        await bot.Teams.ShouldShowAsync($"Acknowledged by {winner}");
        await bot.Slack.ShouldShowAsync($"Opgepakt door {winner}");
        await bot.WebChat.ShouldShowAsync($"Acknowledged by {winner}");
    }

    [Fact]
    [Trait("Conformance", "SL-21")]
    public async Task Who_saw_the_alert_open_and_saves_second_is_told_privately_who_has_it()
    {
        const string Second = "C0SECOND";
        var hook = new LoadHook("alerts");
        await using var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Services = services => services.ConfigureDbContext<RetentionDb>(options => options.AddInterceptors(hook)),
        });
        bot.Slack.AddRoom(Second);
        await bot.ConnectAsync("slack", "en");
        await bot.Slack.SayAsync("anouk", "connect here alerts en", Second);
        await bot.Slack.ShouldShowAsync("Connected for", Second);
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        var card = await Story.CardAsync(bot, "slack");
        var other = await bot.Slack.ShouldShowAsync([$"Health drop: {Company.Failing}", "Open: nobody"], Second);

        hook.After(IsSeenInATurn, () => bot.Slack.PressAsync("bram", other, AcknowledgeAlert.Verb));
        await bot.Slack.PressAsync("anouk", card, AcknowledgeAlert.Verb);

        await bot.Slack.ShouldShowAsync("Acknowledged by Bram Bakker");
        await bot.Slack.ShouldShowAsync("Acknowledged by Bram Bakker", Second);
        await bot.Slack.ShouldShowAsync("Bram Bakker has this one already.");
        bot.Slack.Fake.Messages.Single(m => m.Text.Contains("has this one already")).OnlyFor.ShouldBe(SlackSide.IdOf("anouk"));
        hook.Times.ShouldBeGreaterThan(1);
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Acknowledged, "Bram Bakker", null, "Raised Acknowledged", null));

        static bool IsSeenInATurn(DbContext db) => db.ChangeTracker.Entries<InboundDelivery>().Any();
    }

    [Fact]
    public async Task Resolving_takes_the_buttons_away_everywhere_and_leaves_one_line_of_life_per_deed()
    {
        await using var bot = await WithAlertOnAllAsync();
        var cards = await CardsAsync(bot);
        await bot.Slack.PressAsync("bram", cards["slack"], AcknowledgeAlert.Verb);
        await bot.Teams.ResolveAsync("anouk", cards["teams"]);

        foreach (var (channel, words) in Channels.Zip((string[])["Resolved by Anouk de Wit", "Afgerond door Anouk de Wit", "Resolved by Anouk de Wit"]))
        {
            (await bot.Side(channel).ShouldShowAsync(words)).Everything.ShouldNotContain(ResolveAlert.Verb);
        }

        (await bot.AllAsync<AlertEvent>()).OrderBy(e => e.At).Select(e => e.Kind).Where(k => k != AlertEventKind.ScoreUpdated)
            .ShouldBe([AlertEventKind.Raised, AlertEventKind.Acknowledged, AlertEventKind.Resolved]);
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "place.connect").ShouldBe(3);
    }

    [Fact]
    public async Task A_viewer_is_told_what_it_takes_and_the_alert_stays_open()
    {
        await using var bot = await WithAlertOnAllAsync();
        var cards = await CardsAsync(bot);
        (await bot.Teams.PressAsync("vera", cards["teams"], AcknowledgeAlert.Verb)).ShouldContain("takes the role member");
        (await bot.AllAsync<Alert>()).ShouldHaveSingleItem().Status.ShouldBe(AlertStatus.Open);
    }

    [Fact]
    public async Task A_press_by_somebody_from_outside_changes_nothing()
    {
        await using var bot = await WithAlertOnAllAsync();
        var cards = await CardsAsync(bot);
        bot.Slack.AddPerson("gina", "T0OTHER999", "bram@example.com");
        await bot.Slack.PressAsync("gina", cards["slack"], ResolveAlert.Verb);
        (await bot.Teams.PressAsync("stranger", cards["teams"], AcknowledgeAlert.Verb)).ShouldContain("Only colleagues can handle alerts.");

        await bot.Slack.ShouldShowAsync("Alleen collega's kunnen meldingen oppakken.");
        (await bot.AllAsync<Alert>()).ShouldHaveSingleItem().Status.ShouldBe(AlertStatus.Open);
    }

    [Fact]
    public async Task The_same_data_sent_twice_at_once_raise_one_alert()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.Company.AddCustomersAsync();
        await Task.WhenAll(bot.Company.DropHealthAsync(), bot.Company.DropHealthAsync());

        await bot.Teams.ShouldShowAsync($"Health drop: {Company.Failing}");
        (await bot.AllAsync<Alert>()).ShouldHaveSingleItem();
        (await bot.AllAsync<OutboxMessage>()).Count(m => m.Subject is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_place_connected_later_gets_what_is_open_and_the_same_data_again_posts_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        await bot.Teams.ShouldShowAsync($"Health drop: {Company.Failing}");

        await bot.ConnectAsync("slack", "nl");
        await bot.Slack.ShouldShowAsync($"Gezondheid gezakt: {Company.Failing}");
        await bot.Company.DropHealthAsync();
        (await bot.AllAsync<OutboxMessage>()).Count(m => m.Subject is not null).ShouldBe(2);
    }

    [Fact]
    public async Task A_place_connected_twice_while_what_is_open_still_waits_gets_it_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("webchat", "en");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        bot.Teams.Connector.Rule = r => r is { Method: "POST", Path: "/v3/conversations" } ? new ConnectorReply(503) : null;

        await bot.Teams.SayAsync("anouk", "connect here alerts en");
        await bot.Teams.SayAsync("anouk", "connect here alerts,kpi en");
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "place.connect").ShouldBe(3);
        (await bot.AllAsync<OutboxMessage>()).Count(m => m.Subject is not null && m.Conversation.ChannelId == "msteams").ShouldBe(1);
    }

    private static async Task<BotUnderTest> WithAlertOnAllAsync()
    {
        var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.ConnectAsync("slack", "nl");
        await bot.ConnectAsync("webchat", "en");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        return bot;
    }

    /// <summary>The card of each place, in that place's language.</summary>
    private static async Task<Dictionary<string, ShownMessage>> CardsAsync(BotUnderTest bot) => new(StringComparer.Ordinal)
    {
        ["teams"] = await bot.Teams.ShouldShowAsync([$"Health drop: {Company.Failing}", "Open: nobody has taken it on yet."]),
        ["slack"] = await bot.Slack.ShouldShowAsync([$"Gezondheid gezakt: {Company.Failing}", "Open: nog niemand heeft hem opgepakt."]),
        ["webchat"] = await bot.WebChat.ShouldShowAsync([$"Health drop: {Company.Failing}", "Open: nobody has taken it on yet."]),
    };

    private static async Task<IEnumerable<ShownMessage>> AlertCardsAsync(BotUnderTest bot, string channel) =>
        (await bot.Side(channel).ShownAsync()).Where(m => m.Everything.Contains(Company.Failing, StringComparison.Ordinal));

    /// <summary>Presses a card that still shows the button, as somebody does who was a moment too late. Teams answers the press; the others say it.</summary>
    private static async Task PressLateAsync(BotUnderTest bot, string channel, string who, ShownMessage card, string winner)
    {
        var told = await bot.Side(channel).PressAsync(who, card, AcknowledgeAlert.Verb);
        if (channel == "teams")
        {
            told.ShouldContain($"Acknowledged by {winner}");
        }
        else
        {
            await Eventually.ShouldBeAsync(
                async () => (await bot.Side(channel).ShownAsync()).Any(m => m.Text.Contains($"{winner} h", StringComparison.Ordinal)), $"{who} is told that {winner} has it");
        }
    }
}
