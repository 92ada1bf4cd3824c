using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Surveys;
using RetentionBot.Jobs;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Surveys;

/// <summary>A case is imported as closed: the contact is asked in their chat, and a colleague learns why somebody was not.</summary>
public sealed class AskAboutCasesInChatTests
{
    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_closed_case_is_asked_about_and_the_answer_keeps_case_and_agent(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        await bot.Company.CloseCaseAsync("K-17");
        await LookAsync(bot);
        var room = bot.Side(channel).PrivateRoomOf("lotte");
        var question = await bot.Side(channel).ShouldShowAsync([SurveyStory.CsatQuestion, "It is about case K-17."], room);
        await bot.PressScoreAsync(channel, "lotte", question, "5");
        await bot.Side(channel).ShouldShowAsync([SurveyStory.Thanks, "What did we do well?"], room);

        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.Kind.ShouldBe(SurveyKind.Csat), r => r.Round.ShouldBe("case:K-17"), r => r.Score.ShouldBe(5));
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Agent.ShouldBe("Bram Bakker");

        // The same import again, and another case the same day.
        await bot.Company.CloseCaseAsync("K-17");
        await bot.Company.CloseCaseAsync("K-18");
        await LookAsync(bot);
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task Why_a_case_was_not_asked_about_is_told(string channel, string lead)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        await bot.Company.CloseCaseAsync("K-17", "billing;No-Survey");
        await LookAsync(bot);
        await bot.Company.CloseCaseAsync("K-18");
        await LookAsync(bot);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(lead));
        (await side.AskAsync(lead, "why did Klant 1 get nothing?", room)).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("Lotte Jansen, CSAT, case K-17: the case is labelled not to ask"),
            said => said.ShouldContain("Lotte Jansen, CSAT, case K-18: cannot be reached"));
        (await side.AskAsync(lead, "waarom kreeg Klant 1 niets?", room)).Everything.ShouldContain("CSAT, hulpvraag K-17: de vraag van de klant heeft het label");
        (await bot.AllAsync<SurveyInvitation>()).ShouldBeEmpty();
    }

    private static Task LookAsync(BotUnderTest bot) => bot.Services.GetRequiredService<CaseQuestionUpkeep>().RunAsync(CancellationToken.None);
}
