using System.Text.Json;
using RetentionBot.ScaleData.Totals;

namespace RetentionBot.Benchmarks.Kpis;

/// <summary>Whether the hand-written SQL says what was counted while the data were made.</summary>
internal static class SqlCheck
{
    /// <returns>A sentence for each answer that differs; empty when none does.</returns>
    public static IReadOnlyList<string> Faults(SqlBaseline sql, ScaleTotals totals)
    {
        var faults = new List<string>();
        var first = new DateOnly(totals.DataThrough.Year, totals.DataThrough.Month, 1).AddMonths(1 - totals.Months.Count);
        for (var m = 0; m < totals.Months.Count; m++)
        {
            var (month, counted) = (first.AddMonths(m), totals.Months[m]);
            var customers = counted.Customers;
            Same($"customers of {counted.Month}", new CustomersOfMonth(customers.Opening, customers.Closing, customers.Lost), sql.Customers(month));
            Same($"MRR of {counted.Month}", counted.Mrr, sql.Mrr(month));
            Same($"NPS of {counted.Month}", counted.Nps, sql.Nps(month));
            Same($"churn by plan of {counted.Month}", counted.Plans.Where(plan => plan.Opening > 0).OrderBy(plan => plan.Plan, StringComparer.Ordinal), sql.ChurnByPlan(month));
        }

        Same("the trend", totals.Months.Select(month => new ChurnOfMonth(month.Month, month.Customers.Opening, month.Customers.Lost)), sql.Trend(first, totals.Months.Count));
        Same("the cohorts", totals.Cohorts.Where(cohort => cohort.Size > 0), sql.Cohorts(first, totals.Months.Count));
        return faults;

        void Same(string what, object expected, object found)
        {
            // As JSON, since lists within records do not compare by what is in them.
            var (wanted, got) = (JsonSerializer.Serialize(expected), JsonSerializer.Serialize(found));
            if (wanted != got)
            {
                faults.Add($"{what}: counted {wanted}, found {got}");
            }
        }
    }
}
