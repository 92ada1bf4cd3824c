using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

/// <summary>What is open, what is mine and what became of it, asked for in words: in a connected room, and in a chat of one's own.</summary>
public sealed class ListAlertsInChatTests
{
    [Theory]
    [InlineData("teams", "vera", false)]
    [InlineData("teams", "vera", true)]
    [InlineData("slack", "vera", false)]
    [InlineData("slack", "vera", true)]
    [InlineData("webchat", "joris", true)]
    public async Task What_is_open_and_what_is_mine_is_told_in_the_language_of_the_word(string channel, string who, bool isOwnChat)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, room) = (bot.Side(channel), RoomOf(bot, channel, who, isOwnChat));
        (await side.AskAsync(who, "alerts", room)).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("1 alert is open"), said => said.ShouldContain(Company.Failing), said => said.ShouldContain("Open: nobody has taken it on yet."));
        (await side.AskAsync(who, "my alerts", room)).Everything.ShouldContain("No open alert is yours.");
        (await side.AskAsync(who, "meldingen", room)).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("Er staat 1 melding open"), said => said.ShouldContain("Open: nog niemand heeft hem opgepakt."));
        (await side.AskAsync(who, "mijn meldingen", room)).Everything.ShouldContain("Geen open melding is van jou.");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_place_connected_for_alerts_alone_gets_the_answers_too(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var side = bot.Side(channel);
        await side.SayAsync("anouk", "connect here alerts en");
        await side.ShouldShowAsync("Connected for");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        await Story.CardAsync(bot, channel);

        (await side.AskAsync("vera", "alerts")).Everything.ShouldContain("1 alert is open");
        (await side.AskAsync("vera", $"alert history {Company.Failing}")).Everything.ShouldContain(": raised");
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "all has been sent and nothing held back");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task What_one_has_taken_on_or_been_given_is_theirs(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        await AlertChat.AcknowledgeAsync(bot, channel, who, name);
        var room = side.PrivateRoomOf(who);

        (await side.AskAsync(who, "my alerts", room)).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("1 open alert is yours"), said => said.ShouldContain($"Acknowledged by {name}"));
        (await side.AskAsync(who, "mijn meldingen", room)).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("1 open melding is van jou"), said => said.ShouldContain($"Opgepakt door {name}"));
    }

    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task A_list_goes_on_in_the_language_it_began_in(string channel, string who)
    {
        await using var bot = await WithSixAsync();
        var (side, room) = (bot.Side(channel), RoomOf(bot, channel, who, isOwnChat: true));
        var first = await side.AskAsync(who, "meldingen", room);

        await side.PressTitledAsync(who, first, "Volgende pagina");

        (await side.ShouldShowAsync("Pagina 2 van 2", room)).Everything.ShouldContain("6 · ");
    }

    [Theory]
    [InlineData("teams", "anouk", true)]
    [InlineData("slack", "anouk", true)]
    [InlineData("webchat", "daan", true)]
    [InlineData("teams", "anouk", false)]
    [InlineData("slack", "anouk", false)]
    public async Task More_than_five_are_paged_round_in_place_where_nobody_else_reads(string channel, string who, bool isOwnChat)
    {
        await using var bot = await WithSixAsync();
        var (side, room) = (bot.Side(channel), RoomOf(bot, channel, who, isOwnChat));
        var first = await side.AskAsync(who, "alerts", room);
        first.Everything.ShouldSatisfyAllConditions(said => said.ShouldContain("6 alerts are open"), said => said.ShouldContain("Page 1 of 2"));
        Rows(first).Count.ShouldBe(5);

        await side.PressTitledAsync(who, first, "Next page");
        var second = await side.ShouldShowAsync("Page 2 of 2", room);
        Rows(second).Concat(Rows(first)).ShouldBe([Company.Failing, .. Enumerable.Range(1, 5).Select(i => $"Klant {i}")], ignoreOrder: true);
        (second.Id == first.Id).ShouldBe(isOwnChat);

        await side.PressTitledAsync(who, second, "First page");
        await Eventually.ShouldBeAsync(
            async () => (await side.ShownAsync(room)).Last(m => m.Everything.Contains("of 2", StringComparison.Ordinal)).Everything.Contains("Page 1 of 2", StringComparison.Ordinal), "it is the first page again");
    }

    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task One_of_the_list_is_shown_as_a_card_that_lives_on(string channel, string who)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, name) = (bot.Side(channel), AlertChat.AdminNameOn(channel));
        var room = side.PrivateRoomOf(who);
        var list = await side.AskAsync(who, "alerts", room);
        await side.PressTitledAsync(who, list, Numbered(list, Company.Failing));
        var card = await Eventually.ShouldGiveAsync(
            async () => (await side.ShownAsync(room)).LastOrDefault(m => AlertChat.IsCard(m) && IsAfter(m, list)), "the card is shown");

        await side.PressAsync(who, card, AcknowledgeAlert.Verb);
        await AlertChat.ShouldShowEverywhereAsync(bot, $"Acknowledged by {name}");
        await Eventually.ShouldBeAsync(
            async () => (await side.ShownAsync(room)).Single(m => m.Id == card.Id).Everything.Contains($"Acknowledged by {name}", StringComparison.Ordinal), "the card in one's own chat follows");
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Acknowledged");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task Shown_from_a_list_in_a_room_it_is_for_the_one_who_asked(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var side = bot.Side(channel);
        var list = await side.AskAsync("vera", "alerts");
        await side.PressTitledAsync("vera", list, Numbered(list, Company.Failing));

        if (channel == "slack")
        {
            var only = await Eventually.ShouldGiveAsync(() => Task.FromResult(bot.Slack.Fake.Messages.SingleOrDefault(m => m.OnlyFor is not null)), "it is shown privately");
            (only.OnlyFor, only.Blocks!.ToJsonString().Contains(Company.Failing, StringComparison.Ordinal)).ShouldBe((SlackSide.IdOf("vera"), true));
        }
        else
        {
            AlertChat.IsCard(await side.ShouldShowAsync(Company.Failing, side.PrivateRoomOf("vera"))).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("teams", "vera", false)]
    [InlineData("slack", "vera", false)]
    [InlineData("teams", "vera", true)]
    [InlineData("slack", "vera", true)]
    [InlineData("webchat", "joris", true)]
    public async Task The_history_tells_who_did_what_the_latest_first(string channel, string who, bool isOwnChat)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, room) = (bot.Side(channel), RoomOf(bot, channel, who, isOwnChat));
        await AlertChat.AcknowledgeAsync(bot, "slack", "bram", "Bram Bakker");
        await bot.Teams.ResolveAsync("anouk", await bot.Teams.ShouldShowAsync([Company.Failing, "Acknowledged by Bram Bakker"]), "Called, all fine");

        var english = (await side.AskAsync(who, $"alert history {Company.Failing}", room)).Everything;
        ShouldBeInOrder(english, $"Alerts of {Company.Failing}", ": resolved by Anouk de Wit: Called, all fine", ": acknowledged by Bram Bakker", ": raised");
        var dutch = (await side.AskAsync(who, $"meldingen van {Company.Failing}", room)).Everything;
        ShouldBeInOrder(dutch, $"Meldingen van {Company.Failing}", ": afgerond door Anouk de Wit: Called, all fine", ": opgepakt door Bram Bakker", ": gemeld");
        (await side.AskAsync(who, "alert history Klant 2", room)).Everything.ShouldContain("There has never been an alert about this customer.");
        (await side.AskAsync(who, "meldingen van Nergens Bekend", room)).Everything.ShouldContain("Nergens Bekend");
    }

    private static string? RoomOf(BotUnderTest bot, string channel, string who, bool isOwnChat) => isOwnChat ? bot.Side(channel).PrivateRoomOf(who) : null;

    /// <summary>The customers of a list's buttons, which are numbered.</summary>
    private static List<string> Rows(ShownMessage list) => [.. ChatSideExtensions.ButtonsOf(list).Select(title => title.Split(" · ")).Where(parts => parts.Length == 2).Select(parts => parts[1])];

    private static string Numbered(ShownMessage list, string customer) => ChatSideExtensions.ButtonsOf(list).First(title => title.EndsWith($" · {customer}", StringComparison.Ordinal));

    /// <summary>On Teams ids are numbers, on Slack times, in the web chat a row: all grow.</summary>
    private static bool IsAfter(ShownMessage message, ShownMessage other) =>
        message.Id.Length > other.Id.Length || (message.Id.Length == other.Id.Length && string.CompareOrdinal(message.Id, other.Id) > 0);

    private static void ShouldBeInOrder(string text, params string[] parts)
    {
        var at = -1;
        foreach (var part in parts)
        {
            var next = text.IndexOf(part, at + 1, StringComparison.Ordinal);
            next.ShouldBeGreaterThan(at, $"“{part}” is not where it should be in {text}");
            at = next;
        }
    }

    private static async Task<BotUnderTest> WithSixAsync()
    {
        var bot = await AlertChat.StartAsync();
        await AlertChat.DropAlsoAsync(bot, "c1", "c2", "c3", "c4", "c5");
        await Eventually.ShouldBeAsync(async () => await bot.WithDbAsync(db => db.Alerts.CountAsync()) == 6, "six are open");
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "their cards are there");
        return bot;
    }
}
