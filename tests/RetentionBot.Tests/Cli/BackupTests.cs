using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Hosting;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Cli;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_is_one_moment_of_a_database_that_is_written_to_meanwhile()
    {
        using var folder = new TestFolder();
        var file = folder.File("night.db");
        await using var bot = await BotUnderTest.StartAsync();
        using var enough = new CancellationTokenSource();

        // On a thread of its own, since SQLite's calls never give theirs back.
        var writing = Task.Run(() => WriteAsync(bot, enough.Token));
        await Eventually.ShouldBeAsync(async () => await NotesAsync(bot) > 5, "writing has begun");
        var before = await NotesAsync(bot);
        (await RunAsync(bot, BackupCommands.Backup, file)).ExitCode.ShouldBe(0);
        var after = await NotesAsync(bot);
        await enough.CancelAsync();
        await writing;
        var notes = Notes(file);
        notes.ShouldBe(Enumerable.Range(0, notes.Count));
        notes.Count.ShouldBeInRange(before, after);

        (await RunAsync(bot, BackupCommands.Backup, file))
            .ShouldBe(new BotRun(1, "", $"{file} is there already and was left as it is. Write --yes to overwrite it.{Environment.NewLine}"));
        (await RunAsync(bot, BackupCommands.Backup, bot.DatabaseFile, "--yes")).Errors.ShouldContain("belongs to the database itself");

        // Nothing is restored before it is said what goes.
        (await RunAsync(bot, BackupCommands.Restore, file)).Output.ShouldContain("Nothing was changed. Write --yes to do this; a bot that runs stands aside meanwhile.");
        bot.DataFolder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal).ShouldBe(["retentionbot.db", "retentionbot.db-shm", "retentionbot.db-wal"]);
    }

    [Fact]
    public async Task A_file_that_is_no_whole_backup_of_this_version_is_refused_and_nothing_is_changed()
    {
        using var folder = new TestFolder();
        await using var host = await BuiltHost.StartAsync(folder.Path);
        var whole = folder.File("whole.db");
        (await RunAsync(host.Services, BackupCommands.Backup, whole)).ExitCode.ShouldBe(0);
        folder.Write("empty.db", "");
        folder.Write("text.db", string.Join('\n', Enumerable.Repeat("This is no database.", 1000)));
        Sql(folder.File("other.db"), "CREATE TABLE songs (name TEXT)");
        Copy("newer.db", bytes => bytes);
        Sql(folder.File("newer.db"), "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '10.0.0')");
        Copy("cut.db", bytes => bytes[..(bytes.Length / 2)]);
        Copy("scratched.db", bytes => [.. bytes[..8192], .. Enumerable.Repeat((byte)0x5A, 40960), .. bytes[(8192 + 40960)..]]);
        await host.Get<RetentionDb>().Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        var before = await StateAsync();

        await ShouldRefuseAsync("absent.db", "is not there.");
        await ShouldRefuseAsync("empty.db", "is no database of RetentionBot.");
        await ShouldRefuseAsync("text.db", "is no database of RetentionBot.");
        await ShouldRefuseAsync("other.db", "is no database of RetentionBot.");
        await ShouldRefuseAsync("newer.db", "was written by a newer version of the bot.");
        await ShouldRefuseAsync("cut.db", "is damaged.");
        await ShouldRefuseAsync("scratched.db", "is damaged.");
        await ShouldRefuseAsync("retentionbot.db", "belongs to the database itself");

        // Nor while something holds on to the database, nor two at once.
        await using (var import = DatabaseFile.Connect(folder.File("retentionbot.db"), SqliteOpenMode.ReadWrite))
        {
            await import.OpenAsync();
            (await SqlAsync(import, "SELECT count(*) FROM customers")).ShouldBe(0L);
            var run = await RunAsync(host.Services, scope => BackupCommands.Restore(scope, TimeSpan.Zero), whole, "--yes");
            (run.ExitCode, run.Errors).ShouldBe((
                1,
                $"{folder.File("retentionbot.db")} is in use by something that does not let go of it, as an import. Nothing was changed. Wait for it or stop it, and restore again.{Environment.NewLine}"));
        }

        using (StandAside.Ask(folder.File("retentionbot.db")))
        {
            var run = await RunAsync(host.Services, BackupCommands.Restore, whole, "--yes");
            (run.ExitCode, run.Errors).ShouldBe((1, $"Another restore of {folder.File("retentionbot.db")} is on its way. Nothing was changed.{Environment.NewLine}"));
        }

        (await StateAsync()).ShouldBe(before);

        // Nor is a damaged database overwritten: what can still be read of it may be worth more.
        using var damaged = new TestFolder();
        File.Copy(folder.File("cut.db"), damaged.File("retentionbot.db"));
        await using (var other = await BuiltHost.StartAsync(damaged.Path, migrates: false))
        {
            var run = await RunAsync(other.Services, BackupCommands.Restore, whole, "--yes");
            (run.ExitCode, run.Errors).ShouldBe((
                1,
                $"The database to replace, {damaged.File("retentionbot.db")}, is damaged. Nothing was changed. Stop the bot, move that file and those with -wal and -shm behind its name aside, and restore again.{Environment.NewLine}"));
        }

        File.ReadAllBytes(damaged.File("retentionbot.db")).ShouldBe(File.ReadAllBytes(folder.File("cut.db")));

        void Copy(string name, Func<byte[], byte[]> change) => File.WriteAllBytes(folder.File(name), change(File.ReadAllBytes(whole)));

        async Task ShouldRefuseAsync(string name, string why)
        {
            var run = await RunAsync(host.Services, BackupCommands.Restore, folder.File(name), "--yes");
            (run.ExitCode, run.Output).ShouldBe((1, ""), name);
            run.Errors.ShouldStartWith($"{folder.File(name)} {why}", customMessage: name);
            run.Errors.ShouldContain("Nothing was changed.");
            (await StateAsync()).ShouldBe(before, name);
        }

        async Task<string> StateAsync()
        {
            await using var content = new FileStream(folder.File("retentionbot.db"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var names = Directory.GetFiles(folder.Path).Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
            return $"{Convert.ToHexString(await System.Security.Cryptography.SHA256.HashDataAsync(content))} {string.Join(' ', names)}";
        }
    }

    private static Task<BotRun> RunAsync(
        BotUnderTest bot, Func<Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>>, System.CommandLine.Command> verb, params string[] arguments) =>
        bot.InScopeAsync(services => RunAsync(services, verb, arguments));

    /// <summary>Runs a verb beside the bot, as another process would.</summary>
    internal static async Task<BotRun> RunAsync(
        IServiceProvider services, Func<Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>>, System.CommandLine.Command> verb, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await verb((work, ct) => work(services, ct)).Parse(arguments).InvokeAsync(new() { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        return new BotRun(code, output.ToString(), errors.ToString());
    }

    private static async Task WriteAsync(BotUnderTest bot, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            await bot.WithDbAsync(db =>
            {
                db.Audit.Add(new AuditEvent { At = TimeProvider.System.GetUtcNow(), Deed = "test.note", By = "system", Note = i.ToString(CultureInfo.InvariantCulture) });
                return db.SaveChangesAsync();
            });
        }
    }

    private static Task<int> NotesAsync(BotUnderTest bot) => bot.WithDbAsync(db => db.Audit.CountAsync(e => e.Deed == "test.note"));

    private static List<int> Notes(string file)
    {
        using var db = DatabaseFile.OpenDb(file);
        return [.. db.Audit.Where(e => e.Deed == "test.note").OrderBy(e => e.Id).Select(e => e.Note!).AsEnumerable().Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
    }

    private static async Task<object?> SqlAsync(SqliteConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = query;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    private static void Sql(string file, string command)
    {
        using var connection = DatabaseFile.Connect(file, SqliteOpenMode.ReadWriteCreate);
        connection.Open();
        using var run = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        run.CommandText = command;
#pragma warning restore CA2100
        run.ExecuteNonQuery();
    }
}
