using System.Globalization;
using System.Runtime.InteropServices;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.ScaleData.Database;
using RetentionBot.ScaleData.Totals;

namespace RetentionBot.Benchmarks.Kpis;

/// <summary>
/// The bot's own figures on a loaded database, in process: each figure of one month, a trend, the cohorts and a breakdown, the latter beside hand-written SQL on the same data in the same run.
/// </summary>
internal static class KpiBenchmark
{
    private const int Rounds = 100;
    private const int SlowRounds = 9;
    private const int TrendMonths = 12;

    private static readonly KpiSettings Settings = new(GrossMargin: 0.7m);

    /// <param name="database">A database that <c>load</c> filled, with its totals beside it.</param>
    /// <returns>The exit code: 0 when bot and SQL said the same.</returns>
    public static async Task<int> RunAsync(string database)
    {
        var totals = ScaleTotals.Parse(await File.ReadAllTextAsync(ScaleDatabase.TotalsFile(database)));
        var copy = Path.ChangeExtension(database, ".indexed.db");
        if (!File.Exists(copy))
        {
            SqlBaseline.Prepare(database, copy);
        }

        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Say($"{totals.Customers:N0} customers; {Environment.ProcessorCount} cores, load average {load}, {RuntimeInformation.FrameworkDescription}");
        await using var provider = LoadBenchmark.Provider(database);
        var facts = await LoadBenchmark.LoadAsync(provider);
        using var sql = SqlBaseline.Open(copy);
        ReportFigures(facts.Snapshot, totals);
        return ReportBesideSql(facts.Snapshot, sql, totals);
    }

    private static void ReportFigures(FactSnapshot facts, ScaleTotals totals)
    {
        var month = MonthBefore(totals);
        Console.WriteLine();
        Console.WriteLine("| figure of one month | median (ms) | p99 (ms) |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var metric in MetricNames.All)
        {
            Say($"| {metric} | {Timings.Of(() => Compute(metric, month, facts, totals), Rounds)} |");
        }
    }

    private static int ReportBesideSql(FactSnapshot facts, SqlBaseline sql, ScaleTotals totals)
    {
        var month = MonthBefore(totals);
        var last = Period.MonthOf(totals.DataThrough);
        var first = last.From.AddMonths(1 - totals.Months.Count);
        var trend = Enumerable.Range(0, TrendMonths).Select(m => Period.MonthOf(last.From.AddMonths(m + 1 - TrendMonths))).ToList();
        var faults = 0;
        Console.WriteLine();
        Console.WriteLine("| question | bot median (ms) | bot p99 (ms) | SQL median (ms) | times faster |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        Compare("churn and retention of one month", () => Compute(MetricNames.ChurnRate, month, facts, totals)!.Numerator, () => (decimal)sql.Customers(month.From).Lost);
        Compare("MRR movements of one month", () => Compute(MetricNames.Mrr, month, facts, totals)!.Details[^1].Value, () => (decimal)sql.Mrr(month.From).Closing);
        Compare(
            "churn by month, 12 months",
            () => trend.Sum(m => Compute(MetricNames.ChurnRate, m, facts, totals)!.Numerator),
            () => (decimal)sql.Trend(trend[0].From, TrendMonths).Sum(m => m.Lost));
        Compare(
            "cohort table, 24 months",
            () => (decimal)Cohorts.Of(facts, totals.DataThrough).Sum(c => c.Active.Sum(a => (long)a)),
            () => (decimal)sql.Cohorts(first, totals.Months.Count).Sum(c => c.Active.Sum()));
        Compare(
            "churn of one month by plan",
            () => BreakDown(facts, month, totals).Groups.Sum(g => g.Result.Numerator),
            () => (decimal)sql.ChurnByPlan(month.From).Sum(p => p.Lost));
        Compare("NPS of one month", () => Compute(MetricNames.Nps, month, facts, totals)!.NpsGroups?.Answers, () => Answers(sql.Nps(month.From)));
        return faults;

        void Compare(string question, Func<decimal?> bot, Func<decimal?> baseline)
        {
            if (bot() != baseline())
            {
                faults = 1;
                Say($"| {question} | the bot says {bot()}, SQL {baseline()} | | | |");
                return;
            }

            var (ours, theirs) = (Timings.Of(() => bot(), Rounds), Timings.Of(() => baseline(), SlowRounds, warmUp: 2));
            Say($"| {question} | {ours} | {theirs.Median:N1} | {theirs.Median / ours.Median:N1} |");
        }
    }

    private static decimal Answers(NpsTotals totals) => totals.Promoters + totals.Passives + totals.Detractors;

    private static KpiResult? Compute(string metric, Period period, FactSnapshot facts, ScaleTotals totals) =>
        KpiCatalogue.Compute(new KpiQuery(metric, period), facts, totals.DataThrough.AddDays(1), Settings);

    private static KpiBreakdown BreakDown(FactSnapshot facts, Period period, ScaleTotals totals) =>
        KpiCatalogue.BreakDown(new KpiQuery(MetricNames.ChurnRate, period) { GroupBy = FilterNames.Plan }, facts, totals.DataThrough.AddDays(1), Settings)!;

    private static Period MonthBefore(ScaleTotals totals) => Period.MonthOf(new DateOnly(totals.DataThrough.Year, totals.DataThrough.Month, 1).AddMonths(-1));

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
