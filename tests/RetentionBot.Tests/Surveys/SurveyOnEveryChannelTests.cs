using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Surveys;

/// <summary>A contact is asked and answers in their own chat: the same on Teams, on Slack and in the web chat.</summary>
public sealed class SurveyOnEveryChannelTests
{
    [Theory]
    [InlineData("teams", 3, "We are sorry to hear that.", "What went wrong?")]
    [InlineData("teams", 7, "We read every answer", "What would make it a 9?")]
    [InlineData("teams", 8, "We read every answer", "What would make it a 9?")]
    [InlineData("teams", 9, "Good to hear!", "What do you value most?")]
    [InlineData("slack", 3, "We are sorry to hear that.", "What went wrong?")]
    [InlineData("slack", 9, "Good to hear!", "What do you value most?")]
    [InlineData("webchat", 7, "We read every answer", "What would make it a 9?")]
    public async Task Thanks_and_the_next_question_follow_from_the_score(string channel, int score, string thanks, string follow)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var question = await SurveyStory.AskedAsync(bot, channel);
        question.Everything.ShouldContain("Your customer success team sees your answer with your name.");
        await bot.PressScoreAsync(channel, "lotte", question, $"{score}");

        var thanked = await bot.Side(channel).ShouldShowAsync([SurveyStory.Thanks, thanks, follow], bot.Side(channel).PrivateRoomOf("lotte"));
        thanked.Id.ShouldBe(question.Id);
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(score);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_comment_is_added_and_3_becomes_8_and_it_stays_one_answer(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf("lotte"));
        await bot.PressScoreAsync(channel, "lotte", await SurveyStory.AskedAsync(bot, channel), "3");
        var form = await side.OpenFormAsync("lotte", await side.ShouldShowAsync(SurveyStory.Thanks, room), EditAnswer.Verb);
        SurveyStory.WordsOf(form.AsMessage).Concat(form.AsMessage.Parts.Select(p => (string?)(p["label"] as System.Text.Json.Nodes.JsonValue) ?? ""))
            .ShouldContain(words => words.Contains("What went wrong?", StringComparison.Ordinal));
        (await side.SendFormAsync("lotte", form, ("score", "3"), ("comment", " Slow *help* "))).ShouldBeEmpty();
        var thanked = await side.ShouldShowAsync("We have your comment too.", room);
        var first = (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        (first.Score, first.Comment).ShouldBe((3, "Slow *help*"));

        form = await side.OpenFormAsync("lotte", thanked, EditAnswer.Verb);
        form.Content.ToJsonString().ShouldContain("Slow *help*");
        (await side.SendFormAsync("lotte", form, ("score", "8"), ("comment", "Better now"))).ShouldBeEmpty();

        await side.ShouldShowAsync("We read every answer", room);
        var second = (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        (second.Id, second.Score, second.Comment).ShouldBe((first.Id, 8, "Better now"));
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Version.ShouldBe(3);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    [Trait("Conformance", "SL-53")]
    public async Task A_double_press_is_one_row_and_a_late_press_keeps_the_comment(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var question = await SurveyStory.AskedAsync(bot, channel);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => bot.PressScoreAsync(channel, "lotte", question, "9")));
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Version.ShouldBe(1);

        var side = bot.Side(channel);
        var form = await side.OpenFormAsync("lotte", await side.ShouldShowAsync(SurveyStory.Thanks, side.PrivateRoomOf("lotte")), EditAnswer.Verb);
        (await side.SendFormAsync("lotte", form, ("score", "9"), ("comment", "Kept"))).ShouldBeEmpty();
        await bot.PressScoreAsync(channel, "lotte", question, "10");

        var answer = (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        (answer.Score, answer.Comment).ShouldBe((10, "Kept"));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    [Trait("Conformance", "BF-51")]
    public async Task What_is_no_score_gets_a_sentence_and_is_not_stored(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var question = await SurveyStory.AskedAsync(bot, channel);
        foreach (var score in (string?[])["11", "-1", "3.5", "ten", null])
        {
            var told = await bot.PressScoreAsync(channel, "lotte", question, score);

            await bot.ShouldBeToldAsync(channel, told, "Choose a whole number from 0 to 10.", bot.Side(channel).PrivateRoomOf("lotte"));
        }

        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().AnsweredAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("webchat")]
    [Trait("Conformance", "BF-51")]
    public async Task A_form_with_no_score_comes_back_with_the_sentence_and_the_comment(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var side = bot.Side(channel);
        await bot.PressScoreAsync(channel, "lotte", await SurveyStory.AskedAsync(bot, channel), "3");
        var form = await side.OpenFormAsync("lotte", await side.ShouldShowAsync(SurveyStory.Thanks, side.PrivateRoomOf("lotte")), EditAnswer.Verb);

        (await side.SendFormAsync("lotte", form, ("score", "11"), ("comment", "Not lost"))).ShouldBe(["Choose a whole number from 0 to 10."]);
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(3);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_comment_that_is_too_long_is_refused_and_nothing_is_stored(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var side = bot.Side(channel);
        await bot.PressScoreAsync(channel, "lotte", await SurveyStory.AskedAsync(bot, channel), "3");
        var form = await side.OpenFormAsync("lotte", await side.ShouldShowAsync(SurveyStory.Thanks, side.PrivateRoomOf("lotte")), EditAnswer.Verb);

        (await side.SendFormAsync("lotte", form, ("score", "9"), ("comment", new string('é', 4001))))
            .ShouldBe(["Your comment has 4,001 characters; at most 4,000 fit. Nothing is saved yet: shorten it and send it again."]);
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Score.ShouldBe(3), r => r.Comment.ShouldBeNull());

        (await side.SendFormAsync("lotte", form, ("score", "9"), ("comment", new string('é', 4000)))).ShouldBeEmpty();
        await side.ShouldShowAsync("We have your comment too.", side.PrivateRoomOf("lotte"));
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Comment!.Length.ShouldBe(4000);
    }

    [Fact]
    public async Task A_question_sent_with_a_comment_that_is_too_long_comes_back_with_what_was_typed()
    {
        await using var bot = await SurveyStory.WithLotteAsync("teams");
        var question = await SurveyStory.AskedAsync(bot, "teams");
        var back = await bot.Teams.PressAsync("lotte", question, AnswerSurvey.Verb, ("score", "9"), ("comment", $"Not lost {new string('x', 4000)}"));

        back.ShouldContain("at most 4,000 fit");
        back.ShouldContain("Not lost xxx");
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Conformance", "SL-23")]
    public async Task A_modal_with_no_score_says_so_beside_the_input()
    {
        await using var bot = await SurveyStory.WithLotteAsync("slack");
        var question = await SurveyStory.AskedAsync(bot, "slack");
        var form = await bot.Slack.OpenModalAsync("lotte", question);

        (await bot.Slack.SendFormAsync("lotte", form, ("score", "11"), ("comment", "Fine"))).ShouldBe(["Choose a whole number from 0 to 10."]);
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
        (await bot.Slack.SendFormAsync("lotte", form, ("score", "10"), ("comment", "Fine"))).ShouldBeEmpty();
        await bot.Slack.ShouldShowAsync("We have your comment too.", bot.Slack.PrivateRoomOf("lotte"));
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(10);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task After_the_close_nothing_changes_and_that_is_said(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf("lotte"));
        var question = await SurveyStory.AskedAsync(bot, channel);
        await bot.PressScoreAsync(channel, "lotte", question, "3");
        var thanked = await side.ShouldShowAsync(SurveyStory.Thanks, room);
        await SurveyStory.CloseAsync(bot);

        var told = await bot.PressScoreAsync(channel, "lotte", question, "8");
        await bot.ShouldBeToldAsync(channel, told, "This survey is closed. Nothing was changed.", room);
        told = await side.PressAsync("lotte", thanked, EditAnswer.Verb);
        if (channel == "teams")
        {
            told.ShouldContain("This survey is closed.");
        }

        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(3);
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Version.ShouldBe(1);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    [Trait("Conformance", "SL-30")]
    public async Task A_made_up_invitation_is_refused_and_noted(string channel)
    {
        const string MadeUp = "0198f1f2000070008000000000009999";
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var question = await SurveyStory.AskedAsync(bot, channel);
        var invitation = (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem();
        var told = await bot.PressScoreAsync(channel, "lotte", SurveyStory.Retouched(question, $"{invitation.Id:N}", MadeUp), "0");

        await bot.ShouldBeToldAsync(channel, told, "This survey no longer exists.", question.Room);
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
        (await bot.AllAsync<AuditEvent>()).Single(a => a.Deed == "survey.refuse").Subject.ShouldBe($"survey:{MadeUp}");
    }

    [Theory]
    [InlineData("teams", "leonie", AnswerSurvey.Verb)]
    [InlineData("teams", "leonie", StopByButton.Verb)]
    [InlineData("slack", "leonie", AnswerSurvey.Verb)]
    [InlineData("slack", "leonie", StopByButton.Verb)]
    [InlineData("webchat", "daan", AnswerSurvey.Verb)]
    [InlineData("webchat", "daan", StopByButton.Verb)]
    [Trait("Conformance", "SL-53")]
    public async Task A_forwarded_card_is_worth_nothing_to_a_colleague(string channel, string who, string verb)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var question = (await SurveyStory.AskedAsync(bot, channel)) with { Room = bot.Side(channel).PrivateRoomOf(who) };
        var told = verb == AnswerSurvey.Verb ? await bot.PressScoreAsync(channel, who, question, "0") : await bot.Side(channel).PressAsync(who, question, verb);

        await bot.ShouldBeToldAsync(channel, told, "This survey was addressed to somebody else.", question.Room);
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
        (await bot.AllAsync<OptOut>()).ShouldBeEmpty();
        var invitation = (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem();
        (await bot.AllAsync<AuditEvent>()).Single(a => a.Deed == "survey.refuse").Subject.ShouldBe($"survey:{invitation.Id:N}");
    }

    [Theory]
    [InlineData("teams", 5, "Good to hear!", "What did we do well?")]
    [InlineData("slack", 3, "We will see what could have gone better.", "What could we have done better?")]
    [InlineData("webchat", 1, "We are sorry to hear that.", "Where did we let you down?")]
    public async Task A_closed_case_is_asked_about_from_1_to_5_and_its_agent_is_kept(string channel, int score, string thanks, string follow)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf("lotte"));
        var about = SurveyQuestion.AboutCase("CS-1042", "Bram Bakker");
        (await SurveyStory.InviteAsync(bot, about)).ShouldBe(InviteOutcome.Invited);
        (await SurveyStory.InviteAsync(bot, about)).ShouldBe(InviteOutcome.AlreadyInvited);
        var question = await side.ShouldShowAsync([SurveyStory.CsatQuestion, "It is about case CS-1042."], room);
        var told = await bot.PressScoreAsync(channel, "lotte", question, "6");
        await bot.ShouldBeToldAsync(channel, told, "Choose a whole number from 1 to 5.", room);

        await bot.PressScoreAsync(channel, "lotte", question, $"{score}");

        await side.ShouldShowAsync([SurveyStory.Thanks, thanks, follow], room);
        var answer = (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        (answer.Kind, answer.Score, answer.Round).ShouldBe((SurveyKind.Csat, score, "case:CS-1042"));
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Agent.ShouldBe("Bram Bakker");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task The_answer_to_a_test_is_kept_and_never_counted(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        (await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "try-out") { IsTest = true })).ShouldBe(InviteOutcome.Invited);
        var room = bot.Side(channel).PrivateRoomOf("lotte");
        var question = await bot.Side(channel).ShouldShowAsync([SurveyStory.NpsQuestion, "This is a test: the answer does not count."], room);
        await bot.PressScoreAsync(channel, "lotte", question, "9");

        await bot.Side(channel).ShouldShowAsync(SurveyStory.Thanks, room);
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Score.ShouldBe(9);
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
    }
}
