using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Surveys;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

/// <summary>What somebody of another company can do whose workspace shares a channel with ours: answer the survey put to them, and nothing else.</summary>
public sealed class OtherCompanyOnSlackTests
{
    private const string TheirTeam = "T0CUSTOM99";

    [Theory]
    [Trait("Conformance", "SL-48")]
    [InlineData(AcknowledgeAlert.Verb)]
    [InlineData(ResolveAlert.Verb)]
    public async Task A_press_on_an_alert_is_refused_in_private_and_noted_and_the_alert_stays_as_it_was(string verb)
    {
        await using var bot = await Story.WithAlertAsync("slack");
        bot.Slack.AddPerson("kim", TheirTeam);
        var card = await Story.CardAsync(bot, "slack");
        (await bot.Slack.PressAsync("kim", card, verb)).ShouldBeEmpty();

        var told = await bot.Slack.ShouldShowAsync("Only colleagues can handle alerts.");
        bot.Slack.Fake.Messages.Single(m => m.Ts == told.Id).OnlyFor.ShouldBe(SlackSide.IdOf("kim"));
        bot.Slack.Fake.Views.Open.ShouldBeEmpty();
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Open, null, null, "Raised", null));
        (await Story.CardAsync(bot, "slack")).Everything.ShouldBe(card.Everything);
        var alert = (await bot.AllAsync<Alert>()).ShouldHaveSingleItem();
        var noted = (await bot.AllAsync<AuditEvent>()).Single(a => a.Deed == "alert.refuse");
        (noted.By, noted.Subject, noted.Note).ShouldBe(($"slack|T0STAFF001|{SlackSide.IdOf("kim")}", $"alert:{alert.Id:N}", verb));
    }

    [Theory]
    [Trait("Conformance", "SL-49")]
    [InlineData("show churn for all customers")]
    [InlineData("what was churn last month")]
    public async Task A_question_in_a_connected_channel_gets_no_figure(string question)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        await bot.ConnectAsync("slack", "en");
        bot.Slack.AddPerson("kim", TheirTeam);
        await bot.Slack.SayAsync("kim", question);

        await bot.Slack.ShouldShowAsync("I share company figures with colleagues only.");
        bot.Slack.Fake.Messages.ShouldAllBe(m => !$"{m.Text} {m.Blocks}".Contains("25", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Conformance", "SL-53")]
    public async Task The_survey_put_to_somebody_is_answered_by_them_once_and_by_nobody_else_there()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        bot.Slack.AddPerson("kim", TheirTeam);
        bot.Slack.AddPerson("sam", TheirTeam);
        await bot.Slack.AskAsync("leonie", $"link <@{SlackSide.IdOf("kim")}> to lotte@example.com");
        var room = bot.Slack.PrivateRoomOf("kim");
        await bot.Slack.AskAsync("kim", "help", room);
        await bot.Slack.AskAsync("leonie", "nps to lotte@example.com", bot.Slack.PrivateRoomOf("leonie"));
        var question = await bot.Slack.ShouldShowAsync($"{AnswerSurvey.Verb}#9", room);

        await bot.Slack.PressButtonAsync("sam", question, $"{AnswerSurvey.Verb}#0");
        await bot.Slack.ShouldShowAsync("This survey was addressed to somebody else.", room);
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();

        await bot.Slack.PressButtonAsync("kim", question, $"{AnswerSurvey.Verb}#9");
        await bot.Slack.PressButtonAsync("kim", question, $"{AnswerSurvey.Verb}#9");
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(9);
    }
}
