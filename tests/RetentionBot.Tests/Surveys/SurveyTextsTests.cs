using Microsoft.Extensions.Options;
using RetentionBot.Features.Surveys;
using RetentionBot.Hosting;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Lint;
using RetentionBot.Text;

namespace RetentionBot.Tests.Surveys;

/// <summary>A company puts its own words in place of ours, per language.</summary>
public sealed class SurveyTextsTests
{
    [Fact]
    public async Task The_question_and_what_follows_are_asked_in_the_companys_own_words()
    {
        await using var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Settings = new Dictionary<string, string>
            {
                ["RetentionBot:Surveys:Texts:en:nps.question"] = "Would you recommend Acme Freight to somebody you know?",
                ["RetentionBot:Surveys:Texts:en:nps.follow.promoter"] = "What should we never change?",
            },
        });
        await bot.Company.AddCustomersAsync();
        await Story.MeetLotteAsync(bot, "slack");
        var room = bot.Slack.PrivateRoomOf("lotte");
        await bot.Slack.AskAsync("leonie", "nps to lotte@example.com", bot.Slack.PrivateRoomOf("leonie"));
        await bot.PressScoreAsync("slack", "lotte", await bot.Slack.ShouldShowAsync("Would you recommend Acme Freight", room), "9");

        await bot.Slack.ShouldShowAsync(["What should we never change?", "Good to hear!"], room);
    }

    [Fact]
    public void Words_are_said_in_their_own_language_and_the_others_stay()
    {
        var texts = new SurveyOptions { Texts = new() { ["NL"] = new() { ["say.for"] = "Hoi {name}!" } } }.ToTexts();

        texts.In(Texts.For("nl")).Say("survey.say.for", ("name", "Lotte")).ShouldBe("Hoi Lotte!");
        texts.In(Texts.For("nl")).Say("survey.say.send").ShouldBe("Versturen");
        texts.In(Texts.For("en")).Say("survey.say.for", ("name", "Lotte")).ShouldBe("Lotte, this question is for you.");
    }

    [Theory]
    [InlineData("fr", "nps.question", "Pourquoi ?", "RetentionBot:Surveys:Texts:fr:nps.question is no language I speak; use en or nl.")]
    [InlineData("en", "nps.qestion", "Why?", "RetentionBot:Surveys:Texts:en:nps.qestion is no text of a survey; docs/surveys.md lists them, for example nps.question.")]
    [InlineData("en", "invited", "Why?", "RetentionBot:Surveys:Texts:en:invited is no text of a survey; docs/surveys.md lists them, for example nps.question.")]
    [InlineData("en", "nps.question", " ", "RetentionBot:Surveys:Texts:en:nps.question must have 1 to 300 characters.")]
    [InlineData("en", "say.for", "Dear {nam}", "RetentionBot:Surveys:Texts:en:say.for has the place {nam}, which is filled with nothing; use {name}.")]
    [InlineData("en", "mail.stop", "Stop asking me", "RetentionBot:Surveys:Texts:en:mail.stop must keep the place {link}, or there would be nothing to follow.")]
    [InlineData("nl", "nps.question", "Beste {name}", "RetentionBot:Surveys:Texts:nl:nps.question has the place {name}, which is filled with nothing; take it out.")]
    public void A_wrong_text_stops_the_start_with_a_sentence(string language, string key, string words, string fault)
    {
        var options = new RetentionBotOptions { Surveys = new SurveyOptions { Texts = new() { [language] = new() { [key] = words } } } };

        new RetentionBotOptionsValidator().Validate(Options.DefaultName, options).FailureMessage.ShouldBe(fault);
    }

    [Fact]
    public void Every_text_that_may_be_changed_is_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "surveys.md"));
        Texts.For("en").Keys.Where(key => key.StartsWith(SurveyTexts.Root, StringComparison.Ordinal))
            .Select(key => key[SurveyTexts.Root.Length..])
            .Where(SurveyTexts.IsEditable)
            .Where(key => !page.Contains($"`{key}`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
