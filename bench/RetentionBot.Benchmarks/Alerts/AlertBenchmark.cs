using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace RetentionBot.Benchmarks.Alerts;

/// <summary>
/// How long a run over all customers takes, and how much memory, beside the same in hand-written SQL, in turns on copies of one database. Each run is a process of its
/// own that has first done a small company, so that neither the runtime's start nor the other run's memory is measured.
/// </summary>
internal static class AlertBenchmark
{
    private const double Megabyte = 1024 * 1024;
    private const int WarmUpCustomers = 4000;

    /// <param name="folder">Where the databases are made.</param>
    /// <param name="sizes">Numbers of customers, multiples of 2,000.</param>
    /// <returns>The exit code: 0 when both ways came to the same and the bot stayed within its budget.</returns>
    public static async Task<int> RunAsync(string folder, IReadOnlyList<int> sizes)
    {
        Directory.CreateDirectory(folder);
        var warmUp = Path.Combine(folder, "warm-up.db");
        await AlertCompany.MakeAsync(warmUp, WarmUpCustomers);
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Console.WriteLine($"{Environment.ProcessorCount} cores, load average {load}, {RuntimeInformation.FrameworkDescription}");
        Console.WriteLine("| customers | scores changed | alerts | bot (s) | SQL (s) | times | bot, memory at most (MB) |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var isWell = true;
        foreach (var size in sizes)
        {
            isWell &= await MeasureAsync(folder, warmUp, size);
        }

        return isWell ? 0 : 1;
    }

    /// <summary>One run in this process, which says how long it took and how much memory the process needed.</summary>
    public static async Task<int> RunOneAsync(string how, string warmUp, string database)
    {
        await DoAsync(how, warmUp);
        var watch = Stopwatch.StartNew();
        await DoAsync(how, database);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F3} {Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte:F0}"));
        return 0;
    }

    private static async Task<bool> MeasureAsync(string folder, string warmUp, int customers)
    {
        const int rounds = 3;
        var database = Path.Combine(folder, "company.db");
        await AlertCompany.MakeAsync(database, customers);
        var before = AlertOutcomes.Of(database);
        List<double> bot = [], sql = [];
        var (memory, outcomes) = (0.0, new List<AlertOutcomes>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (how, times) in ((string, List<double>)[])[("bot", bot), ("sql", sql)])
            {
                var (copy, warmCopy) = (Copy(database, how), Copy(warmUp, how));
                var (seconds, megabytes) = Child(how, warmCopy, copy);
                times.Add(seconds);
                memory = how == "bot" ? Math.Max(memory, megabytes) : memory;
                outcomes.Add(AlertOutcomes.Of(copy));
            }
        }

        var (ours, theirs) = (bot.Order().ElementAt(rounds / 2), sql.Order().ElementAt(rounds / 2));
        var isSame = outcomes.TrueForAll(o => o.IsAs(outcomes[0])) && outcomes[0].Alerts.Count == AlertCompany.AlertsOf(customers);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {customers:N0} | {outcomes[0].ChangedSince(before):N0} | {outcomes[0].Alerts.Count:N0} | {ours:N2} | {theirs:N2} | {ours / theirs:N1} | {memory:N0} |"));
        if (!isSame)
        {
            await Console.Error.WriteLineAsync($"The two ways came to different ends, or not to {AlertCompany.AlertsOf(customers)} alerts: {string.Join("; ", outcomes)}");
        }

        return isSame && ours <= 6 * theirs;
    }

    private static async Task DoAsync(string how, string database)
    {
        if (how == "bot")
        {
            await AlertBot.RunAsync(database);
        }
        else
        {
            AlertSql.Run(database);
        }
    }

    private static string Copy(string database, string how)
    {
        SqliteConnection.ClearAllPools();
        var copy = Path.ChangeExtension(database, $".{how}.db");
        foreach (var rest in (string[])["", "-wal", "-shm"])
        {
            File.Delete(copy + rest);
        }

        File.Copy(database, copy);
        return copy;
    }

    private static (double Seconds, double Megabytes) Child(string how, string warmUp, string database)
    {
        var self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(AlertBenchmark).Assembly.Location] : [];
        using var child = Process.Start(new ProcessStartInfo(self, [.. program, "alerts-once", how, warmUp, database]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        var parts = child.ExitCode == 0 ? said.Trim().Split(' ') : throw new InvalidOperationException($"The run '{how}' ended with {child.ExitCode}.");
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
