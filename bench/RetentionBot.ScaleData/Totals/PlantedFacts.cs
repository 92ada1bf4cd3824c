namespace RetentionBot.ScaleData.Totals;

/// <summary>The two facts every data set is made to hold.</summary>
internal static class PlantedFacts
{
    private const int MonthsAfter = 3;
    private const int FewestCustomers = 20;
    private const int Top = 3;
    private const int Recent = 12;

    /// <summary>Cohorts old enough to have closed the third month after their first, by the share lost by then.</summary>
    public static IReadOnlyList<string> AgeFairTop3(IReadOnlyList<CohortTotals> cohorts) =>
    [
        .. cohorts.Where(cohort => cohort.Active.Count > MonthsAfter && cohort.Size >= FewestCustomers)
            .OrderByDescending(cohort => (decimal)(cohort.Size - cohort.Active[MonthsAfter]) / cohort.Size)
            .ThenByDescending(cohort => cohort.Size - cohort.Active[MonthsAfter])
            .ThenBy(cohort => cohort.Cohort, StringComparer.Ordinal)
            .Take(Top)
            .Select(cohort => cohort.Cohort),
    ];

    /// <summary>Customer-months lost over customer-months at risk in the last 12 months; "none" when nobody was at risk.</summary>
    public static string LowestPlanChurn(IReadOnlyList<MonthTotals> months) =>
        months.TakeLast(Recent).SelectMany(month => month.Plans).GroupBy(plan => plan.Plan)
            .Select(plan => (Plan: plan.Key, Opening: plan.Sum(p => p.Opening), Lost: plan.Sum(p => p.Lost)))
            .Where(plan => plan.Opening > 0)
            .OrderBy(plan => (decimal)plan.Lost / plan.Opening)
            .Select(plan => plan.Plan)
            .FirstOrDefault("none");
}
