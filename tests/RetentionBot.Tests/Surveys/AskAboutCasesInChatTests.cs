using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Jobs;
using RetentionBot.Store;
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

    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task A_lead_asks_about_a_case_and_it_is_asked_about_once(string channel, string lead)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        await bot.InScopeAsync(async services =>
        {
            // Closed too long ago to be asked about by itself.
            var db = services.GetRequiredService<RetentionDb>();
            var customer = (await db.Contacts.SingleAsync()).CustomerId;
            var (then, now) = (TimeProvider.System.GetUtcNow().AddDays(-9), TimeProvider.System.GetUtcNow());
            db.Cases.Add(new SupportCase { SourceKey = "K 1", CustomerId = customer, OpenedAt = then, ClosedAt = then, Agent = "Bram Bakker" });
            db.Cases.Add(new SupportCase { SourceKey = "K-2", CustomerId = customer, OpenedAt = now });
            db.Cases.Add(new SupportCase { SourceKey = "K-3", CustomerId = customer, OpenedAt = then, ClosedAt = then, IsNotToBeAsked = true });
            return await db.SaveChangesAsync();
        });
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(lead));
        foreach (var (words, sentence) in new[]
        {
            ("csat to lotte@example.com", "About which case?"), ("csat to lotte@example.com about K-9", "I know no case K-9"), ("csat to lotte@example.com about K-2", "still open"),
            ("csat aan lotte@example.com over K-3", "labelled no-survey"), ("csat to lotte@example.com about case K 1", "now has the question about case K 1"),
            ("csat to lotte@example.com about K 1", "has the question about case K 1 already"),
        })
        {
            (await side.AskAsync(lead, words, room)).Everything.ShouldContain(sentence);
        }

        await side.ShouldShowAsync([SurveyStory.CsatQuestion, "It is about case K 1."], side.PrivateRoomOf("lotte"));
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Agent.ShouldBe("Bram Bakker");
        (await bot.AllAsync<Outreach>()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(o => o.Reference.ShouldBe("case:K 1"), o => o.State.ShouldBe(OutreachState.Sent));
    }

    private static Task LookAsync(BotUnderTest bot) => bot.Services.GetRequiredService<CaseQuestionUpkeep>().RunAsync(CancellationToken.None);
}
