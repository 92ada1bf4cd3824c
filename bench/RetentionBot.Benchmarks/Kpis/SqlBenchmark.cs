using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RetentionBot.ScaleData.Database;
using RetentionBot.ScaleData.Totals;

namespace RetentionBot.Benchmarks.Kpis;

/// <summary>How long the hand-written SQL takes for each question, on a loaded database; first that it says what was counted while the data were made.</summary>
internal static class SqlBenchmark
{
    private const int WarmUpRounds = 2;
    private const int Rounds = 9;
    private const int TrendMonths = 12;

    /// <param name="database">A database that <c>load</c> filled, with its totals beside it.</param>
    /// <returns>The exit code: 0 when every answer was right.</returns>
    public static async Task<int> RunAsync(string database)
    {
        var totals = ScaleTotals.Parse(await File.ReadAllTextAsync(ScaleDatabase.TotalsFile(database)));
        var copy = Path.ChangeExtension(database, ".indexed.db");
        var watch = Stopwatch.StartNew();
        SqlBaseline.Prepare(database, copy);
        Console.WriteLine(Line($"{totals.Customers:N0} customers; copied and indexed in {watch.Elapsed.TotalSeconds:N1} s, {new FileInfo(copy).Length / 1_000_000.0:N0} MB"));

        using var sql = SqlBaseline.Open(copy);
        var faults = SqlCheck.Faults(sql, totals);
        if (faults.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
            return 1;
        }

        Report(sql, totals);
        return 0;
    }

    private static void Report(SqlBaseline sql, ScaleTotals totals)
    {
        var last = new DateOnly(totals.DataThrough.Year, totals.DataThrough.Month, 1);
        var first = last.AddMonths(1 - totals.Months.Count);
        var month = last.AddMonths(-1);
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Console.WriteLine($"{Environment.ProcessorCount} cores, load average {load}, {RuntimeInformation.FrameworkDescription}, {Rounds} rounds, all in memory");
        Console.WriteLine();
        Console.WriteLine("| question | median (ms) | least (ms) | processor, median (ms) |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Measure("churn and retention of one month", () => sql.Customers(month));
        Measure("MRR movements of one month", () => sql.Mrr(month));
        Measure("churn by month, 12 months", () => sql.Trend(last.AddMonths(1 - TrendMonths), TrendMonths));
        Measure("cohort table, 24 months", () => sql.Cohorts(first, totals.Months.Count));
        Measure("churn of one month by plan", () => sql.ChurnByPlan(month));
        Measure("NPS of one month", () => sql.Nps(month));
    }

    private static void Measure(string question, Func<object> ask)
    {
        List<double> times = [], busy = [];
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            // On a machine that others use too, the processor's time says what the clock cannot.
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            GC.KeepAlive(ask());
            if (round >= 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
                busy.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        }

        Console.WriteLine(Line($"| {question} | {Median(times):N1} | {times.Min():N1} | {Median(busy):N1} |"));
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
