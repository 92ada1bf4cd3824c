using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Inbox;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Inbox;

public sealed class SlowAndBrokenTests
{
    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [Trait("Conformance", "BF-10")]
    [Trait("Conformance", "SL-11")]
    public async Task A_slow_answer_arrives_later_and_the_channel_does_not_wait_for_it(string channel)
    {
        var handlers = new OddHandlers();
        await using var bot = await BotUnderTest.StartAsync(handlers.Setup with { Services = handlers.Setup.Services + WithShortWaits });
        var side = bot.Side(channel);

        // Ends while the handler still stands at the gate, and would not end if more than two seconds were waited for it.
        await side.SayAsync("vera", "slow", side.PrivateRoomOf("vera"));
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Accepted);

        handlers.Open();
        await side.ShouldShowAsync("Done at last.", side.PrivateRoomOf("vera"));
        var done = (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem();
        (done.State, done.Payload).ShouldBe((DeliveryState.Done, null));
    }

    [Fact]
    [Trait("Conformance", "BF-46")]
    public async Task A_slow_press_is_answered_at_once_that_it_is_worked_on_and_then_with_what_came_of_it()
    {
        var handlers = new OddHandlers();
        await using var bot = await BotUnderTest.StartAsync(handlers.Setup);
        (await PressAsync(bot, OddHandlers.SlowVerb)).ShouldContain("Working on it");

        handlers.Open();
        await bot.Teams.ShouldShowAsync("Done at last.", bot.Teams.PrivateRoomOf("vera"));
    }

    [Fact]
    [Trait("Conformance", "BF-46")]
    public async Task A_card_that_comes_of_a_slow_press_takes_the_place_of_the_pressed_one()
    {
        var handlers = new OddHandlers();
        await using var bot = await BotUnderTest.StartAsync(handlers.Setup);
        var room = bot.Teams.PrivateRoomOf("vera");
        var pressed = await bot.Teams.AskAsync("vera", "card", room);
        (await bot.Teams.PressAsync("vera", pressed, OddHandlers.SlowCardVerb)).ShouldContain("Working on it");

        handlers.Open();
        (await bot.Teams.ShouldShowAsync("The card at last.", room)).Id.ShouldBe(pressed.Id);
        (await bot.Teams.ShownAsync(room)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_quick_press_is_answered_on_the_spot_and_not_a_second_time_by_a_message()
    {
        var handlers = new OddHandlers();
        handlers.Open();
        await using var bot = await BotUnderTest.StartAsync(handlers.Setup);
        (await PressAsync(bot, OddHandlers.SlowVerb)).ShouldContain("Done at last.");
        (await bot.AllAsync<OutboxMessage>()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task When_it_breaks_the_person_gets_a_number_and_nothing_of_what_went_wrong(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(new OddHandlers().Setup);
        var side = bot.Side(channel);
        var told = await side.AskAsync("vera", "broken", side.PrivateRoomOf("vera"));

        var failed = (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem();
        (failed.State, failed.Payload).ShouldBe((DeliveryState.Failed, null));
        told.Text.ShouldBe($"Something went wrong on our side. Please try again; if it happens again, give your admin this number: {failed.Id}.");
    }

    [Fact]
    public async Task Where_the_channel_names_no_language_the_number_comes_in_the_places_own()
    {
        await using var bot = await BotUnderTest.StartAsync(new OddHandlers().Setup);
        await bot.ConnectAsync("slack", "nl");
        await bot.Slack.SayAsync("vera", "broken");
        await bot.Slack.ShouldShowAsync("Er ging bij ons iets mis.");
    }

    [Fact]
    [Trait("Conformance", "BF-44")]
    public async Task A_press_that_breaks_is_answered_with_the_number_too()
    {
        await using var bot = await BotUnderTest.StartAsync(new OddHandlers().Setup);
        var answer = await PressAsync(bot, OddHandlers.BrokenVerb);

        var failed = (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem();
        answer.ShouldContain("\"statusCode\":500");
        answer.ShouldContain($"give your admin this number: {failed.Id}.");
        answer.ShouldNotContain("swordfish");
        failed.State.ShouldBe(DeliveryState.Failed);
    }

    private static Task<string> PressAsync(BotUnderTest bot, string verb) => bot.Teams.PressAsync(
        "vera",
        new ShownMessage(bot.Teams.PrivateRoomOf("vera"), "1", "", new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = new JsonObject() }),
        verb);

    private static void WithShortWaits(IServiceCollection services) =>
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TurnInbox>(provider, new ClockOfShortWaits()));

    /// <summary>A wait of more than two seconds never ends.</summary>
    private sealed class ClockOfShortWaits : TimeProvider
    {
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > Longest ? Timeout.InfiniteTimeSpan : dueTime, period);
    }
}
