namespace RetentionBot.Domain.Kpis;

/// <summary>A customer's time with service: stretches that touch or overlap are one run, and a stretch that covers no day is none.</summary>
internal static class ServiceRuns
{
    /// <summary>Days with service of a customer, all of whose stretches that have begun by a day have ended by it.</summary>
    /// <param name="lastDay">That day; stretches that start after it do not count.</param>
    public static int ActiveDays(FactSnapshot facts, int customer, int lastDay)
    {
        var (days, coveredTo) = (0, int.MinValue);
        var stretches = facts.Stretches;
        for (var i = stretches.First[customer]; i < stretches.First[customer + 1] && stretches.Starts[i] <= lastDay; i++)
        {
            var (start, end) = (Math.Max(stretches.Starts[i], coveredTo), stretches.Ends[i]);
            if (end > start)
            {
                (days, coveredTo) = (days + end - start, end);
            }
        }

        return days;
    }
}
