using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Inbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Inbox;

public sealed class HandlingSchedulerTests
{
    [Fact]
    public async Task A_step_that_follows_at_once_holds_up_no_thread()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var handling = HandlingScheduler.For(bot.Services.GetRequiredService<Acceptance>(), TimeProvider.System);
        var gate = new TaskCompletionSource();

        // Begun is: it stands at the gate.
        var follower = await handling.StartNew(async () =>
        {
            await gate.Task;
            return Environment.CurrentManagedThreadId;
        });

        var opener = await handling.StartNew(() =>
        {
            gate.SetResult();
            return Environment.CurrentManagedThreadId;
        });

        (await follower).ShouldBe(opener);
    }

    [Fact]
    public async Task While_no_delivery_can_be_committed_turns_are_handled_all_the_same()
    {
        using var folder = new TestFolder();
        BlankDatabase.CopyTo(folder.File("store.db"));
        var source = $"Data Source={folder.File("store.db")};Pooling=False;Default Timeout=60";
        await using var services = new ServiceCollection().AddStore(source).AddSingleton<Acceptance>().BuildServiceProvider();
        var acceptance = services.GetRequiredService<Acceptance>();
        var handling = HandlingScheduler.For(acceptance, TimeProvider.System);
        Task<bool> commit;
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(source))
        {
            connection.Open();
            connection.BeginTransaction();
            commit = acceptance.CommitAsync(new InboundDelivery { Key = "a", ConversationKey = "teams||room", ReceivedAt = TimeProvider.System.GetUtcNow(), Attempts = 1 });
            (await Task.WhenAll(Enumerable.Range(0, 20).Select(i => handling.StartNew(async () =>
            {
                await Task.Yield();
                return i;
            }).Unwrap()))).ShouldBe(Enumerable.Range(0, 20));
            commit.IsCompleted.ShouldBeFalse();
        }

        (await commit).ShouldBeTrue();
    }
}
