using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Outbox;

namespace RetentionBot.Tests.Access;

/// <summary>Slack gives a channel another id: what the bot knows of it holds on.</summary>
public sealed class MovedPlaceTests
{
    private const string Moved = "C0MOVED";

    [Theory]
    [Trait("Conformance", "SL-61")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_channel_was_connected_for_and_what_stands_in_it_goes_along_with_its_new_id(bool isSpokenToFirst)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        await bot.ConnectAsync("slack", "en");
        await bot.Slack.AskAsync("leonie", "this channel is c1");
        await bot.Company.DropHealthAsync();
        var card = await bot.Slack.ShouldShowAsync([$"Health drop: {Company.Failing}", "69"]);
        var before = await PlaceAsync(bot, bot.Slack.Room);
        await bot.WithDbAsync(db =>
        {
            var later = ScriptedChannel.Row(before.Reference, "waits", kind: SendKind.Update, target: "1.1");
            later.DueAt = later.DueAt.AddDays(1);
            db.Outbox.Add(later);
            db.AlertRoutes.Add(new AlertRoute { ConversationKey = before.Key });
            return db.SaveChangesAsync();
        });
        if (isSpokenToFirst)
        {
            bot.Slack.AddRoom(Moved);
            await bot.Slack.AskAsync("vera", "help", Moved);
        }

        await bot.Slack.MoveRoomAsync(bot.Slack.Room, Moved);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<Conversation>()).All(c => c.Key != before.Key), "the old id is forgotten");

        var after = await PlaceAsync(bot, Moved);
        (after.Topics, after.Language, after.CustomerId, after.ConnectedAt, after.ConnectedBy, after.IsActive)
            .ShouldBe((before.Topics, before.Language, before.CustomerId, before.ConnectedAt, before.ConnectedBy, true));
        (await bot.AllAsync<AlertRoute>()).ShouldHaveSingleItem().ConversationKey.ShouldBe(after.Key);
        var waiting = (await bot.AllAsync<OutboxMessage>()).Single(m => m.Text == "waits");
        (waiting.ConversationKey, waiting.Conversation.ConversationId).ShouldBe((after.Key, Moved));
        (await bot.AllAsync<Identity>()).ShouldAllBe(i => i.SeenIn!.ConversationId != bot.Slack.Room);

        // The card that stands there is rewritten in place and found again when it is pressed.
        await bot.Company.UseOnceMoreAsync();
        var rewritten = await bot.Slack.ShouldShowAsync([$"Health drop: {Company.Failing}", "73"], Moved);
        rewritten.Id.ShouldBe(card.Id);
        await bot.Slack.PressAsync("anouk", rewritten, AcknowledgeAlert.Verb);
        (await bot.Slack.ShouldShowAsync("Acknowledged by Anouk de Wit", Moved)).Id.ShouldBe(card.Id);
    }

    [Fact]
    [Trait("Conformance", "SL-61")]
    public async Task A_channel_the_bot_never_was_in_stays_unknown_under_its_new_id()
    {
        await using var bot = await BotUnderTest.StartAsync();
        bot.Slack.AddRoom("C0ELSEWHERE");

        await bot.Slack.MoveRoomAsync("C0ELSEWHERE", Moved);

        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<InboundDelivery>()).Single().State == DeliveryState.Done, "it is handled");
        (await bot.AllAsync<Conversation>()).ShouldBeEmpty();
    }

    private static async Task<Conversation> PlaceAsync(BotUnderTest bot, string room) =>
        (await bot.AllAsync<Conversation>()).Single(c => c.Reference.ConversationId == room && c.ChannelId == ChannelIds.Slack);
}
