using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Feedback;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.SurveyPage;
using RetentionBot.Tests.Surveys;

namespace RetentionBot.Tests.Feedback;

/// <summary>An unhappy answer and what becomes of it, told on each channel.</summary>
public sealed class FeedbackInChatTests
{
    public static TheoryData<string> Channels => ["teams", "slack", "webchat"];

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task The_owner_is_told_in_private_and_closes_the_loop_step_by_step(string channel)
    {
        await using var bot = await OwnedAsync(channel);
        var (side, owner) = (bot.Side(channel), OwnerOn(channel));
        var room = side.PrivateRoomOf(owner);
        await bot.PressScoreAsync(channel, "lotte", await SurveyStory.AskedAsync(bot, channel), "3");
        var card = await side.ShouldShowAsync(["Unhappy answer", "Lotte Jansen", "3 of 10", "Somebody is unhappy"], room);
        await NothingInTheRoomAsync(bot, channel);

        await side.PressAsync(owner, card, MarkContacted.Verb);
        card = await side.ShouldShowAsync(["Unhappy answer", "Step 1 of 3"], room);
        (await side.SendFormAsync(owner, await side.OpenFormAsync(owner, card, AskWhatWasDone.Verb), (FeedbackForms.Note, "Invoice *corrected*"))).ShouldBeEmpty();
        card = await side.ShouldShowAsync(["Unhappy answer", "Step 2 of 3", "corrected"], room);
        await side.PressAsync(owner, card, MarkTold.Verb);
        card = await side.ShouldShowAsync(["Unhappy answer", "They heard in time"], room);
        var form = await side.OpenFormAsync(owner, card, AskReason.Verb);
        (await side.SendFormAsync(owner, form, (FeedbackForms.Reason, "weather"))).ShouldBe(["Choose a reason."]);
        (await side.SendFormAsync(owner, form, (FeedbackForms.Reason, "quality"))).ShouldBeEmpty();
        await side.ShouldShowAsync(["Unhappy answer", "Something does not work well"], room);

        var feedback = (await bot.AllAsync<FeedbackCase>()).ShouldHaveSingleItem();
        (feedback.Stage, feedback.Reason, feedback.ActionNote).ShouldBe((FeedbackStage.Closed, FeedbackReason.Quality, "Invoice *corrected*"));
        (await bot.AllAsync<DueTimer>()).ShouldAllBe(t => !t.Kind.StartsWith("feedback.", StringComparison.Ordinal));
        (await bot.AllAsync<AuditEvent>()).Select(a => a.Deed).Where(d => d.StartsWith("feedback.", StringComparison.Ordinal))
            .ShouldBe(["feedback.open", MarkContacted.Verb, KeepAction.Verb, MarkTold.Verb, CloseFeedback.Verb]);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task A_step_out_of_turn_and_a_press_twice_say_so_and_change_nothing(string channel)
    {
        await using var bot = await OwnedAsync(channel);
        var (side, owner) = (bot.Side(channel), OwnerOn(channel));
        var room = side.PrivateRoomOf(owner);
        await bot.PressScoreAsync(channel, "lotte", await SurveyStory.AskedAsync(bot, channel), "0");
        var open = await side.ShouldShowAsync(["Unhappy answer", "Somebody is unhappy"], room);

        var early = SurveyStory.Retouched(open, MarkContacted.Verb, CloseFeedback.Verb);
        await bot.ShouldBeToldAsync(channel, await side.PressAsync(owner, early, CloseFeedback.Verb), "Not yet: the step before it is missing.", room);
        (await bot.AllAsync<FeedbackCase>()).ShouldHaveSingleItem().Stage.ShouldBe(FeedbackStage.Open);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => side.PressAsync(owner, open, MarkContacted.Verb)));
        await side.ShouldShowAsync(["Unhappy answer", "Step 1 of 3"], room);
        await bot.ShouldBeToldAsync(channel, await side.PressAsync(owner, open, MarkContacted.Verb), "That was done already", room);
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == MarkContacted.Verb).ShouldBe(1);
    }

    [Theory]
    [InlineData("webchat", "lotte", "Only colleagues")]
    [InlineData("webchat", "joris", "Deze zaak is niet van jou")]
    public async Task Whose_case_it_is_not_sees_and_changes_nothing(string channel, string who, string told)
    {
        await using var bot = await OwnedAsync(channel);
        var side = bot.Side(channel);
        await bot.PressScoreAsync(channel, "lotte", await SurveyStory.AskedAsync(bot, channel), "3");
        var open = await side.ShouldShowAsync(["Unhappy answer", "Somebody is unhappy"], side.PrivateRoomOf(OwnerOn(channel)));
        var room = side.PrivateRoomOf(who);
        var answer = await side.PressAsync(who, open with { Room = room }, MarkContacted.Verb);

        await bot.ShouldBeToldAsync(channel, answer, told, room);
        (await bot.AllAsync<FeedbackCase>()).ShouldHaveSingleItem().Stage.ShouldBe(FeedbackStage.Open);
        (await bot.AllAsync<AuditEvent>()).ShouldContain(a => a.Deed == "feedback.refuse");
        (await side.ShownAsync(room)).ShouldAllBe(m => !m.Everything.Contains("Unhappy answer", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task The_list_is_told_in_the_own_chat_only_in_both_languages(string channel)
    {
        await using var bot = await OwnedAsync(channel);
        var (side, owner) = (bot.Side(channel), OwnerOn(channel));
        var room = side.PrivateRoomOf(owner);
        await bot.PressScoreAsync(channel, "lotte", await SurveyStory.AskedAsync(bot, channel), "3");
        await side.ShouldShowAsync(["Unhappy answer", "Somebody is unhappy"], room);

        await side.SayAsync(owner, "feedback", room);
        var list = await side.ShouldShowAsync(["1 case is open", "Lotte Jansen: 3 of 10"], room);
        await side.PressAsync(owner, list, ShowFeedback.Verb);
        await Eventually.ShouldBeAsync(
            async () => (await side.ShownAsync(room)).Count(m => m.Everything.Contains("Unhappy answer", StringComparison.Ordinal)) >= 2, "the card is shown once more");
        await side.SayAsync(owner, "klantreacties", room);
        await side.ShouldShowAsync(["Er staat 1 zaak open", "Lotte Jansen"], room);

        if (channel != "webchat")
        {
            await side.SayAsync(owner, "feedback", side.Room);
            await side.ShouldShowAsync("only in our own chat", side.Room);
            await NothingInTheRoomAsync(bot, channel);
        }

        var viewer = channel == "webchat" ? "joris" : "vera";
        (await side.AskAsync(viewer, "feedback", side.PrivateRoomOf(viewer))).Everything.ShouldNotContain("Lotte");
    }

    [Fact]
    public async Task An_answer_by_link_opens_a_case_too()
    {
        await using var story = await LinkStory.StartAsync();
        await story.PostAsync(story.Page, ("score", "4"));
        (await story.Bot.AllAsync<FeedbackCase>()).ShouldHaveSingleItem().Score.ShouldBe(4);
        await story.PostAsync(story.Page, ("score", "8"));
        (await story.Bot.AllAsync<FeedbackCase>()).ShouldHaveSingleItem().Score.ShouldBe(8);
    }

    /// <summary>The web chat has no rooms but people's own.</summary>
    private static async Task NothingInTheRoomAsync(BotUnderTest bot, string channel)
    {
        if (channel != "webchat")
        {
            (await bot.Side(channel).ShownAsync()).ShouldAllBe(m => !m.Everything.Contains("Lotte", StringComparison.Ordinal));
        }
    }

    private static string OwnerOn(string channel) => channel == "webchat" ? "daan" : "bram";

    /// <summary>Lotte has a chat, and so has the colleague whose customer she is of.</summary>
    private static async Task<BotUnderTest> OwnedAsync(string channel)
    {
        var bot = await SurveyStory.WithLotteAsync(channel);
        var (side, owner) = (bot.Side(channel), OwnerOn(channel));
        var name = channel == "webchat" ? "Daan Visser" : "Bram Bakker";
        await bot.WithDbAsync(db => db.Customers.Where(c => c.SourceKey == "c1").ExecuteUpdateAsync(set => set.SetProperty(c => c.Owner, name)));
        await side.SayAsync(owner, "help", side.PrivateRoomOf(owner));
        await side.ShouldShowAsync("Handle alerts", side.PrivateRoomOf(owner));
        return bot;
    }
}
