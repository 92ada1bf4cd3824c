using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Surveys;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Behaviour;

/// <summary>
/// One behaviour, three channels: each story is told on Teams, on Slack and in the web chat, and must leave the same in the store. A new feature adds its stories
/// here.
/// </summary>
public sealed class ChannelBehaviourTests
{
    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task An_alert_is_posted_once_and_rewritten_in_place_as_the_score_moves(string channel)
    {
        await using var bot = await Story.WithAlertAsync(channel);
        var card = await bot.Side(channel).ShouldShowAsync([$"Health drop: {Company.Failing}", "69", "Open: nobody has taken it on yet."]);

        await bot.Company.UseOnceMoreAsync();

        var rewritten = await bot.Side(channel).ShouldShowAsync([$"Health drop: {Company.Failing}", "73"]);
        rewritten.Id.ShouldBe(card.Id);
        (await Story.CardsAsync(bot, channel)).ShouldHaveSingleItem();
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Open, null, null, "Raised", null));
    }

    [Theory]
    [InlineData("teams", "Anouk de Wit")]
    [InlineData("slack", "Anouk de Wit")]
    [InlineData("webchat", "Daan Visser")]
    public async Task A_press_is_stored_and_everybody_sees_who_has_it(string channel, string name)
    {
        await using var bot = await Story.WithAlertAsync(channel);
        var card = await Story.CardAsync(bot, channel);
        await bot.Side(channel).PressAsync(BotUnderTest.AdminOn(channel), card, AcknowledgeAlert.Verb);

        (await bot.Side(channel).ShouldShowAsync($"Acknowledged by {name}")).Id.ShouldBe(card.Id);
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Acknowledged, name, null, "Raised Acknowledged", null));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    [Trait("Conformance", "SL-22")]
    public async Task A_press_on_a_card_that_is_out_of_date_changes_nothing_and_brings_it_up_to_date(string channel)
    {
        await using var bot = await Story.WithAlertAsync(channel);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        var card = await Story.CardAsync(bot, channel);
        await bot.WithDbAsync(async db =>
        {
            // Somebody took it on, and what became of the card was lost on the way.
            (await db.Alerts.SingleAsync()).Acknowledge("Leonie Smit", "slack|T1|U1", TimeProvider.System.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        await side.PressAsync(who, card, AcknowledgeAlert.Verb);

        (await side.ShouldShowAsync("Acknowledged by Leonie Smit")).Id.ShouldBe(card.Id);
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Acknowledged, "Leonie Smit", null, "Raised", null));
    }

    [Theory]
    [InlineData("teams", "teams")]
    [InlineData("slack", "slack")]
    [InlineData("webchat", "teams")]
    [Trait("Conformance", "BF-47")]
    [Trait("Conformance", "SL-21")]
    public async Task Of_two_who_press_at_once_one_has_it_and_the_other_is_told(string channel, string otherChannel)
    {
        await using var bot = await Story.WithAlertAsync(channel, otherChannel);
        var (card, other) = (await Story.CardAsync(bot, channel), await Story.CardAsync(bot, otherChannel));
        var told = await Task.WhenAll(
            bot.Side(channel).PressAsync(BotUnderTest.AdminOn(channel), card, AcknowledgeAlert.Verb),
            bot.Side(otherChannel).PressAsync("bram", other, AcknowledgeAlert.Verb));

        var stored = await Story.StoredAsync(bot);
        var winner = stored.AcknowledgedBy.ShouldNotBeNull();
        stored.ShouldBe(new Story.Stored(AlertStatus.Acknowledged, winner, null, "Raised Acknowledged", null));
        await bot.Side(channel).ShouldShowAsync($"Acknowledged by {winner}");
        await bot.Side(otherChannel).ShouldShowAsync($"Acknowledged by {winner}");

        // Teams answers the loser's press with the card as it is; elsewhere it is said.
        var loserIsOn = winner == "Bram Bakker" ? channel : otherChannel;
        if (loserIsOn == "teams")
        {
            told.ShouldAllBe(t => t.Contains($"Acknowledged by {winner}", StringComparison.Ordinal) || t.Length == 0);
        }
        else
        {
            await bot.Side(loserIsOn).ShouldShowAsync($"{winner} has this one already.");
        }
    }

    [Theory]
    [InlineData("teams", "Anouk de Wit")]
    [InlineData("slack", "Anouk de Wit")]
    [InlineData("webchat", "Daan Visser")]
    [Trait("Conformance", "BF-51")]
    [Trait("Conformance", "SL-23")]
    public async Task A_form_says_what_is_wrong_and_is_taken_when_it_is_right(string channel, string name)
    {
        await using var bot = await Story.WithAlertAsync(channel);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        var form = await side.OpenFormAsync(who, await Story.CardAsync(bot, channel), ResolveAlert.Verb);
        (await side.SendFormAsync(who, form, ("note", "   "))).ShouldBe(["Say in a few words what was done.", "Choose how it ended."]);
        (await Story.StoredAsync(bot)).Status.ShouldBe(AlertStatus.Open);

        (await side.SendFormAsync(who, form, ("note", "Called, *all* fine"), ("ending", "saved"))).ShouldBeEmpty();

        await side.ShouldShowAsync([$"Resolved by {name}", "What was done"]);
        (await Story.CardsAsync(bot, channel)).ShouldHaveSingleItem().Everything.ShouldNotContain(ResolveAlert.Verb);
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Resolved, null, name, "Raised Resolved", "Called, *all* fine"));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_question_is_answered_in_a_connected_place(string channel)
    {
        await using var bot = await Story.WithAlertAsync(channel);
        await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), "what was churn last month");

        await bot.Side(channel).ShouldShowAsync(["Customer churn", "25.0%", "2 of 8 customers at the start left."]);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).TrueForAll(m => m.State == OutboxState.Sent), "all that was said is sent");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    [Trait("Conformance", "BF-41")]
    [Trait("Conformance", "SL-51")]
    public async Task A_customer_gets_no_figure_and_handles_no_alert(string channel)
    {
        await using var bot = await Story.WithAlertAsync(channel);
        await Story.MeetLotteAsync(bot, channel);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf("lotte"));
        await side.SayAsync("lotte", "what was churn last month", room);
        await side.ShouldShowAsync("I share company figures with colleagues only.", room);

        var card = (await Story.CardAsync(bot, channel)) with { Room = room };
        var told = await side.PressAsync("lotte", card, AcknowledgeAlert.Verb);
        if (channel == "teams")
        {
            told.ShouldContain("Only colleagues can handle alerts.");
        }
        else
        {
            await side.ShouldShowAsync("Only colleagues can handle alerts.", room);
        }

        (await side.ShownAsync(room)).ShouldAllBe(m => !m.Everything.Contains("25", StringComparison.Ordinal));
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Open, null, null, "Raised", null));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    [Trait("Conformance", "SL-53")]
    [Trait("Conformance", "SL-70")]
    public async Task A_contact_answers_the_survey_in_their_own_chat(string channel)
    {
        await using var bot = await Story.WithAlertAsync(channel);
        await Story.MeetLotteAsync(bot, channel);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf("lotte"));
        await bot.Slack.AskAsync("leonie", "nps to lotte@example.com", bot.Slack.PrivateRoomOf("leonie"));
        var question = await side.ShouldShowAsync("How likely are you to recommend us", room);

        await Story.AnswerAsync(bot, channel, question, score: 9);

        (await side.ShouldShowAsync("Thank you for your answer", room)).Id.ShouldBe(question.Id);
        var answer = (await bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        (answer.Score, answer.Comment, answer.Kind).ShouldBe((9, null, SurveyKind.Nps));
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Score.ShouldBe(9);
    }
}
