using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Outages;

/// <summary>A database that cannot be used stops the start with a sentence, and one that a killed process left half marked does not.</summary>
public sealed class OutageAtStartTests : IDisposable
{
    private const string EfMark = """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);""";
    private const string MarkNow = """INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-22 03:00:00');""";

    private readonly TestFolder _folder = new();

    private string DatabaseFile => _folder.File("retentionbot.db");

    private string Folder => $"--RetentionBot:DataDirectory={Path.GetDirectoryName(DatabaseFile)}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_damaged_file_stops_the_start_with_a_sentence()
    {
        await File.WriteAllTextAsync(DatabaseFile, string.Concat(Enumerable.Repeat("This is no database. ", 1000)));
        await ShouldRefuseAsync("is damaged. Stop the bot, keep the file aside and restore the latest backup in its place.");
    }

    [Fact]
    public async Task What_is_no_file_stops_the_start_with_a_sentence()
    {
        Directory.CreateDirectory(DatabaseFile);
        await ShouldRefuseAsync("cannot be read or written. See whether the disk is full, over a quota or failing.");
    }

    [Fact, Trait("Category", "Soak")]
    public async Task A_locked_file_stops_the_start_with_a_sentence()
    {
        BlankDatabase.CopyTo(DatabaseFile);
        await using var other = await OpenAsync();
        await ExecuteAsync(other, "BEGIN EXCLUSIVE");
        await ShouldRefuseAsync("is locked: somebody has been writing to it");
    }

    [Fact]
    public async Task A_start_that_was_killed_while_it_looked_for_migrations_holds_up_none_after_it()
    {
        BlankDatabase.CopyTo(DatabaseFile);
        await using (var connection = await OpenAsync())
        {
            await ExecuteAsync(connection, MarkNow);
        }

        await ShouldStartAsync();
    }

    [Fact]
    public async Task A_start_that_was_killed_while_it_migrated_holds_up_none_after_it()
    {
        await using (var connection = await OpenAsync())
        {
            await ExecuteAsync(connection, EfMark + MarkNow);
        }

        await ShouldStartAsync();
        await using var db = new RetentionDb(new DbContextOptionsBuilder<RetentionDb>().UseSqlite($"Data Source={DatabaseFile};Pooling=False").Options);
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    private async Task ShouldStartAsync()
    {
        await using var bot = await BotProcess.CreateAsync(Folder);
        await bot.StartAsync().WaitAsync(TimeSpan.FromMinutes(1));
        (await bot.Http.GetStringAsync("/livez")).ShouldBe("alive");
    }

    private async Task ShouldRefuseAsync(string sentence)
    {
        var (exitCode, error) = await BotProcess.RefuseAsync("Production", Folder);
        exitCode.ShouldBe(1);
        error.ShouldStartWith($"The database cannot be used, so the bot does not start:{Environment.NewLine}  {DatabaseFile} {sentence}");
        error.Count(sign => sign == '\n').ShouldBe(2, error);
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
