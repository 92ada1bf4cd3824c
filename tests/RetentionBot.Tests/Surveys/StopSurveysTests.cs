using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Surveys;

/// <summary>Who says stop gets no survey any more, whoever asks and whenever.</summary>
public sealed class StopSurveysTests
{
    [Theory]
    [InlineData("teams", "stop", "en", "Understood. You will get no more surveys from us.", ChannelIds.Teams)]
    [InlineData("teams", "Stop maar!", "nl", "Begrepen. Je krijgt geen vragenkaarten meer van ons.", ChannelIds.Teams)]
    [InlineData("slack", "STOP", "en", "Understood. You will get no more surveys from us.", ChannelIds.Slack)]
    [InlineData("slack", "afmelden", "nl", "Begrepen. Je krijgt geen vragenkaarten meer van ons.", ChannelIds.Slack)]
    [InlineData("webchat", "stop.", "en", "Understood. You will get no more surveys from us.", ChannelIds.DirectLine)]
    [InlineData("webchat", "afmelden", "nl", "Begrepen. Je krijgt geen vragenkaarten meer van ons.", ChannelIds.DirectLine)]
    public async Task A_word_is_enough_and_it_holds(string channel, string words, string language, string confirmed, string source)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        await bot.WithDbAsync(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Language, language)));
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf("lotte"));
        // A welcome may still be under way there.
        await side.SayAsync("lotte", words, room);
        (await side.ShouldShowAsync(confirmed, room)).Text.ShouldBe(confirmed);
        (await side.AskAsync("lotte", words, room)).Text.ShouldBe(confirmed);

        var contact = (await bot.AllAsync<Contact>()).ShouldHaveSingleItem();
        var stopped = (await bot.AllAsync<OptOut>()).ShouldHaveSingleItem();
        (stopped.ContactId, stopped.AddressHash, stopped.Source).ShouldBe((contact.Id, OptOut.HashOf("lotte@example.com"), source));
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "survey.opt-out").ShouldBe(1);
        (await bot.Slack.AskAsync("leonie", "nps to lotte@example.com", bot.Slack.PrivateRoomOf("leonie"))).Text
            .ShouldBe("Lotte Jansen asked for no more surveys, so I did not send it. That holds for good.");
        (await SurveyStory.InviteAsync(bot, SurveyQuestion.AboutCase("CS-1", agent: null))).ShouldBe(InviteOutcome.OptedOut);
        (await bot.AllAsync<SurveyInvitation>()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task The_survey_has_a_button_for_it(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf("lotte"));
        var question = await SurveyStory.AskedAsync(bot, channel);
        ChatSideExtensions.ButtonsOf(question).ShouldContain("Don't ask me again");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => side.PressAsync("lotte", question, StopByButton.Verb)));

        (await side.ShouldShowAsync("Understood. You will get no more surveys from us.", room)).Id.ShouldBe(question.Id);
        (await bot.AllAsync<OptOut>()).ShouldHaveSingleItem().Source.ShouldNotBeEmpty();
        (await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2027-Q1"))).ShouldBe(InviteOutcome.OptedOut);
    }

    [Fact]
    public async Task It_holds_for_the_address_should_it_come_again_under_another_name()
    {
        await using var bot = await SurveyStory.WithLotteAsync("slack");
        await bot.Slack.AskAsync("lotte", "stop", bot.Slack.PrivateRoomOf("lotte"));
        await bot.WithDbAsync(async db =>
        {
            // The row she was known by is gone, and the import brings her again.
            await db.OptOuts.ExecuteUpdateAsync(set => set.SetProperty(o => o.ContactId, (long?)null));
            return await db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, "Charlotte Jansen"));
        });

        (await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2027-Q1"))).ShouldBe(InviteOutcome.OptedOut);
    }

    [Fact]
    public async Task A_colleague_and_a_stranger_are_told_that_they_get_none()
    {
        await using var bot = await BotUnderTest.StartAsync();
        bot.Slack.AddPerson("kim", "T0CUSTOMER1");

        (await bot.Slack.AskAsync("anouk", "stop", bot.Slack.PrivateRoomOf("anouk"))).Text.ShouldBe("You get no surveys from me: I put them to people at customers only.");
        (await bot.Slack.AskAsync("kim", "stop", bot.Slack.PrivateRoomOf("kim"))).Text.ShouldBe("I do not know which customer you are with, so I send you no surveys.");
        (await bot.AllAsync<OptOut>()).ShouldBeEmpty();
    }
}
