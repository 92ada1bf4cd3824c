namespace RetentionBot.Domain.Kpis;

/// <summary>Figures about onboarding.</summary>
internal static class OnboardingMetrics
{
    /// <summary>
    /// Of the tasks of customers who signed up in the period, those done over those due, both by its last day. One that was done before its day counts once that day has come;
    /// one that the customer does not need counts nowhere.
    /// </summary>
    public static KpiFigure[] Completion(KpiInput input)
    {
        var (due, done) = (new int[input.Slice.Names.Count], new int[input.Slice.Names.Count]);
        var tasks = input.Facts.Onboarding;
        var (from, last) = (input.Period.Measured.From.DayNumber, input.Period.Measured.LastDay.DayNumber);
        for (var i = 0; i < tasks.Count; i++)
        {
            var counts = tasks.StartedOn[i] >= from && tasks.StartedOn[i] <= last && tasks.DueOn[i] <= last;
            if (counts && input.GroupOf(tasks.Customers[i]) is var group and >= 0)
            {
                due[group]++;
                done[group] += tasks.DoneOn[i] <= last ? 1 : 0;
            }
        }

        return [.. due.Zip(done, (all, finished) => KpiFigure.Ratio(finished, all, NoValueReason.NoTasksDue))];
    }
}
