using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using static RetentionBot.Tests.Outbox.ScriptedChannel;

namespace RetentionBot.Tests.Outbox;

/// <summary>What a refusal says to be gone is not sent to again, and whoever connected the place is told.</summary>
public sealed class LossTests
{
    private readonly ScriptedChannel channel = new();

    [Fact, Trait("Conformance", "BF-56"), Trait("Conformance", "BF-58")]
    public async Task A_place_that_is_gone_is_set_aside_with_its_reason_and_who_connected_it_is_told_once()
    {
        channel.Rule = m => m.Conversation.ConversationId == "gone" ? new SendOutcome.Refused("HTTP 403 BotNotInConversationRoster", Loss.Conversation) : null;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await ConnectAsync(bot, Room("gone"));
        await AddAsync(bot, Row(Room("gone"), "refused"), Row(Room("gone"), "skipped"));

        await ShouldBecomeAsync(bot, "skipped", OutboxState.Dropped);
        (await ShouldBecomeAsync(bot, "refused", OutboxState.Dead)).Attempts.ShouldBe(1);
        var place = (await bot.AllAsync<Conversation>()).Single(c => c.Key == Room("gone").Key);
        (place.IsActive, place.InactiveBecause).ShouldBe((false, "HTTP 403 BotNotInConversationRoster"));
        await ShouldBecomeAsync(bot, "I can no longer post in #gone, so nothing arrives there. When I am let in again and hear from you there, it goes on.", OutboxState.Sent);
        channel.Asked.Where(m => m.Conversation.ConversationId == "anouk").ShouldHaveSingleItem();
        channel.Texts.ShouldNotContain("skipped");
    }

    [Fact]
    public async Task A_message_that_is_gone_is_forgotten_and_not_posted_anew()
    {
        channel.Rule = m => m.Kind == SendKind.Update ? new SendOutcome.Refused("HTTP 404 ActivityNotFoundInConversation", Loss.Message) : null;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await AddAsync(bot, Row(Room("a"), "post", subject: "alert:1"));
        await ShouldBecomeAsync(bot, "post", OutboxState.Sent);
        (await bot.AllAsync<PostedMessage>()).ShouldHaveSingleItem();

        await AddAsync(bot, Row(Room("a"), "update", OutboxPriority.Deed, SendKind.Update, "alert:1"));
        await ShouldBecomeAsync(bot, "update", OutboxState.Dead);
        await AddAsync(bot, Row(Room("a"), "later", OutboxPriority.Deed, SendKind.Update, "alert:1"));
        await ShouldBecomeAsync(bot, "later", OutboxState.Dropped);
        (await bot.AllAsync<PostedMessage>()).ShouldBeEmpty();
        channel.Texts.ShouldBe(["post", "update"]);
    }

    [Fact, Trait("Conformance", "BF-58")]
    public async Task A_workspace_that_is_gone_takes_all_its_places_along_until_the_bot_hears_from_it()
    {
        channel.Rule = m => m.Conversation.TenantId == "T1" ? new SendOutcome.Refused("HTTP 403 BotDisabledByAdmin", Loss.Workspace) : null;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await ConnectAsync(bot, Room("a"), Room("b"), Room("removed"), Room("a", "T2"), Room("a", "T10"));
        await bot.WithDbAsync(db =>
        {
            db.Conversations.Single(c => c.Key == Room("removed").Key).Lose("removed");
            return db.SaveChangesAsync();
        });
        await AddAsync(bot, Row(Room("a"), "refused"));
        await ShouldBecomeAsync(bot, "refused", OutboxState.Dead);

        (await ActiveAsync(bot)).ShouldBe([Room("a", "T10").Key, Room("a", "T2").Key]);
        (await bot.AllAsync<Conversation>()).Single(c => c.Key == Room("b").Key).InactiveBecause.ShouldBe("workspace: HTTP 403 BotDisabledByAdmin");

        await bot.WithDbAsync(async db =>
        {
            await db.ReviveWorkspaceAsync(Room("new"), CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        (await ActiveAsync(bot)).ShouldBe([Room("a").Key, Room("anouk").Key, Room("b").Key, Room("a", "T10").Key, Room("a", "T2").Key], ignoreOrder: true);
        (await bot.AllAsync<Conversation>()).Single(c => c.Key == Room("b").Key).InactiveBecause.ShouldBeNull();
    }

    private static async Task<IEnumerable<string>> ActiveAsync(BotUnderTest bot) =>
        (await bot.AllAsync<Conversation>()).Where(c => c.IsActive).Select(c => c.Key).Order(StringComparer.Ordinal);
}
