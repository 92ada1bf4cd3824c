using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Behaviour;

/// <summary>Each word a handler can answer with, on each channel; where a channel lacks the thing, what <c>docs/channels.md</c> says it does instead.</summary>
public sealed class VocabularyTests
{
    private static readonly string[] Channels = ["teams", "slack", "webchat"];

    public static TheoryData<string> AllChannels => [.. Channels];

    [Theory]
    [MemberData(nameof(AllChannels))]
    public async Task Say_reaches_the_room(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        (await bot.Side(channel).AskAsync(BotUnderTest.AdminOn(channel), "say")).Text.ShouldBe("Said to all.");
    }

    [Theory]
    [MemberData(nameof(AllChannels))]
    public async Task Say_privately_reaches_one_person(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        await side.SayAsync(who, "whisper");

        await side.ShouldShowAsync("For your eyes only.", channel == "teams" ? side.PrivateRoomOf(who) : side.Room);
        bot.Teams.Connector.PostedIn(bot.Teams.Room).ShouldBeEmpty();
        bot.Slack.Fake.Messages.ShouldAllBe(m => m.OnlyFor == SlackSide.IdOf(who));
    }

    [Theory]
    [MemberData(nameof(AllChannels))]
    public async Task React_puts_a_sign_or_says_the_same(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        var side = bot.Side(channel);
        await side.SayAsync(BotUnderTest.AdminOn(channel), "sign");

        if (channel == "slack")
        {
            await Eventually.ShouldBeAsync(() => bot.Slack.Fake.CallsTo("reactions.add").Count == 1, "the sign is given");
            bot.Slack.Fake.CallsTo("reactions.add")[0].Fields["name"].ShouldBe("white_check_mark");
            bot.Slack.Fake.Messages.ShouldBeEmpty();
        }
        else
        {
            await side.ShouldShowAsync("Done as you asked.");
        }
    }

    [Theory]
    [MemberData(nameof(AllChannels))]
    public async Task A_card_is_replaced_and_the_notice_is_read(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        var card = await side.AskAsync(who, "card");
        var told = await side.PressAsync(who, card, VocabularyHandlers.Change);

        switch (channel)
        {
            case "teams":
                told.ShouldContain("The card as it is now.");
                break;
            case "slack":
                // Everybody's card is rewritten by who owns it; a stranger's view of it is nothing of Slack's.
                await side.ShouldShowAsync("Only you read this.");
                break;
            default:
                (await side.ShouldShowAsync("The card as it is now.")).Id.ShouldBe(card.Id);
                await side.ShouldShowAsync("Only you read this.");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(AllChannels))]
    public async Task A_form_opens_complains_and_is_taken(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        var form = await side.OpenFormAsync(who, await side.AskAsync(who, "card"), VocabularyHandlers.Ask);
        (await side.SendFormAsync(who, form, ("number", "6"))).ShouldBe(["Seven, please."]);
        await side.SendFormAsync(who, form, ("number", "7"));

        await side.ShouldShowAsync("Seven it is.");
    }

    [Theory]
    [MemberData(nameof(AllChannels))]
    public async Task A_form_asked_for_in_words_comes_as_a_message(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        var message = await side.AskAsync(who, "form");
        var form = channel == "slack" ? await bot.Slack.OpenModalAsync(who, message) : new ShownForm(message, message.Content!.AsObject());
        await side.SendFormAsync(who, form, ("number", "7"));

        await side.ShouldShowAsync("Seven it is.");
    }

    [Theory]
    [InlineData("teams", "Which?", true)]
    [InlineData("slack", "Please press the button again.", false)]
    public async Task A_form_that_comes_too_late_takes_the_place_of_the_card_or_is_asked_for_anew(string channel, string told, bool isInPlace)
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        var room = side.PrivateRoomOf(who);
        var card = await side.AskAsync(who, "card", room);
        await side.PressAsync(who, card, VocabularyHandlers.AskLate);

        ((await side.ShouldShowAsync(told, room)).Id == card.Id).ShouldBe(isInPlace);
        (await side.ShownAsync(room)).Any(m => m.Everything.Contains("The card as it was.", StringComparison.Ordinal)).ShouldBe(!isInPlace);
    }

    [Theory]
    [MemberData(nameof(AllChannels))]
    public async Task A_person_who_never_wrote_in_private_is_reached(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        var (side, room) = (bot.Side(channel), bot.Side(channel).Room);
        if (channel == "webchat")
        {
            await side.SayAsync("joris", "help", side.PrivateRoomOf("joris"));
        }
        else
        {
            await side.AskAsync("vera", "help", room);
        }

        await side.SayAsync(BotUnderTest.AdminOn(channel), channel == "webchat" ? "tell joris" : "tell vera");

        await side.ShouldShowAsync("Somebody told me to tell you.", side.PrivateRoomOf(channel == "webchat" ? "joris" : "vera"));
        if (channel != "webchat")
        {
            await Eventually.ShouldBeAsync(
                async () => (await bot.AllAsync<Identity>()).Any(i => i.UserId.EndsWith("vera", StringComparison.OrdinalIgnoreCase) && i.PersonalConversationKey != null),
                "the opened conversation is remembered");
        }
    }
}
