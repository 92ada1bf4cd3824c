namespace RetentionBot.ScaleData.Totals;

/// <summary>What must be true of totals, whatever the seed.</summary>
internal static class TotalsCheck
{
    /// <summary>Fewer customers than this may hide what was planted.</summary>
    private const int EnoughForPlanted = 2_000;

    /// <returns>A sentence for each thing that is not true; empty when all is well.</returns>
    public static IReadOnlyList<string> Faults(ScaleTotals totals)
    {
        var faults = new List<string>();
        for (var m = 0; m < totals.Months.Count; m++)
        {
            var (month, (o, c, lost, retained, isNew, early, back), mrr) = (totals.Months[m].Month, totals.Months[m].Customers, totals.Months[m].Mrr);
            Must(lost + retained == o, $"{month}: lost and retained are the opening");
            Must(c == o - lost + isNew - early + back, $"{month}: the closing is the opening less the lost, with the new who stayed and the reactivated");
            Must(
                mrr.Closing == mrr.Opening - mrr.Churned - mrr.Contraction + mrr.Expansion + mrr.New + mrr.Reactivation,
                $"{month}: the closing MRR is the opening with its movements");
            Must(totals.Months[m].Plans.Sum(plan => plan.Opening) == o, $"{month}: the packages make up the opening");
            Must(totals.Months[m].Plans.Sum(plan => plan.Lost) == lost, $"{month}: the packages make up the lost");
            Must(totals.Cohorts.Take(m + 1).Sum(cohort => cohort.Active[m - MonthOf(cohort)]) == c, $"{month}: the cohorts make up the closing");
            Must(totals.Cohorts[m].Size == isNew, $"{month}: the cohort is the new");
            if (m > 0)
            {
                var before = totals.Months[m - 1];
                Must((before.Customers.Closing, before.Mrr.Closing) == (o, mrr.Opening), $"{month}: the opening is the closing of the month before");
            }
        }

        if (totals.Customers >= EnoughForPlanted)
        {
            Must(totals.Planted.AgeFairTop3 is ["2024-09", ..], "2024-09 is the first of the age-fair top 3");
            Must(totals.Planted.LowestPlanChurn == "Enterprise", "Enterprise has the lowest churn");
        }

        return faults;

        void Must(bool holds, string sentence)
        {
            if (!holds)
            {
                faults.Add($"Not so: {sentence}.");
            }
        }

        int MonthOf(CohortTotals cohort) => totals.Months.Count - cohort.Active.Count;
    }
}
