using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Inbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Inbox;

/// <summary>What was accepted is handled in the end, whatever the store does for a while; only what never can be is given up.</summary>
public sealed class TroubledStoreTests
{
    public static TheoryData<int, string> PassingTroubles => new()
    {
        { 4, nameof(OddStore.Busy) },
        { 4, nameof(OddStore.Locked) },
        { 8, nameof(OddStore.LostRace) },
    };

    [Theory]
    [MemberData(nameof(PassingTroubles))]
    public async Task A_question_is_answered_once_although_the_store_refuses_it_again_and_again(int times, string trouble)
    {
        Func<Exception> refusal = trouble switch
        {
            nameof(OddStore.Busy) => OddStore.Busy,
            nameof(OddStore.Locked) => OddStore.Locked,
            _ => OddStore.LostRace,
        };
        var store = new OddStore(times, refusal, db => db.ChangeTracker.Entries<InboundDelivery>().Any(e => e.Entity.State == DeliveryState.Done));
        await using var bot = await BotUnderTest.StartAsync(store.Setup);
        await bot.Slack.SayAsync("vera", "help");

        (await bot.Slack.ShouldShowAsync("(your role: viewer)")).ShouldNotBeNull();
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Done);
        (await bot.AllAsync<OutboxMessage>()).ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Conformance", "SL-14")]
    public async Task A_question_that_could_not_be_stored_is_not_acknowledged_and_is_answered_when_it_comes_again()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.InScopeAsync(services => services.GetRequiredService<RetentionDb>().Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER broken BEFORE INSERT ON inbound_deliveries BEGIN SELECT RAISE(ABORT, 'broken'); END"));
        var question = bot.Slack.Event("vera", "help");
        using var first = await bot.Slack.SendAsync(bot.Slack.Signer.Event(question));
        first.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await bot.AllAsync<InboundDelivery>()).ShouldBeEmpty();

        await bot.InScopeAsync(services => services.GetRequiredService<RetentionDb>().Database.ExecuteSqlRawAsync("DROP TRIGGER broken"));
        using var second = await bot.Slack.SendAsync(bot.Slack.Signer.Event(question));
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.Slack.ShouldShowAsync("(your role: viewer)");
        (await bot.AllAsync<OutboxMessage>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_delivery_that_cannot_be_read_fails_and_holds_up_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await AddAsync(bot, Delivery(bot, "garbled", "{ \"deliveryKey\": "), Delivery(bot, "whole", Payload(bot, "whole")));

        await bot.RestartAsync();
        await bot.Slack.ShouldShowAsync("(your role: viewer)", bot.Slack.PrivateRoomOf("vera"));
        (await bot.AllAsync<InboundDelivery>()).OrderBy(d => d.Id).Select(d => (d.State, d.Payload))
            .ShouldBe([(DeliveryState.Failed, null), (DeliveryState.Done, null)]);
    }

    [Fact]
    public async Task A_delivery_is_counted_before_it_is_taken_up_again()
    {
        await using var bot = await BotUnderTest.StartAsync(new OddHandlers().Setup);
        await bot.Slack.SayAsync("vera", "slow");
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem().Attempts.ShouldBe(1);

        await bot.RestartAsync();
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<InboundDelivery>()).Single() is { Attempts: 2, State: DeliveryState.Accepted }, "it is counted");
    }

    [Fact]
    public async Task A_delivery_that_was_taken_up_five_times_and_never_finished_is_given_up()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var fatal = Delivery(bot, "fatal", Payload(bot, "fatal"));
        fatal.Attempts = 5;
        await AddAsync(bot, fatal);

        await bot.RestartAsync();
        await bot.Slack.ShouldShowAsync("Something went wrong on our side.", bot.Slack.PrivateRoomOf("vera"));
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Failed);
    }

    [Fact]
    public async Task Only_what_was_received_a_while_ago_is_taken_up_while_the_bot_runs()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lost = Delivery(bot, "lost", Payload(bot, "lost"), TimeProvider.System.GetUtcNow().AddMinutes(-2));
        await AddAsync(bot, Delivery(bot, "fresh", Payload(bot, "fresh")), lost);

        await bot.Services.GetRequiredService<TurnInbox>().ResumeAsync(CancellationToken.None);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<InboundDelivery>()).Single(d => d.Key == "lost").State == DeliveryState.Done, "it is handled");
        (await bot.AllAsync<InboundDelivery>()).Single(d => d.Key == "fresh").State.ShouldBe(DeliveryState.Accepted);
    }

    private static async Task AddAsync(BotUnderTest bot, params InboundDelivery[] deliveries) => await bot.WithDbAsync(db =>
    {
        db.Deliveries.AddRange(deliveries);
        return db.SaveChangesAsync();
    });

    private static InboundDelivery Delivery(BotUnderTest bot, string key, string payload, DateTimeOffset? receivedAt = null) => new()
    {
        Key = key,
        ConversationKey = ChatOf(bot).Key,
        ReceivedAt = receivedAt ?? TimeProvider.System.GetUtcNow(),
        Payload = payload,
    };

    private static string Payload(BotUnderTest bot, string key) => JsonSerializer.Serialize(
        new InboundTurn
        {
            DeliveryKey = key,
            Kind = TurnKind.Message,
            Conversation = ChatOf(bot),
            From = new Person { ChannelId = ChannelIds.Slack, UserId = SlackSide.IdOf("vera"), TenantId = Channels.Tests.Slack.FakeSlack.Team },
            Text = "help",
            Locale = "en",
        },
        JsonSerializerOptions.Web);

    private static ConversationRef ChatOf(BotUnderTest bot) => new()
    {
        ChannelId = ChannelIds.Slack,
        ConversationId = bot.Slack.PrivateRoomOf("vera"),
        Kind = ConversationKind.Personal,
        TenantId = Channels.Tests.Slack.FakeSlack.Team,
    };
}
