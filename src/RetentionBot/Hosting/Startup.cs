using Microsoft.EntityFrameworkCore;
using RetentionBot.Ingest.Sample;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.WebChat;

namespace RetentionBot.Hosting;

/// <summary>What must be true before the first request: the schema, and in Development the sample company with its people.</summary>
internal static class Startup
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionDb>().Database.MigrateAsync(ct);
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
}
