using System.Net;
using System.Text.Json.Nodes;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

/// <summary>What arrives as a press on Teams is a client's word: who did it and what is true are looked up.</summary>
public sealed class TeamsPressTests
{
    private static readonly Story.Stored Untouched = new(AlertStatus.Open, null, null, "Raised", null);

    [Theory]
    [InlineData(AcknowledgeAlert.Verb)]
    [InlineData(RefreshAlert.Verb)]
    [Trait("Conformance", "BF-48")]
    public async Task What_a_client_asks_by_itself_changes_nothing_whichever_button_it_names(string verb)
    {
        await using var bot = await Story.WithAlertAsync("teams");
        var before = (await bot.AllAsync<OutboxMessage>()).Count;
        var refresh = bot.Teams.Press("anouk", await Story.CardAsync(bot, "teams"), verb);
        refresh["value"]!["trigger"] = "automatic";
        using var response = await bot.Teams.SendAsync(refresh);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Story.StoredAsync(bot)).ShouldBe(Untouched);
        (await bot.AllAsync<OutboxMessage>()).Count.ShouldBe(before);
    }

    [Fact]
    [Trait("Conformance", "BF-47")]
    public async Task A_client_that_knows_no_Execute_does_the_same_by_a_Submit_and_only_once()
    {
        await using var bot = await Story.WithAlertAsync("teams");
        var card = await Story.CardAsync(bot, "teams");
        foreach (var who in (string[])["anouk", "anouk", "bram"])
        {
            using var response = await bot.Teams.SendAsync(Submit(bot, who, card, AcknowledgeAlert.Verb));
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await bot.Teams.ShouldShowAsync("Acknowledged by Anouk de Wit")).Id.ShouldBe(card.Id);
        await bot.Teams.ShouldShowAsync("Anouk de Wit has this one already.");
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Acknowledged, "Anouk de Wit", null, "Raised Acknowledged", null));
    }

    [Theory]
    [InlineData("vera", "takes the role member")]
    [InlineData("stranger", "Only colleagues can handle alerts.")]
    [Trait("Conformance", "BF-51")]
    public async Task Whoever_the_data_name_it_is_the_sender_who_must_be_allowed(string who, string told)
    {
        await using var bot = await Story.WithAlertAsync("teams");
        var card = await Story.CardAsync(bot, "teams");

        (await bot.Teams.PressAsync(who, card, AcknowledgeAlert.Verb, ("by", "Anouk de Wit"), ("from", TeamsSide.IdOf("anouk")), ("role", "admin"))).ShouldContain(told);
        (await Story.StoredAsync(bot)).ShouldBe(Untouched);
    }

    [Theory]
    [InlineData("00000000-0000-4000-8000-000000000000")]
    [InlineData("no id")]
    [InlineData(17)]
    [InlineData("")]
    [Trait("Conformance", "BF-51")]
    public async Task An_alert_that_is_none_is_gone(object id)
    {
        await using var bot = await Story.WithAlertAsync("teams");
        var card = await Story.CardAsync(bot, "teams");

        (await bot.Teams.PressAsync("anouk", card, AcknowledgeAlert.Verb, ("alert", id))).ShouldContain("This alert no longer exists.");
        (await Story.StoredAsync(bot)).ShouldBe(Untouched);
    }

    [Fact]
    [Trait("Conformance", "BF-51")]
    public async Task A_form_takes_a_note_of_its_length_and_an_ending_it_offers_whatever_the_client_lets_through()
    {
        await using var bot = await Story.WithAlertAsync("teams");
        var form = await bot.Teams.OpenFormAsync("anouk", await Story.CardAsync(bot, "teams"), ResolveAlert.Verb);
        var longest = new string('x', Alert.LongestNote);
        (await bot.Teams.SendFormAsync("anouk", form, (ResolveForm.Note, longest + "x"), (ResolveForm.Ending, "saved"))).ShouldBe(["At most 1,000 characters, please."]);
        (await bot.Teams.SendFormAsync("anouk", form, (ResolveForm.Note, longest), (ResolveForm.Ending, "exploded"))).ShouldBe(["Choose how it ended."]);
        (await Story.StoredAsync(bot)).ShouldBe(Untouched);

        (await bot.Teams.SendFormAsync("anouk", form, (ResolveForm.Note, longest), (ResolveForm.Ending, "saved"))).ShouldBeEmpty();
        (await Story.StoredAsync(bot)).Note.ShouldBe(longest);
    }

    /// <summary>The same button as <see cref="TeamsSide.Press"/> presses, by its fallback: a message without a text.</summary>
    private static JsonObject Submit(BotUnderTest bot, string who, ShownMessage card, string verb)
    {
        var button = card.Parts.Single(p => (string?)p["type"] == "Action.Submit" && (string?)p["data"]?["verb"] == verb);
        var message = bot.Teams.Message(who, "", card.Room);
        message.Remove("text");
        message["replyToId"] = card.Id;
        message["value"] = button["data"]!.DeepClone();
        return message;
    }
}
