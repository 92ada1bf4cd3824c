using Microsoft.EntityFrameworkCore;
using RetentionBot.Hosting.Doctor;
using RetentionBot.Ingest.Sample;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.WebChat;

namespace RetentionBot.Hosting;

/// <summary>What must be true before the first request: the schema, a database that can be written to, and in Development the sample company with its people.</summary>
internal static partial class Startup
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            return;
        }

        var log = services.GetRequiredService<ILogger<RetentionDb>>();
        await using var turn = await MigrationTurn.TakeAsync(
            DatabaseFile.PathOf(db), services.GetRequiredService<TimeProvider>(), () => LogOther(log), ct);

        // EF's mark of a process that was killed meanwhile would be waited for without end.
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", ct);
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>Takes the right to write and gives it back, so that a database that somebody else holds is found out before anything stands on it.</summary>
    public static async Task TryToWriteAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<RetentionDb>().Database.BeginTransactionAsync(ct);
        await transaction.RollbackAsync(ct);
    }

    /// <summary>The file of the database.</summary>
    public static string DatabaseOf(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return DatabaseFile.PathOf(scope.ServiceProvider.GetRequiredService<RetentionDb>());
    }

    /// <summary>The order matters: a place first, so that the alerts of the first scoring find it; then the data; then the survey for a contact that exists.</summary>
    public static async Task LoadSampleAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var seed = scope.ServiceProvider.GetService<WebChatSeed>();
        if (seed is not null)
        {
            await seed.ConnectAsync(ct);
        }

        if (await scope.ServiceProvider.GetRequiredService<SampleLoader>().LoadAsync(ct))
        {
            await scope.ServiceProvider.GetRequiredService<HealthRun>().RunAsync(ct);
        }

        if (seed is not null)
        {
            await seed.InviteAsync(ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Another process brings the database up to date; the start waits for it")]
    private static partial void LogOther(ILogger log);
}
