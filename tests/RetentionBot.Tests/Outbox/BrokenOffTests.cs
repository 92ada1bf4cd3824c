using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Outbox;

/// <summary>A send that an error breaks off half-way does not hold up its conversation.</summary>
public sealed class BrokenOffTests
{
    private readonly OddChannel channel = new();

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task When_the_channel_throws_nobody_knows_and_the_conversation_goes_on(Type failure)
    {
        await using var bot = await BotUnderTest.StartAsync(channel.With(new BotSetup()));
        channel.Failures.Enqueue((Exception)Activator.CreateInstance(failure)!);
        await PostAsync(bot, "one", "two");

        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "both are sent");
        channel.Sent.ShouldBe(["one", "two"]);
        (await bot.AllAsync<OutboxMessage>()).Select(m => m.WasResent).ShouldBe([true, false]);
        (await bot.AllAsync<AuditEvent>()).ShouldHaveSingleItem().Deed.ShouldBe("outbox.resend");
    }

    [Fact]
    public async Task What_went_out_is_not_sent_again_because_the_store_was_busy_when_it_was_to_be_noted()
    {
        var store = new OddStore(3, OddStore.Busy, IsNoteOfSending);
        await using var bot = await BotUnderTest.StartAsync(channel.With(store.Setup));
        await PostAsync(bot, "one", "two");

        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "both are noted");
        channel.Sent.ShouldBe(["one", "two"]);
        (await bot.AllAsync<AuditEvent>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_went_out_and_could_not_be_noted_is_one_of_which_nobody_knows()
    {
        var store = new OddStore(1, OddStore.Broken, IsNoteOfSending);
        await using var bot = await BotUnderTest.StartAsync(channel.With(store.Setup));
        await PostAsync(bot, "one", "two");

        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "both are sent");
        channel.Sent.ShouldBe(["one", "one", "two"]);
        (await bot.AllAsync<AuditEvent>()).ShouldHaveSingleItem().Deed.ShouldBe("outbox.resend");
    }

    private static bool IsNoteOfSending(RetentionDb db) => db.ChangeTracker.Entries<OutboxMessage>().Any(e => e.Entity.State == OutboxState.Sent);

    private async Task PostAsync(BotUnderTest bot, params string[] texts) => await bot.InScopeAsync(services =>
    {
        foreach (var text in texts)
        {
            services.GetRequiredService<OutboxWriter>().Post(channel.Room, new MessageContent(text));
        }

        return services.GetRequiredService<RetentionDb>().SaveChangesAsync();
    });
}
