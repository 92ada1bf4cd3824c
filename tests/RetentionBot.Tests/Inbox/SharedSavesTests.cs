using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Inbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Inbox;

/// <summary>What is saved together stands or falls alone, and nobody is told before it is committed.</summary>
public sealed class SharedSavesTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _services;

    public SharedSavesTests()
    {
        BlankDatabase.CopyTo(_folder.File("store.db"));
        _services = new ServiceCollection().AddStore(Source).AddSingleton<Acceptance>().BuildServiceProvider();
    }

    private string Source => $"Data Source={_folder.File("store.db")};Pooling=False;Default Timeout=60";

    private SharedSaves Saves => _services.GetRequiredService<SharedSaves>();

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nobody_is_told_before_the_commit()
    {
        await using var db = Open();
        db.Deliveries.Add(Delivery("a"));
        Task save;
        using (Hold())
        {
            save = Saves.SaveAsync(db);
            await using var reader = Open();
            (await reader.Deliveries.AnyAsync()).ShouldBeFalse();
            save.IsCompleted.ShouldBeFalse();
        }

        await save;
        await using var later = Open();
        (await later.Deliveries.SingleAsync()).Key.ShouldBe("a");
    }

    [Fact]
    public async Task A_save_that_is_refused_takes_no_other_with_it()
    {
        await using var first = Open();
        first.Deliveries.Add(Delivery("known"));
        await Saves.SaveAsync(first);
        await using RetentionDb a = Open(), twice = Open(), b = Open();
        var (before, after) = (Delivery("a"), Delivery("b"));
        a.Deliveries.Add(before);
        twice.Deliveries.AddRange(Delivery("new"), Delivery("known"));
        b.Deliveries.Add(after);
        Task[] saves;
        using (Hold())
        {
            // They wait for the same lock, so they share what comes after it.
            saves = [Saves.SaveAsync(a), Saves.SaveAsync(twice), Saves.SaveAsync(b)];
        }

        await saves[0];
        (await Should.ThrowAsync<DbUpdateException>(saves[1])).IsUniqueViolation().ShouldBeTrue();
        await saves[2];
        await using var later = Open();
        (await later.Deliveries.OrderBy(d => d.Id).Select(d => d.Key).ToListAsync()).ShouldBe(["known", "a", "b"]);
        (await later.Deliveries.SingleAsync(d => d.Key == "b")).Id.ShouldBe(after.Id);
        a.Entry(before).State.ShouldBe(EntityState.Unchanged);
    }

    [Fact]
    public async Task A_context_goes_on_by_itself_after_it_was_saved_with_others()
    {
        await using var db = Open();
        var delivery = Delivery("a");
        db.Deliveries.Add(delivery);
        await Saves.SaveAsync(db);
        (await db.Deliveries.AsNoTracking().SingleAsync()).Key.ShouldBe("a");
        delivery.Attempts = 7;
        await Saves.SaveAsync(db);
        (await db.Deliveries.AsNoTracking().SingleAsync()).Attempts.ShouldBe(7);
    }

    [Fact]
    public async Task What_a_context_does_in_its_own_transaction_is_saved_there()
    {
        await using var db = Open();
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Deliveries.Add(Delivery("a"));
            await Saves.SaveAsync(db);
            (await db.Deliveries.AnyAsync()).ShouldBeTrue();
        }

        (await db.Deliveries.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_equal_deliveries_that_come_together_one_is_new_and_the_others_beside_them_too()
    {
        var acceptance = _services.GetRequiredService<Acceptance>();
        Task<bool>[] commits;
        using (Hold())
        {
            commits = [.. new[] { "first", "a", "twice", "twice", "b" }.Select(key => acceptance.CommitAsync(Delivery(key)))];
        }

        (await Task.WhenAll(commits)).ShouldBe([true, true, true, false, true]);
        await using var later = Open();
        (await later.Deliveries.Select(d => d.Key).Order().ToListAsync()).ShouldBe(["a", "b", "first", "twice"]);
    }

    [Fact]
    public async Task A_delivery_that_is_refused_takes_none_of_those_with_it_that_come_together_with_it()
    {
        await using var db = Open();
        await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER one BEFORE INSERT ON inbound_deliveries WHEN NEW.key = 'bad' BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        var acceptance = _services.GetRequiredService<Acceptance>();
        Task<bool>[] commits;
        using (Hold())
        {
            commits = [.. new[] { "first", "a", "bad", "b" }.Select(key => acceptance.CommitAsync(Delivery(key)))];
        }

        (await Should.ThrowAsync<SqliteException>(commits[2])).Message.ShouldContain("not this one");
        (await commits[0], await commits[1], await commits[3]).ShouldBe((true, true, true));
        (await db.Deliveries.Select(d => d.Key).Order().ToListAsync()).ShouldBe(["a", "b", "first"]);
    }

    /// <summary>Holds SQLite's one place for a writer.</summary>
    private SqliteConnection Hold()
    {
        var connection = new SqliteConnection(Source);
        connection.Open();
        connection.BeginTransaction();
        return connection;
    }

    private RetentionDb Open() => new(_services.CreateScope().ServiceProvider.GetRequiredService<DbContextOptions<RetentionDb>>());

    private static InboundDelivery Delivery(string key) => new() { Key = key, ConversationKey = "teams||room", ReceivedAt = TimeProvider.System.GetUtcNow(), Attempts = 1 };
}
