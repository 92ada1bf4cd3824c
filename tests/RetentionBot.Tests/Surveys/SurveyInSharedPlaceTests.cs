using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Surveys;

/// <summary>A contact without a chat of their own is asked in the place of their company, where others read along: a shared channel of Teams, Slack Connect.</summary>
public sealed class SurveyInSharedPlaceTests
{
    private const string ForeignTenant = "7c0d5b1e-2f63-4a8e-9b1d-0e4f6a2c8d77";
    private const string ForeignTeam = "T0CUSTOMER1";

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [Trait("Conformance", "SL-53")]
    public async Task The_one_who_is_named_answers_and_nobody_sees_what(string channel)
    {
        await using var bot = await WithSharedPlaceAsync(channel);
        var side = bot.Side(channel);
        await bot.Slack.AskAsync("leonie", "nps to lotte@example.com", bot.Slack.PrivateRoomOf("leonie"));
        var question = await side.ShouldShowAsync([SurveyStory.NpsQuestion, "this question is for you", "Nobody else in this place sees your score or your comment."]);
        question.Everything.ShouldContain(channel == "slack" ? $"<@{SlackSide.IdOf("lotte")}>, this" : "<at>Lotte Jansen</at>, this");
        if (channel == "teams")
        {
            ((string?)question.Content!["msteams"]!["entities"]![0]!["mentioned"]!["id"]).ShouldBe(TeamsSide.IdOf("lotte"));
        }

        var told = await bot.PressScoreAsync(channel, "lotte", question, "3");

        var shown = await side.ShouldShowAsync([SurveyStory.Thanks, "Lotte Jansen, your answer is in."]);
        shown.Id.ShouldBe(question.Id);
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(3);
        if (channel == "slack")
        {
            var confirmed = await side.ShouldShowAsync("Your answer is in. You can change it");
            bot.Slack.Fake.Messages.Single(m => m.Ts == confirmed.Id).OnlyFor.ShouldBe(SlackSide.IdOf("lotte"));
        }
        else
        {
            told.ShouldContain("Lotte Jansen, your answer is in.");
        }

        await NothingOfTheAnswerShowsAsync(bot, channel);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task The_comment_and_the_change_are_made_in_private(string channel)
    {
        await using var bot = await WithSharedPlaceAsync(channel);
        var side = bot.Side(channel);
        await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2026-Q4"));
        await bot.PressScoreAsync(channel, "lotte", await side.ShouldShowAsync(SurveyStory.NpsQuestion), "3");
        var thanked = await side.ShouldShowAsync("Lotte Jansen, your answer is in.");
        var form = await side.OpenFormAsync("lotte", thanked, EditAnswer.Verb);
        form.Content.ToJsonString().ShouldContain("What went wrong?");
        (await side.SendFormAsync("lotte", form, ("score", "8"), ("comment", "Secret words"))).ShouldBeEmpty();

        var answer = await Eventually.ShouldGiveAsync(async () => (await bot.AllAsync<SurveyResponse>()).SingleOrDefault(r => r.Score == 8), "the answer is changed");
        answer.Comment.ShouldBe("Secret words");
        await NothingOfTheAnswerShowsAsync(bot, channel);
    }

    [Theory]
    [InlineData("teams", "anouk", AnswerSurvey.Verb)]
    [InlineData("teams", "sam", AnswerSurvey.Verb)]
    [InlineData("teams", "sam", StopByButton.Verb)]
    [InlineData("slack", "anouk", AnswerSurvey.Verb)]
    [InlineData("slack", "sam", AnswerSurvey.Verb)]
    [InlineData("slack", "sam", StopByButton.Verb)]
    [Trait("Conformance", "SL-53")]
    public async Task Somebody_else_there_is_refused_in_private_and_it_is_noted(string channel, string who, string verb)
    {
        await using var bot = await WithSharedPlaceAsync(channel);
        var side = bot.Side(channel);
        await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2026-Q4"));
        var question = await side.ShouldShowAsync(SurveyStory.NpsQuestion);
        var told = verb == AnswerSurvey.Verb ? await bot.PressScoreAsync(channel, who, question, "0") : await side.PressAsync(who, question, verb);

        await bot.ShouldBeToldAsync(channel, told, "This survey was addressed to somebody else.", side.Room);
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().AnsweredAt.ShouldBeNull();
        (await bot.AllAsync<OptOut>()).ShouldBeEmpty();
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "survey.refuse").ShouldBe(1);
        (await side.ShownAsync()).Single(m => m.Id == question.Id).Everything.ShouldBe(question.Everything);
        if (channel == "slack")
        {
            bot.Slack.Fake.Messages.Single(m => m.Text.Contains("somebody else", StringComparison.Ordinal)).OnlyFor.ShouldBe(SlackSide.IdOf(who));
        }
        else
        {
            (await side.ShownAsync()).ShouldAllBe(m => !m.Text.Contains("somebody else", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task Who_says_stop_there_is_told_alone_and_the_card_says_it_is_over(string channel)
    {
        await using var bot = await WithSharedPlaceAsync(channel);
        var side = bot.Side(channel);
        await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2026-Q4"));
        var question = await side.ShouldShowAsync(SurveyStory.NpsQuestion);
        var answer = await side.PressAsync("lotte", question, StopByButton.Verb);

        (await side.ShouldShowAsync("This survey is over.")).Id.ShouldBe(question.Id);
        (await bot.AllAsync<OptOut>()).ShouldHaveSingleItem();
        if (channel == "slack")
        {
            var told = await side.ShouldShowAsync("You will get no more surveys from us.");
            bot.Slack.Fake.Messages.Single(m => m.Ts == told.Id).OnlyFor.ShouldBe(SlackSide.IdOf("lotte"));
        }
        else
        {
            answer.ShouldContain("You will get no more surveys from us.");
            (await side.ShownAsync()).ShouldAllBe(m => !m.Everything.Contains("no more surveys", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("teams", "this channel is c2")]
    [InlineData("slack", "this channel is c2")]
    [InlineData("slack", "this channel is nobody")]
    public async Task In_a_place_that_is_not_their_companys_nobody_is_asked(string channel, string words)
    {
        await using var bot = await WithSharedPlaceAsync(channel);
        await bot.Side(channel).AskAsync("leonie", words);

        (await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2026-Q4"))).ShouldBe(InviteOutcome.NoMail);
        (await bot.AllAsync<SurveyInvitation>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Their_own_chat_comes_before_the_companys_place()
    {
        await using var bot = await WithSharedPlaceAsync("slack");
        await bot.Slack.AskAsync("lotte", "help", bot.Slack.PrivateRoomOf("lotte"));
        await bot.Slack.AskAsync("lotte", "help");
        await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2026-Q4"));

        await bot.Slack.ShouldShowAsync(SurveyStory.NpsQuestion, bot.Slack.PrivateRoomOf("lotte"));
        (await bot.Slack.ShownAsync()).ShouldAllBe(m => !m.Text.Contains(SurveyStory.NpsQuestion, StringComparison.Ordinal));
    }

    /// <summary>The room is Lotte's company's, and she has spoken there; so has Sam, another contact of the same company.</summary>
    internal static async Task<BotUnderTest> WithSharedPlaceAsync(string channel)
    {
        var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        var side = bot.Side(channel);
        await side.AskAsync("leonie", "this channel is c1");
        foreach (var who in (string[])["lotte", "sam"])
        {
            bot.Teams.AddOutsider(who, bot.Teams.Room, ForeignTenant);
            bot.Slack.AddPerson(who, ForeignTeam);
            await side.AskAsync(who, "help");
        }

        if (channel == "slack")
        {
            // Slack gives no address of somebody of another workspace.
            await side.AskAsync("leonie", $"link <@{SlackSide.IdOf("lotte")}> to lotte@example.com");
        }

        var contact = (await bot.AllAsync<Contact>()).ShouldHaveSingleItem();
        (await bot.WithDbAsync(db => db.Identities.CountAsync(i => i.ContactId == contact.Id))).ShouldBe(1);
        await bot.WithDbAsync(async db =>
        {
            var sam = db.Contacts.Add(new Contact { SourceKey = "p2", CustomerId = contact.CustomerId, Name = "Sam Post" }).Entity;
            await db.SaveChangesAsync();
            var id = channel == "slack" ? SlackSide.IdOf("sam") : TeamsSide.IdOf("sam");
            return await db.Identities.Where(i => i.UserId == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.ContactId, sam.Id));
        });
        return bot;
    }

    /// <summary>No message that others read holds a score, a band's thanks or a comment.</summary>
    private static async Task NothingOfTheAnswerShowsAsync(BotUnderTest bot, string channel)
    {
        var forAll = channel == "slack"
            ? bot.Slack.Fake.Messages.Where(m => m.OnlyFor is null && m.Channel == bot.Slack.Room).Select(m => new ShownMessage(m.Channel, m.Ts, m.Text, m.Blocks)).ToList()
            : await bot.Side(channel).ShownAsync();
        var words = forAll.Where(m => m.Everything.Contains(EditAnswer.Verb, StringComparison.Ordinal)).ToList();
        words.ShouldHaveSingleItem();
        SurveyStory.WordsOf(words[0]).ShouldAllBe(w => !w.Any(char.IsDigit));
        forAll.ShouldAllBe(m => !m.Everything.Contains("sorry", StringComparison.Ordinal) && !m.Everything.Contains("What went wrong", StringComparison.Ordinal)
            && !m.Everything.Contains("Secret", StringComparison.Ordinal));
    }
}
