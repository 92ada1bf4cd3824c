using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using static RetentionBot.Tests.Outbox.ScriptedChannel;

namespace RetentionBot.Tests.Outbox;

/// <summary>Who can read a place is asked again before each business post.</summary>
public sealed class OutsidersTests
{
    private readonly ScriptedChannel channel = new();

    [Fact, Trait("Conformance", "SL-52")]
    public async Task Where_people_from_outside_can_read_nothing_is_posted_and_who_connected_the_place_is_told_once()
    {
        await using var bot = await StartAsync(Audience.WithOutsiders);
        await AddAsync(bot, Alert("one"), Alert("two"), Row(Room("a"), "answer", OutboxPriority.Answer));

        await ShouldBecomeAsync(bot, "two", OutboxState.Dropped);
        await ShouldBecomeAsync(bot, "answer", OutboxState.Sent);
        (await ShouldBecomeAsync(bot, "one", OutboxState.Dropped)).LastError.ShouldBe("people from outside can read the place");
        (await PlaceAsync(bot)).OutsidersSince.ShouldNotBeNull();
        await ShouldBecomeAsync(bot, "People from outside can read #a now, so I post no business data there any more. When they are gone I go on by myself.", OutboxState.Sent);
        channel.Asked.Where(m => m.Conversation.ConversationId == "anouk").ShouldHaveSingleItem();
        channel.Texts.ShouldNotContain("one");
    }

    [Fact, Trait("Conformance", "SL-52")]
    public async Task They_count_as_still_there_until_it_is_known_that_they_are_not()
    {
        await using var bot = await StartAsync(Audience.WithOutsiders);
        await AddAsync(bot, Alert("outsiders"));
        await ShouldBecomeAsync(bot, "outsiders", OutboxState.Dropped);

        channel.Audience = Audience.Unknown;
        await AddAsync(bot, Alert("not known"));
        await ShouldBecomeAsync(bot, "not known", OutboxState.Dropped);

        channel.Audience = Audience.InternalOnly;
        await AddAsync(bot, Alert("colleagues only"));
        await ShouldBecomeAsync(bot, "colleagues only", OutboxState.Sent);
        (await PlaceAsync(bot)).OutsidersSince.ShouldBeNull();
    }

    [Fact]
    public async Task Not_knowing_who_can_read_may_pass_so_the_post_waits()
    {
        await using var bot = await StartAsync(Audience.Unknown);
        await AddAsync(bot, Alert("waits"));
        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<OutboxMessage>()).Single().LastError == "who can read the place could not be found out", "it is asked for");
        (await PlaceAsync(bot)).OutsidersSince.ShouldBeNull();

        channel.Audience = Audience.InternalOnly;
        await ShouldBecomeAsync(bot, "waits", OutboxState.Sent);
    }

    private async Task<BotUnderTest> StartAsync(Audience audience)
    {
        channel.Audience = audience;
        var bot = await BotUnderTest.StartAsync(channel.Setup);
        await ConnectAsync(bot, Room("a"));
        return bot;
    }

    private static OutboxMessage Alert(string text) => Row(Room("a"), text, requires: PlaceTopics.Alerts);

    private static async Task<Conversation> PlaceAsync(BotUnderTest bot) => (await bot.AllAsync<Conversation>()).Single(c => c.Key == Room("a").Key);
}
