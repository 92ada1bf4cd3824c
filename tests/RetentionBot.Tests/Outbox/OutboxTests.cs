using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Outbox;

public sealed class OutboxTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [Trait("Conformance", "BF-55")]
    [Trait("Conformance", "BF-60")]
    [Trait("Conformance", "BF-61")]
    public async Task On_Teams_a_busy_service_is_asked_again_in_order_and_holds_up_no_other_conversation(int status)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var isBusy = true;
        bot.Teams.Connector.Rule = r => isBusy && Uri.UnescapeDataString(r.Path).Contains("a:1vera", StringComparison.Ordinal)
            ? new ConnectorReply(status) { RetryAfter = "1" }
            : null;
        await PostAsync(bot, [("vera", "one"), ("vera", "two"), ("bram", "three"), ("vera", "four")]);

        await bot.Teams.ShouldShowAsync("three", bot.Teams.PrivateRoomOf("bram"));
        (await bot.Teams.ShownAsync(bot.Teams.PrivateRoomOf("vera"))).ShouldBeEmpty();
        isBusy = false;
        await bot.Teams.ShouldShowAsync("four", bot.Teams.PrivateRoomOf("vera"));
        (await bot.Teams.ShownAsync(bot.Teams.PrivateRoomOf("vera"))).Select(m => m.Text).ShouldBe(["one", "two", "four"]);
    }

    [Fact]
    [Trait("Conformance", "BF-61")]
    public async Task A_conversation_that_Teams_throttles_for_an_hour_does_not_delay_another_of_its_tenant()
    {
        await using var bot = await BotUnderTest.StartAsync();
        bot.Teams.Connector.Rule = r => Uri.UnescapeDataString(r.Path).Contains("a:1vera", StringComparison.Ordinal) ? new ConnectorReply(429) { RetryAfter = "3600" } : null;
        await PostAsync(bot, [("vera", "one")]);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot, "one")).LastError == "HTTP 429", "the conversation is throttled");

        await PostAsync(bot, [("bram", "two")]);
        await bot.Teams.ShouldShowAsync("two", bot.Teams.PrivateRoomOf("bram"));
        (await RowAsync(bot, "one")).State.ShouldBe(OutboxState.Pending);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task On_Slack_a_busy_service_is_asked_again_in_order(int status)
    {
        await using var bot = await BotUnderTest.StartAsync();
        bot.Slack.Fake.Next("chat.postMessage", new FakeSlackAnswer(status, RetryAfter: status == 429 ? 1 : null));
        await PostAsync(bot, [("vera", "one"), ("vera", "two")], ChannelIds.Slack);

        await bot.Slack.ShouldShowAsync("two", bot.Slack.PrivateRoomOf("vera"));
        (await bot.Slack.ShownAsync(bot.Slack.PrivateRoomOf("vera"))).Select(m => m.Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    [Trait("Conformance", "SL-34")]
    public async Task On_Slack_a_channel_gets_its_messages_a_second_apart_and_in_order_and_another_is_not_held_up()
    {
        await using var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Services = services => services.AddSingleton(Options.Create(new OutboxOptions())),
        });
        bot.Slack.Fake.KeepsPace = true;
        await PostAsync(bot, [("vera", "one"), ("vera", "two"), ("vera", "three"), ("vera", "four"), ("bram", "five")], ChannelIds.Slack);

        await bot.Slack.ShouldShowAsync("four", bot.Slack.PrivateRoomOf("vera"));

        // Not one was refused for coming too soon, and the other channel's did not wait for the first one's last.
        bot.Slack.Fake.CallsTo("chat.postMessage").Count.ShouldBe(5);
        (await ShownToVeraAsync(bot, ChannelIds.Slack)).ShouldBe(["one", "two", "three", "four"]);
        bot.Slack.Fake.Messages.Select(m => m.Text).TakeWhile(text => text != "four").ShouldContain("five");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [Trait("Conformance", "BF-58")]
    public async Task A_conversation_that_is_gone_gets_nothing_more_until_somebody_speaks_there(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var side = bot.Side(channel);
        var room = side.PrivateRoomOf("vera");
        await side.AskAsync("vera", "help", room);
        bot.Teams.Connector.Replies.Enqueue(new ConnectorReply(403));
        bot.Slack.Fake.FailNext("chat.postMessage", "is_archived");
        var reference = (await bot.AllAsync<Conversation>()).Single(c => c.Reference.ConversationId == room).Reference;
        await PostAsync(bot, reference, ["gone"]);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<Conversation>()).Single().IsActive is false, "the place is set aside");

        await PostAsync(bot, reference, ["never sent"]);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot, "never sent")).State == OutboxState.Dropped, "what comes later is dropped");
        (await RowAsync(bot, "gone")).State.ShouldBe(OutboxState.Dead);

        bot.Teams.Connector.Replies.Clear();
        await side.AskAsync("vera", "help", room);
        (await bot.AllAsync<Conversation>()).ShouldHaveSingleItem().IsActive.ShouldBeTrue();
    }

    [Fact]
    [Trait("Conformance", "BF-58")]
    public async Task A_tenant_that_turned_the_bot_off_gets_nothing_anywhere_until_somebody_speaks_in_one_of_its_places()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Teams.AskAsync("vera", "help", bot.Teams.PrivateRoomOf("vera"));
        await bot.Teams.AskAsync("bram", "help", bot.Teams.PrivateRoomOf("bram"));
        bot.Teams.Connector.Replies.Enqueue(ConnectorErrors.BotDisabledByAdmin);
        await PostAsync(bot, [("vera", "refused")]);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<Conversation>()).All(c => !c.IsActive), "both places are set aside");

        await bot.Teams.AskAsync("bram", "help", bot.Teams.PrivateRoomOf("bram"));
        (await bot.AllAsync<Conversation>()).Select(c => c.IsActive).ShouldBe([true, true]);
    }

    [Theory]
    [InlineData(ChannelIds.Teams)]
    [InlineData(ChannelIds.Slack)]
    [Trait("Conformance", "SL-36")]
    public async Task A_post_of_which_nobody_knows_is_sent_once_more_and_that_is_noted(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        LoseAnswers(bot, 1);
        await PostAsync(bot, [("vera", "lost")], channel);

        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot, "lost")).State == OutboxState.Sent, "it is sent");
        (await RowAsync(bot, "lost")).WasResent.ShouldBeTrue();
        (await bot.AllAsync<AuditEvent>()).Select(a => a.Deed).ShouldBe(["outbox.resend"]);
        (await ShownToVeraAsync(bot, channel)).ShouldBe(["lost", "lost"]);
    }

    [Fact]
    public async Task A_post_lost_twice_is_left_to_the_admin()
    {
        await using var bot = await BotUnderTest.StartAsync();
        LoseAnswers(bot, 2);
        await PostAsync(bot, [("vera", "lost")], ChannelIds.Slack);

        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot, "lost")).State == OutboxState.Unknown, "it is held");
        (await bot.AllAsync<AuditEvent>()).Select(a => a.Deed).ShouldBe(["outbox.resend", "outbox.hold"]);
    }

    [Theory]
    [InlineData(ChannelIds.Teams)]
    [InlineData(ChannelIds.Slack)]
    [Trait("Conformance", "SL-36")]
    public async Task A_survey_of_which_nobody_knows_is_held_and_not_sent_again(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        LoseAnswers(bot, 1);
        await PostAsync(bot, [("vera", "survey"), ("vera", "next")], channel, UnknownPolicy.Hold);

        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot, "next")).State == OutboxState.Sent, "the conversation goes on");
        (await RowAsync(bot, "survey")).State.ShouldBe(OutboxState.Unknown);
        (await ShownToVeraAsync(bot, channel)).ShouldBe(["survey", "next"]);
        (await bot.AllAsync<AuditEvent>()).Select(a => a.Deed).ShouldBe(["outbox.hold"]);
    }

    [Fact]
    public async Task An_update_of_which_nobody_knows_is_simply_repeated()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var room = bot.Teams.PrivateRoomOf("vera");
        await bot.Teams.AskAsync("vera", "help", room);
        var reference = (await bot.AllAsync<Conversation>()).Single().Reference;
        await PostAsync(bot, reference, ["before"], subject: "test:1");
        await bot.Teams.ShouldShowAsync("before", room);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot, "before")).State == OutboxState.Sent, "the post is noted");

        LoseAnswers(bot, 1);
        await ChangeAsync(bot, writer => writer.RefreshAsync("test:1", PlaceTopics.None, OutboxPriority.Deed, _ => new MessageContent("after"), onlyIn: null, CancellationToken.None));
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot, "after")).State == OutboxState.Sent, "the update is noted");

        var message = bot.Teams.Connector.PostedIn(room).Single(m => m.Text == "after");
        message.Updates.ShouldBe(2);
        (await bot.AllAsync<AuditEvent>()).ShouldBeEmpty();
    }

    /// <summary>What is asked next is done, but the answer never comes.</summary>
    private static void LoseAnswers(BotUnderTest bot, int times)
    {
        for (var i = 0; i < times; i++)
        {
            bot.Teams.Connector.Replies.Enqueue(new ConnectorReply(200) { CarriesOut = true, Hangs = true });
            bot.Slack.Fake.Next("chat.postMessage", new FakeSlackAnswer(ActsThenHangsUp: true));
        }
    }

    private static async Task PostAsync(
        BotUnderTest bot, (string Who, string Text)[] messages, string channel = ChannelIds.Teams, UnknownPolicy policy = UnknownPolicy.ResendOnce) =>
        await ChangeAsync(bot, writer =>
        {
            foreach (var (who, text) in messages)
            {
                writer.Post(ChatOf(bot, who, channel), new MessageContent(text), policy: policy);
            }

            return Task.CompletedTask;
        });

    private static Task PostAsync(BotUnderTest bot, ConversationRef to, string[] texts, string? subject = null) => ChangeAsync(bot, writer =>
    {
        foreach (var text in texts)
        {
            writer.Post(to, new MessageContent(text), subject);
        }

        return Task.CompletedTask;
    });

    private static async Task ChangeAsync(BotUnderTest bot, Func<OutboxWriter, Task> change) => await bot.InScopeAsync(async services =>
    {
        await change(services.GetRequiredService<OutboxWriter>());
        var saved = await services.GetRequiredService<RetentionDb>().SaveChangesAsync();
        services.GetRequiredService<OutboxSignal>().Wake();
        return saved;
    });

    private static ConversationRef ChatOf(BotUnderTest bot, string who, string channel) => new()
    {
        ChannelId = channel,
        ConversationId = channel == ChannelIds.Slack ? bot.Slack.PrivateRoomOf(who) : bot.Teams.PrivateRoomOf(who),
        Kind = ConversationKind.Personal,
        ServiceUrl = channel == ChannelIds.Slack ? null : bot.Teams.Connector.ServiceUrl,
        TenantId = channel == ChannelIds.Slack ? FakeSlack.Team : TeamsSide.Tenant,
    };

    private static async Task<OutboxMessage> RowAsync(BotUnderTest bot, string text) => (await bot.AllAsync<OutboxMessage>()).Single(m => m.Text == text);

    private static async Task<IEnumerable<string>> ShownToVeraAsync(BotUnderTest bot, string channel)
    {
        IChatSide side = channel == ChannelIds.Slack ? bot.Slack : bot.Teams;
        return (await side.ShownAsync(side.PrivateRoomOf("vera"))).Select(m => m.Text);
    }
}
