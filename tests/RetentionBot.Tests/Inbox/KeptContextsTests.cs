using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Inbox;

/// <summary>Contexts are used again and again: nothing of what was done with one is left for the next, and no connection is lost.</summary>
public sealed class KeptContextsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _services;

    public KeptContextsTests()
    {
        BlankDatabase.CopyTo(_folder.File("store.db"));
        _services = new ServiceCollection().AddStore($"Data Source={_folder.File("store.db")};Pooling=False;Default Timeout=60").BuildServiceProvider();
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Connections_do_not_pile_up_however_many_saves_there_are()
    {
        const int Rounds = 50;
        const int AtOnce = 4;
        const int MostAtOnce = 3 * AtOnce;
        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => AddAsync($"{round}-{i}"))));
        }

        Opened().ShouldBeInRange(1, MostAtOnce);
        await using var scope = _services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<RetentionDb>().Deliveries.CountAsync()).ShouldBe(Rounds * AtOnce);
    }

    [Fact]
    public async Task A_reading_that_is_over_is_nothing_to_those_that_come_after_it()
    {
        // Three times, so that the context is one that was used before.
        for (var time = 1; time <= 3; time++)
        {
            await using (var scope = _services.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
                await using var reading = await ReadTransaction.BeginAsync(db, CancellationToken.None);
                (await db.Deliveries.CountAsync()).ShouldBe(time - 1);
            }

            await AddAsync($"{time}");
            await using var next = _services.CreateAsyncScope();
            var later = next.ServiceProvider.GetRequiredService<RetentionDb>();
            (await later.Deliveries.CountAsync()).ShouldBe(time);
            await using var transaction = await later.Database.BeginTransactionAsync();
        }
    }

    private async Task AddAsync(string key)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        (await db.Deliveries.AnyAsync(d => d.Key == key)).ShouldBeFalse();
        db.Deliveries.Add(new InboundDelivery { Key = key, ConversationKey = "msteams|t|r", ReceivedAt = TimeProvider.System.GetUtcNow(), Attempts = 1 });
        await _services.GetRequiredService<SharedSaves>().SaveAsync(db);
        (await db.Deliveries.AnyAsync(d => d.Key == key)).ShouldBeTrue();
    }

    /// <summary>How many files of this process are the database, as Linux lists them.</summary>
    private int Opened() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(link => new FileInfo(link).LinkTarget == _folder.File("store.db"));
}
