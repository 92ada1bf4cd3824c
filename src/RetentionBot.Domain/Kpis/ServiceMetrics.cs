namespace RetentionBot.Domain.Kpis;

/// <summary>Figures about support and health.</summary>
internal static class ServiceMetrics
{
    /// <summary>
    /// Mean minutes to the first response of the cases opened in the period, of each group. Beside it the share that had one within 24 hours, exactly 24:00:00 included; a case
    /// without a response is missed once its 24 hours are over, and before that in neither.
    /// </summary>
    public static KpiFigure[] FirstResponseTime(KpiInput input)
    {
        var groups = new Tally[input.Slice.Names.Count];
        var cases = input.Facts.Cases;
        var (from, last, known) = (input.Period.Measured.From.DayNumber, input.Period.Measured.LastDay.DayNumber, input.Period.DataThrough.DayNumber);
        for (var i = 0; i < cases.Count; i++)
        {
            if (cases.OpenedOn[i] < from || cases.OpenedOn[i] > last || input.GroupOf(cases.Customers[i]) is not (var group and >= 0))
            {
                continue;
            }

            ref var own = ref groups[group];
            own.Opened++;
            own.Escalated += cases.Escalated[i] ? 1 : 0;
            var response = cases.ResponseTicks[i];
            if (response != CaseColumns.NoResponse)
            {
                own.Answered++;
                own.Ticks += response;
                own.WithinHour += response <= TimeSpan.TicksPerHour ? 1 : 0;
                own.WithinDay += response <= TimeSpan.TicksPerDay ? 1 : 0;
            }

            own.Decided += response != CaseColumns.NoResponse || cases.DueOn[i] <= known ? 1 : 0;
        }

        return Array.ConvertAll(groups, g => new KpiFigure(g.Answered == 0 ? null : g.Ticks / (decimal)TimeSpan.TicksPerMinute / g.Answered, null, g.Answered)
        {
            WhyNoValue = g.Answered == 0 ? NoValueReason.NoCases : null,
            IsEmpty = g.Opened == 0,
            Details =
            [
                new("within_24h", CustomerMetrics.Share(g.WithinDay, g.Decided), KpiUnits.Percent),
                new("within_24h_cases", g.WithinDay, KpiUnits.Count),
                new("within_1h_cases", g.WithinHour, KpiUnits.Count),
                new("cases", g.Opened, KpiUnits.Count),
                new("escalated_cases", g.Escalated, KpiUnits.Count),
            ],
        });
    }

    /// <summary>Mean of each customer's latest score on or before the period's last day; those who had left by then are out.</summary>
    public static KpiFigure[] HealthAverage(KpiInput input)
    {
        var (sums, counts) = (new long[input.Slice.Names.Count], new int[input.Slice.Names.Count]);
        ForEachScore(input, isPaying: false, (_, group, score) => (sums[group], counts[group]) = (sums[group] + score, counts[group] + 1));
        return [.. sums.Zip(counts, (sum, count) => KpiFigure.Ratio(sum, count, NoValueReason.NoScores))];
    }

    /// <summary>Active customers whose latest score is below the threshold.</summary>
    public static KpiFigure[] AtRiskCount(KpiInput input)
    {
        var (below, scored) = (new int[input.Slice.Names.Count], new int[input.Slice.Names.Count]);
        ForEachScore(input, isPaying: true, (_, group, score) =>
        {
            scored[group]++;
            below[group] += score < input.Settings.HealthThreshold ? 1 : 0;
        });
        return [.. below.Zip(scored, (b, s) => s == 0
            ? KpiFigure.None(NoValueReason.NoScores) with { IsEmpty = true }
            : KpiFigure.Count(b, s) with { Details = [new("threshold", input.Settings.HealthThreshold, KpiUnits.Count)] })];
    }

    /// <summary>The customers <see cref="AtRiskCount"/> counts.</summary>
    public static IReadOnlyList<int> AtRisk(KpiInput input)
    {
        var members = new List<int>();
        ForEachScore(input, isPaying: true, (customer, _, score) => members.AddRange(score < input.Settings.HealthThreshold ? [customer] : []));
        return members;
    }

    private static void ForEachScore(KpiInput input, bool isPaying, Action<int, int, int> take)
    {
        var facts = input.Facts;
        var day = input.Period.Measured.LastDay.DayNumber;
        for (var customer = 0; customer < facts.CustomerCount; customer++)
        {
            if (facts.HealthScores.Latest(customer, day) is { } score
                && (IsActive(facts, customer, day) || (!isPaying && HasNoStretch(facts, customer)))
                && input.GroupOf(customer) is var group and >= 0)
            {
                take(customer, group, score);
            }
        }
    }

    private static bool HasNoStretch(FactSnapshot facts, int customer) => facts.Stretches.First[customer] == facts.Stretches.First[customer + 1];

    private static bool IsActive(FactSnapshot facts, int customer, int day)
    {
        var stretches = facts.Stretches;
        for (var i = stretches.First[customer]; i < stretches.First[customer + 1] && stretches.Starts[i] <= day; i++)
        {
            if (stretches.Ends[i] > day)
            {
                return true;
            }
        }

        return false;
    }

    private struct Tally
    {
        public int Opened;
        public int Answered;
        public int Decided;
        public int WithinHour;
        public int WithinDay;
        public int Escalated;
        public long Ticks;
    }
}
