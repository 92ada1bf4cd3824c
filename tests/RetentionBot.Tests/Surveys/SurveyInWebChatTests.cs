using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Lint;
using RetentionBot.WebChat;

namespace RetentionBot.Tests.Surveys;

public sealed class SurveyInWebChatTests
{
    private const string Lotte = "webchat-lotte";
    private const string Thanks = "Bedankt voor je antwoord";

    [Fact]
    public async Task A_lead_asks_and_the_contact_answers_once_with_score_and_comment()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var card = await InviteAsync(bot);
        await bot.WebChat.PressAsync("lotte", card, AnswerSurvey.Verb, ("score", "9"), ("comment", "  Snelle hulp  "));

        var thanks = await bot.WebChat.ShouldShowAsync(Thanks, Lotte);
        thanks.Id.ShouldBe(card.Id);
        CardRules.Words(thanks.Content!.AsObject()).ShouldAllBe(words => !words.Any(char.IsDigit));
        thanks.Parts.ShouldNotContain(p => (string?)p["type"] == "Input.ChoiceSet");
        var answer = (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        (answer.Score, answer.Comment, answer.Kind).ShouldBe((9, "Snelle hulp", SurveyKind.Nps));
    }

    [Fact]
    [Trait("Conformance", "SL-53")]
    public async Task A_double_press_is_one_answer()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var card = await InviteAsync(bot);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => bot.WebChat.PressAsync("lotte", card, AnswerSurvey.Verb, ("score", "9"))));

        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(9);
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Version.ShouldBe(1);
    }

    [Fact]
    [Trait("Conformance", "SL-53")]
    public async Task A_changed_mind_changes_the_one_answer_and_moves_the_figure()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var card = await InviteAsync(bot);
        await bot.WebChat.PressAsync("lotte", card, AnswerSurvey.Verb, ("score", "3"));
        (await NpsOfTodayAsync(bot)).ShouldBe(-100);

        await bot.WebChat.PressAsync("lotte", card, AnswerSurvey.Verb, ("score", "8"));
        (await NpsOfTodayAsync(bot)).ShouldBe(0);
        (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(8);
    }

    [Fact, Trait("Conformance", "BF-51")]
    public async Task What_is_no_score_gets_a_sentence_and_is_not_stored()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var card = await InviteAsync(bot);
        var told = 0;
        foreach (var score in (string?[])["11", "-1", "3.5", "ten", null])
        {
            await bot.WebChat.PressAsync("lotte", card, AnswerSurvey.Verb, score is null ? [("comment", "Prima")] : [("score", score)]);
            told++;
            await Eventually.ShouldBeAsync(
                async () => (await bot.WebChat.ShownAsync(Lotte)).Count(m => m.Text == "Kies een heel getal van 0 tot en met 10.") == told, $"the sentence is said of {score}");
        }

        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().AnsweredAt.ShouldBeNull();
    }

    [Theory]
    [Trait("Conformance", "SL-53")]
    [InlineData("daan")]
    [InlineData("joris")]
    [Trait("Conformance", "BF-51")]
    public async Task Nobody_else_can_answer_for_the_contact(string who)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var card = await InviteAsync(bot);
        await bot.WebChat.SendAsync(who, WebChatSide.Press(card, AnswerSurvey.Verb, ("score", "0")));

        await Eventually.ShouldBeAsync(
            async () => (await bot.WebChat.ShownAsync($"webchat-{who}")).Any(m =>
                m.Text is "This survey was addressed to somebody else." or "Deze vraag was aan iemand anders gericht."),
            "the press is refused");
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Conformance", "SL-53")]
    [Trait("Conformance", "BF-51")]
    public async Task Another_contact_cannot_answer_for_the_contact_either()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await InviteAsync(bot);
        var invitation = (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem();
        var room = bot.Teams.PrivateRoomOf("piet");
        bot.Teams.AddOutsider("piet", room);
        await bot.Teams.AskAsync("piet", "help", room);
        await bot.WithDbAsync(async db =>
        {
            var customer = await db.Customers.FirstAsync();
            var piet = db.Contacts.Add(new Contact { SourceKey = "p2", CustomerId = customer.Id, Name = "Piet Post", Email = "piet@example.com" }).Entity;
            await db.SaveChangesAsync();
            (await db.Identities.SingleAsync(i => i.PersonKey.EndsWith("29:piet"))).ContactId = piet.Id;
            return await db.SaveChangesAsync();
        });

        var button = new JsonObject { ["type"] = "Action.Execute", ["verb"] = AnswerSurvey.Verb, ["data"] = new JsonObject { ["invitation"] = $"{invitation.Id:N}" } };
        (await bot.Teams.PressAsync("piet", new ShownMessage(room, "1", "", button), AnswerSurvey.Verb, ("score", "0")))
            .ShouldContain("This survey was addressed to somebody else.");
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
    }

    /// <summary>Lotte opens her chat, and a lead on Slack has her asked.</summary>
    private static async Task<ShownMessage> InviteAsync(BotUnderTest bot)
    {
        await bot.Company.AddCustomersAsync();
        await bot.InScopeAsync(async services =>
        {
            await services.GetRequiredService<WebChatSeed>().ConnectAsync(CancellationToken.None);
            return true;
        });
        await bot.WithDbAsync(async db =>
        {
            var identity = await db.Identities.SingleAsync(i => i.PersonKey == WebChatPeople.Customer.Person.Key);
            identity.ContactId = (await db.Contacts.SingleAsync()).Id;
            return await db.SaveChangesAsync();
        });
        var told = await bot.Slack.AskAsync("leonie", "nps to lotte@example.com", bot.Slack.PrivateRoomOf("leonie"));
        told.Text.ShouldBe("Lotte Jansen now has the NPS question.");
        return await bot.WebChat.ShouldShowAsync("Hoe waarschijnlijk is het", Lotte);
    }

    private static async Task<decimal?> NpsOfTodayAsync(BotUnderTest bot)
    {
        await bot.Services.GetRequiredService<FactCache>().RefreshAsync(CancellationToken.None);
        var today = bot.Services.GetRequiredService<Workspace>().LocalDate(TimeProvider.System.GetUtcNow());
        var figure = await bot.Http.GetFromJsonAsync<JsonObject>(
            string.Create(CultureInfo.InvariantCulture, $"/api/kpis/nps?from={today:yyyy-MM-dd}&to={today.AddDays(1):yyyy-MM-dd}"));
        return (decimal?)figure!["value"];
    }
}
