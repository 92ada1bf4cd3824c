using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

public sealed class ConnectPlacesTests
{
    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_place_where_the_bot_is_but_that_nobody_connected_gets_no_card(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Side(channel).AskAsync("anouk", "help");
        await bot.ConnectAsync("webchat", "en");
        await DropAsync(bot);

        await bot.WebChat.ShouldShowAsync($"Health drop: {Company.Failing}");
        (await bot.AllAsync<OutboxMessage>()).Where(m => m.Subject is not null).ShouldAllBe(m => m.Conversation.ChannelId == "directline");
        (await bot.Side(channel).ShownAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_Teams_channel_with_a_guest_in_it_is_not_connected()
    {
        await using var bot = await BotUnderTest.StartAsync();
        bot.Teams.AddOutsider("gina", bot.Teams.Room);
        (await bot.Teams.AskAsync("anouk", "connect here alerts en")).Text.ShouldStartWith("People from outside can read this place");
        (await bot.AllAsync<Conversation>()).ShouldHaveSingleItem().Topics.ShouldBe(PlaceTopics.None);
    }

    [Fact]
    public async Task A_Slack_channel_with_a_guest_in_it_is_not_connected()
    {
        await using var bot = await BotUnderTest.StartAsync();
        bot.Slack.AddPerson("gina", more: "is_restricted");
        bot.Slack.AddRoom(bot.Slack.Room, isShared: false, "anouk", "gina");
        (await bot.Slack.AskAsync("anouk", "connect here alerts en")).Text.ShouldStartWith("People from outside can read this place");
        (await bot.AllAsync<Conversation>()).ShouldHaveSingleItem().Topics.ShouldBe(PlaceTopics.None);
    }

    [Fact]
    public async Task A_Slack_channel_shared_with_another_company_is_not_connected()
    {
        await using var bot = await BotUnderTest.StartAsync();
        bot.Slack.AddRoom(bot.Slack.Room, isShared: true);
        (await bot.Slack.AskAsync("anouk", "koppel hier meldingen nl")).Text.ShouldStartWith("Mensen van buiten kunnen hier meelezen");
        (await bot.AllAsync<Conversation>()).ShouldHaveSingleItem().Topics.ShouldBe(PlaceTopics.None);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_place_whose_readers_cannot_be_found_out_is_not_connected(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        bot.Teams.Connector.Rule = r => r.Path.Contains("pagedmembers", StringComparison.Ordinal) ? new ConnectorReply(503) : null;
        bot.Slack.Fake.FailNext("conversations.info", "internal_error");

        (await bot.Side(channel).AskAsync("anouk", "connect here alerts en")).Text.ShouldStartWith("I could not find out who can read this place");
        (await bot.AllAsync<Conversation>()).ShouldHaveSingleItem().Topics.ShouldBe(PlaceTopics.None);
    }

    [Fact]
    public async Task A_card_that_waits_when_the_place_is_disconnected_is_dropped()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("teams", "en");
        bot.Teams.Connector.Rule = r => r is { Method: "POST", Path: "/v3/conversations" } ? new ConnectorReply(503) : null;
        await DropAsync(bot);
        await Eventually.ShouldBeAsync(async () => (await CardAsync(bot)).Attempts > 0, "the card was tried");

        await bot.Teams.SayAsync("anouk", "disconnect");
        await bot.Teams.ShouldShowAsync("Disconnected: I post no business data here any more.");
        await Eventually.ShouldBeAsync(async () => (await CardAsync(bot)).State == OutboxState.Dropped, "the card is dropped");
        (await bot.AllAsync<AuditEvent>()).ShouldContain(a => a.Deed == "place.disconnect" && a.By.EndsWith("29:anouk", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_place_that_outsiders_joined_after_it_was_connected_gets_no_card(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync(channel, "en");
        bot.Teams.AddOutsider("gina", bot.Teams.Room);
        bot.Slack.AddRoom(bot.Slack.Room, isShared: true);

        // What a channel said of its readers is believed for some minutes; a restart forgets it.
        await bot.RestartAsync();
        await DropAsync(bot);

        await Eventually.ShouldBeAsync(async () => (await CardAsync(bot)).State == OutboxState.Dropped, "the card is dropped");
        (await CardAsync(bot)).LastError.ShouldBe("people from outside can read the place");
        (await bot.Side(channel).ShownAsync()).ShouldNotContain(m => m.Everything.Contains(Company.Failing, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_in_a_place_that_was_disconnected_since_is_not_rewritten()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await ShowOnTeamsAndWebChatAsync(bot);
        await bot.Teams.SayAsync("anouk", "disconnect");
        await bot.Teams.ShouldShowAsync("Disconnected: I post no business data here any more.");

        await AcknowledgeInWebChatAsync(bot);
        await Eventually.ShouldBeAsync(async () => (await UpdateOnTeamsAsync(bot))?.State == OutboxState.Dropped, "the update is dropped");
        (await bot.Teams.ShownAsync()).ShouldNotContain(m => m.Everything.Contains("Acknowledged by", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_in_a_place_that_outsiders_joined_since_is_not_rewritten()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await ShowOnTeamsAndWebChatAsync(bot);
        bot.Teams.AddOutsider("gina", bot.Teams.Room);
        await bot.RestartAsync();

        await AcknowledgeInWebChatAsync(bot);
        await Eventually.ShouldBeAsync(async () => (await UpdateOnTeamsAsync(bot))?.State == OutboxState.Dropped, "the update is dropped");
        (await bot.Teams.ShownAsync()).ShouldNotContain(m => m.Everything.Contains("Acknowledged by", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_does_not_wait_for_a_card_whose_readers_cannot_be_found_out()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("teams", "en");
        bot.Teams.Connector.Rule = r => r.Path.Contains("pagedmembers", StringComparison.Ordinal) ? new ConnectorReply(503) : null;
        await bot.RestartAsync();
        await DropAsync(bot);

        await Eventually.ShouldBeAsync(async () => (await CardAsync(bot)).Attempts > 0, "the card was tried");
        await bot.Teams.SayAsync("anouk", "help");
        var answer = await Eventually.ShouldGiveAsync(
            async () => (await bot.AllAsync<OutboxMessage>()).OrderBy(m => m.Id).LastOrDefault(m => m is { Subject: null, State: OutboxState.Sent } && m.Text.Contains("(your role: admin)", StringComparison.Ordinal)),
            "the answer is sent");
        var card = await CardAsync(bot);
        (card.State, card.Id < answer.Id).ShouldBe((OutboxState.Pending, true));
    }

    private static async Task ShowOnTeamsAndWebChatAsync(BotUnderTest bot)
    {
        await bot.ConnectAsync("teams", "en");
        await bot.ConnectAsync("webchat", "en");
        await DropAsync(bot);
        await bot.Teams.ShouldShowAsync($"Health drop: {Company.Failing}");
    }

    private static async Task AcknowledgeInWebChatAsync(BotUnderTest bot)
    {
        await bot.WebChat.PressAsync("daan", await bot.WebChat.ShouldShowAsync($"Health drop: {Company.Failing}"), AcknowledgeAlert.Verb);
        await bot.WebChat.ShouldShowAsync("Acknowledged by Daan Visser");
    }

    private static async Task<OutboxMessage?> UpdateOnTeamsAsync(BotUnderTest bot) => (await bot.AllAsync<OutboxMessage>())
        .SingleOrDefault(m => m.Kind == SendKind.Update && m.Conversation.ChannelId == ChannelIds.Teams);

    private static async Task DropAsync(BotUnderTest bot)
    {
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
    }

    private static async Task<OutboxMessage> CardAsync(BotUnderTest bot) => (await bot.AllAsync<OutboxMessage>()).Single(m => m.Subject is not null);
}
