using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Calendar;
using RetentionBot.Store;

namespace RetentionBot.Benchmarks.Kpis;

/// <summary>How long the facts of a database take to load, how much memory they hold, and how much the process needs for that: the first time, and anew beside those in use.</summary>
internal static class LoadBenchmark
{
    private const double Megabyte = 1024 * 1024;

    /// <param name="database">A database that <c>load</c> filled; a new data version is written into it.</param>
    public static async Task<int> RunAsync(string database)
    {
        await using var provider = Provider(database);
        await LoadAsync(provider);
        await using (var scope = provider.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
            await DataVersions.BumpAsync(db, CancellationToken.None);
            await db.SaveChangesAsync();
        }

        var watch = Stopwatch.StartNew();
        await provider.GetRequiredService<FactCache>().RefreshAsync(CancellationToken.None);
        Say($"loaded anew in {watch.Elapsed.TotalSeconds:N1} s; the process had {Peak():N0} MB at most");
        return 0;
    }

    public static ServiceProvider Provider(string database) => new ServiceCollection().AddLogging().AddStore($"Data Source={database}")
        .AddSingleton(new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR")).BuildServiceProvider();

    /// <summary>Loads the facts for the first time and says what it took.</summary>
    public static async Task<Facts> LoadAsync(IServiceProvider provider)
    {
        await using (var scope = provider.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<RetentionDb>().Database.MigrateAsync();
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var facts = await provider.GetRequiredService<FactCache>().CurrentAsync(CancellationToken.None);
        var (seconds, peak) = (watch.Elapsed.TotalSeconds, Peak());
        Say($"loaded in {seconds:N1} s; the facts hold {(GC.GetTotalMemory(forceFullCollection: true) - before) / Megabyte:N0} MB, the process had {peak:N0} MB at most");
        return facts;
    }

    private static double Peak() => Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte;

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
