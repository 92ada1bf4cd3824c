using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Privacy;
using RetentionBot.Store;

namespace RetentionBot.Hosting;

/// <summary>
/// <c>backup</c> and <c>restore</c>, which both work while the bot runs. For a restore it stands aside for some seconds: what it has under way belongs to the replaced
/// database.
/// </summary>
internal static class BackupCommands
{
    /// <summary>As long as a bot may take to stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="inScope">Runs something with the services of a fresh scope, whatever the database is like.</param>
    public static Command Backup(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var file = new Argument<string>("file") { Description = "Where the backup goes." };
        var yes = new Option<bool>("--yes") { Description = "Overwrite a file of that name." };
        var command = new Command("backup", "Writes the database as it stands into a file and checks it; the bot may run.") { file, yes };
        command.SetAction((parsed, ct) => inScope(
            (services, token) => TellFaultsAsync(parsed, () => BackupAsync(services, parsed, Path.GetFullPath(parsed.GetValue(file)!), parsed.GetValue(yes), token)), ct));
        return command;
    }

    /// <param name="inScope">Runs something with the services of a fresh scope, whatever the database is like.</param>
    public static Command Restore(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope) => Restore(inScope, Patience);

    /// <param name="inScope">As above.</param>
    /// <param name="patience">How long others may take to let go of the database.</param>
    public static Command Restore(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope, TimeSpan patience)
    {
        var file = new Argument<string>("file") { Description = "A backup." };
        var yes = new Option<bool>("--yes") { Description = "Do it. Without it the verb says what it would do." };
        var command = new Command("restore", "Puts a backup in the place of the database, which is kept beside it; a bot that runs stands aside meanwhile.") { file, yes };
        command.SetAction((parsed, ct) => inScope(
            (services, token) => TellFaultsAsync(parsed, () => RestoreAsync(services, parsed, Path.GetFullPath(parsed.GetValue(file)!), parsed.GetValue(yes), patience, token)), ct));
        return command;
    }

    private static async Task<int> BackupAsync(IServiceProvider services, ParseResult parsed, string file, bool isMeant, CancellationToken ct)
    {
        var database = DatabaseFile.PathOf(services.GetRequiredService<RetentionDb>());
        if (await DatabaseFile.FaultAsync(database, ct) is { } fault)
        {
            return await RefuseAsync(parsed, $"{database} {fault} Nothing was backed up.");
        }

        if (IsOf(database, file))
        {
            return await RefuseAsync(parsed, $"{file} belongs to the database itself; name another file.");
        }

        if (File.Exists(file) && !isMeant)
        {
            return await RefuseAsync(parsed, $"{file} is there already and was left as it is. Write --yes to overwrite it.");
        }

        await using var connection = DatabaseFile.Connect(database, SqliteOpenMode.ReadWrite);
        await connection.OpenAsync(ct);
        if (await DatabaseFile.CopyAsync(connection, file, ct) is { } wrong)
        {
            return await RefuseAsync(parsed, $"The copy {wrong} It was not kept; look at the disk's health and try again.");
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file} is a whole backup, checked ({new FileInfo(file).Length:N0} bytes)."));
        return Cli.Done;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, ParseResult parsed, string file, bool isMeant, TimeSpan patience, CancellationToken ct)
    {
        var (database, clock, output) = (
            DatabaseFile.PathOf(services.GetRequiredService<RetentionDb>()), services.GetRequiredService<TimeProvider>(), parsed.InvocationConfiguration.Output);
        var kept = string.Create(CultureInfo.InvariantCulture, $"{database}.before-restore-{clock.GetUtcNow():yyyyMMddTHHmmssfffZ}");
        var isThere = File.Exists(database);
        if (IsOf(database, file))
        {
            return await RefuseAsync(parsed, $"{file} belongs to the database itself; name a backup. Nothing was changed.");
        }

        if (await DatabaseFile.FaultAsync(file, ct) is { } fault)
        {
            return await RefuseAsync(parsed, $"{file} {fault} Nothing was changed.");
        }

        if (isThere && await DatabaseFile.FaultAsync(database, ct) is { } wrong)
        {
            return await RefuseAsync(
                parsed, $"The database to replace, {database}, {wrong} Nothing was changed. Stop the bot, move that file and those with -wal and -shm behind its name aside, and restore again.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}, last written {File.GetLastWriteTimeUtc(file):yyyy-MM-ddTHH:mm:ssZ}, is whole."));
        await output.WriteLineAsync(isThere ? $"It replaces {database}, last written {Written(database)}; what is there now is kept as {kept}." : $"It becomes {database}.");
        if (!isMeant)
        {
            await output.WriteLineAsync("Nothing was changed. Write --yes to do this; a bot that runs stands aside meanwhile.");
            return Cli.Done;
        }

        if (isThere && await OutdatedAsync(database, ct))
        {
            return await RefuseAsync(parsed, $"{database} is of an older version. Nothing was changed. Run migrate, then restore again.");
        }

        if (await DatabaseRestore.RunAsync(file, database, kept, EraseAsync, patience, clock, ct) is not { } report)
        {
            return await RefuseAsync(
                parsed, $"{database} is in use by something that does not let go of it, as an import. Nothing was changed. Wait for it or stop it, and restore again.");
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Restored. {report.HeldMessages} messages that waited are held (outbox list, outbox replay); {report.DroppedDeliveries} deliveries under way were dropped; {report.ErasedPeople} people were erased again."));
        return Cli.Done;

        async Task EraseAsync(string connectionString, long person, CancellationToken token)
        {
            services.GetRequiredService<RetentionDb>().Database.SetConnectionString(connectionString);
            await services.GetRequiredService<PersonErasure>().EraseAsync(person, isMeant: true, token);
        }
    }

    private static async Task<bool> OutdatedAsync(string database, CancellationToken ct)
    {
        await using var db = DatabaseFile.OpenDb(database);
        return (await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }

    /// <summary>The log beside the database is written first.</summary>
    private static string Written(string database) => new[] { database, $"{database}-wal" }
        .Where(File.Exists)
        .Max(File.GetLastWriteTimeUtc)
        .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static bool IsOf(string database, string file) =>
        ((string[])["", "-wal", "-shm", "-journal"]).Any(end => string.Equals(database + end, file, StringComparison.Ordinal));

    private static async Task<int> TellFaultsAsync(ParseResult parsed, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync(parsed, e.Message);
        }
        catch (SqliteException e)
        {
            return await RefuseAsync(parsed, string.Create(CultureInfo.InvariantCulture, $"SQLite refused (code {e.SqliteErrorCode}): see that the folder can be written to and has room. The database is as it was."));
        }
    }

    private static async Task<int> RefuseAsync(ParseResult parsed, string why)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(why);
        return Cli.BadInput;
    }
}
