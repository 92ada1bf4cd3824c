using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Surveys;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

/// <summary>What a button or a form brings comes from the client: it names what is meant and gives no right to it.</summary>
public sealed class TamperedPressTests
{
    private const string MadeUp = "0123456789abcdef0123456789abcdef";

    [Fact]
    [Trait("Conformance", "SL-30")]
    public async Task A_press_on_an_alert_that_does_not_exist_changes_nothing_and_is_noted()
    {
        await using var bot = await Story.WithAlertAsync("slack");
        var card = await Story.CardAsync(bot, "slack");
        var alert = (await bot.AllAsync<Alert>()).ShouldHaveSingleItem();

        await bot.Slack.PressAsync("anouk", Retouched(card, $"{alert.Id:N}", MadeUp), AcknowledgeAlert.Verb);

        await bot.Slack.ShouldShowAsync("This alert no longer exists.");
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Open, null, null, "Raised", null));
        var noted = (await bot.AllAsync<AuditEvent>()).Single(a => a.Deed == "alert.refuse");
        noted.By.ShouldEndWith(SlackSide.IdOf("anouk"));
        noted.Subject.ShouldBe($"alert:{MadeUp}");
    }

    [Theory]
    [InlineData(true, "This survey was addressed to somebody else.")]
    [InlineData(false, "This survey no longer exists.")]
    [Trait("Conformance", "SL-30")]
    public async Task A_press_on_the_survey_of_another_customers_contact_or_on_none_is_refused_and_noted(bool exists, string told)
    {
        await using var bot = await Story.WithAlertAsync("slack");
        await Story.MeetLotteAsync(bot, "slack");
        await bot.Slack.AskAsync("leonie", "nps to lotte@example.com", bot.Slack.PrivateRoomOf("leonie"));
        var question = await bot.Slack.ShouldShowAsync("How likely are you to recommend us", bot.Slack.PrivateRoomOf("lotte"));
        var invitation = (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem();
        var room = await MeetPietAsync(bot);
        var pressed = (exists ? question : Retouched(question, $"{invitation.Id:N}", MadeUp)) with { Room = room };

        await bot.Slack.PressButtonAsync("piet", pressed, $"{AnswerSurvey.Verb}#0");

        await bot.Slack.ShouldShowAsync(told, room);
        (await bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().AnsweredAt.ShouldBeNull();
        var noted = (await bot.AllAsync<AuditEvent>()).Single(a => a.Deed == "survey.refuse");
        noted.By.ShouldEndWith(SlackSide.IdOf("piet"));
        noted.Subject.ShouldBe($"survey:{(exists ? $"{invitation.Id:N}" : MadeUp)}");
    }

    /// <summary>The contact of another customer, a guest of the workspace.</summary>
    private static async Task<string> MeetPietAsync(BotUnderTest bot)
    {
        await bot.WithDbAsync(async db =>
        {
            var lottes = await db.Contacts.Select(c => c.CustomerId).SingleAsync();
            var other = await db.Customers.FirstAsync(c => c.Id != lottes);
            db.Contacts.Add(new Contact { SourceKey = "p2", CustomerId = other.Id, Name = "Piet Post", Email = "piet@example.com", Language = "en" });
            return await db.SaveChangesAsync();
        });
        bot.Slack.AddPerson("piet", more: "is_restricted");
        var room = bot.Slack.PrivateRoomOf("piet");
        await bot.Slack.SayAsync("piet", "help", room);
        await bot.Slack.ShouldShowAsync("If you were sent a survey card", room);
        return room;
    }

    private static ShownMessage Retouched(ShownMessage message, string from, string to) =>
        message with { Content = JsonNode.Parse(message.Content!.ToJsonString().Replace(from, to, StringComparison.Ordinal)) };
}
