using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>One group in a ranking by churn.</summary>
/// <param name="Name">Plan, sign-up month and the like; null for customers whose attribute is not known.</param>
/// <param name="Size">Customers who had ever started by the window's end.</param>
/// <param name="AtRisk">Customer-months at risk: the openings of the window's months, added up.</param>
/// <param name="Lost">Customers lost in the months, added up.</param>
/// <param name="IsRanked">Whether the group is big enough to be ranked.</param>
public sealed record RiskGroup(string? Name, int Size, long AtRisk, long Lost, bool IsRanked)
{
    /// <summary>Lost over customer-months at risk, 0.05 = 5 % a month; null when nobody was at risk.</summary>
    public decimal? MonthlyChurn => AtRisk == 0 ? null : (decimal)Lost / AtRisk;
}

/// <summary>Groups by the share of customer-months that ended in a loss, the worst first, beside the same for all together.</summary>
/// <param name="Window">Whole months.</param>
public sealed record RiskRanking(Period Window, RiskGroup Overall, IReadOnlyList<RiskGroup> Groups)
{
    /// <summary>A group with fewer customers is listed and not ranked.</summary>
    public const int SmallestRanked = 20;

    /// <summary>At most three, the worst first.</summary>
    public IEnumerable<RiskGroup> Top3 => Groups.Where(g => g.IsRanked).Take(3);

    /// <summary>Ranks by rate, then more lost, then name; groups too small to rank follow.</summary>
    /// <param name="query">Its filters and its grouping, which it must have.</param>
    /// <param name="months">Number of full months before the day after <paramref name="through"/>.</param>
    /// <param name="through">The last day with data.</param>
    public static RiskRanking Of(FactSnapshot facts, KpiQuery query, DateOnly through, int months = 12)
    {
        var end = Period.MonthOf(through.AddDays(1)).From;
        var window = Period.Months(end.AddMonths(-months), months);
        var slice = Slicer.Of(facts, query);
        var (atRisk, lost) = (new long[slice.Names.Count], new long[slice.Names.Count]);
        for (var month = window.From; month < window.To; month = month.AddMonths(1))
        {
            var counts = CustomerCounts.Of(facts, MeasuredPeriod.Cut(Period.MonthOf(month), through, through)!, slice, PlanMoment.Opening);
            for (var group = 0; group < counts.Length; group++)
            {
                atRisk[group] += counts[group].Opening;
                lost[group] += counts[group].Lost;
            }
        }

        var sizes = Sizes(facts, window, slice);
        var groups = Enumerable.Range(0, sizes.Length)
            .Where(g => sizes[g] > 0)
            .Select(g => new RiskGroup(slice.Names[g], sizes[g], atRisk[g], lost[g], sizes[g] >= SmallestRanked && atRisk[g] > 0))
            .OrderByDescending(g => g.IsRanked).ThenByDescending(g => g.MonthlyChurn).ThenByDescending(g => g.Lost).ThenBy(g => g.Name, StringComparer.Ordinal);
        return new(window, new RiskGroup(null, sizes.Sum(), atRisk.Sum(), lost.Sum(), IsRanked: true), [.. groups]);
    }

    private static int[] Sizes(FactSnapshot facts, Period window, Slice slice)
    {
        var fold = new SizeFold(slice);
        if (facts.FirstStart is { } first && first < window.To)
        {
            CustomerScan.Run(facts, new Period(first, window.To), ref fold);
        }

        return fold.Sizes;
    }

    private readonly struct SizeFold(Slice slice) : ICustomerFold
    {
        public int[] Sizes { get; } = new int[slice.Names.Count];

        public void AddSteady(int customer, long mrr, short plan)
        {
            if (slice.GroupOf(customer, plan) is var group and >= 0)
            {
                Sizes[group]++;
            }
        }

        public void Add(int customer, in CustomerState state)
        {
            if (slice.GroupOf(customer, in state, PlanMoment.Closing) is var group and >= 0)
            {
                Sizes[group]++;
            }
        }
    }
}

/// <summary>A cohort in the age-fair ranking: how much of it was gone three months on.</summary>
/// <param name="Month">First day of the sign-up month.</param>
/// <param name="LostShare">Share not active at the close of the third month after it, 0.25 = 25 %.</param>
public sealed record AgedCohort(DateOnly Month, int Size, decimal LostShare)
{
    /// <summary>Months after the first at whose close cohorts are compared.</summary>
    public const int Age = 3;

    /// <summary>Cohorts old and big enough, the worst first. Young cohorts lose most in their first months, so ages are made equal.</summary>
    public static IReadOnlyList<AgedCohort> Rank(IEnumerable<Cohort> cohorts) =>
    [
        .. cohorts.Where(c => c.Size >= RiskRanking.SmallestRanked && c.Active.Count > Age)
            .Select(c => new AgedCohort(c.Month, c.Size, 1 - c.Retention(Age)!.Value))
            .OrderByDescending(c => c.LostShare).ThenByDescending(c => c.Size).ThenBy(c => c.Month),
    ];
}
