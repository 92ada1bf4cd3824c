using System.Globalization;
using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>Customers who first paid in one month, and how many of them were active at the close of that month and of each month after it.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Size">All who started in it, those who left in it as well.</param>
/// <param name="Active">By months since: 0 is the close of the first month. Ends with the last month that is over.</param>
public sealed record Cohort(DateOnly Month, int Size, IReadOnlyList<int> Active)
{
    /// <summary>Share of the cohort that is active so many months later, 1 = all.</summary>
    /// <returns>Null for a month that is not over.</returns>
    public decimal? Retention(int monthsSince) => monthsSince < Active.Count ? (decimal)Active[monthsSince] / Size : null;
}

/// <summary>The cohort table: a customer belongs to the month of its first ever paying start, and never changes it.</summary>
public static class Cohorts
{
    private const int NeverStarted = -1;

    /// <param name="facts">The facts to count.</param>
    /// <param name="through">The last day with data; months that end after it are not over and have no cell.</param>
    /// <param name="slice">Which customers; its groups are not looked at.</param>
    /// <returns>One cohort for each month that is over, from the first start on; a month in which nobody started has size 0.</returns>
    internal static IReadOnlyList<Cohort> Of(FactSnapshot facts, DateOnly through, Slice slice)
    {
        var after = MonthIndex(through.AddDays(1)) - 1;
        if (facts.FirstStart is not { } earliest || MonthIndex(earliest) is var first && first > after)
        {
            return [];
        }

        var months = after - first + 1;
        var sizes = new int[months];
        var changes = new int[months][];
        for (var cohort = 0; cohort < months; cohort++)
        {
            changes[cohort] = new int[months - cohort + 1];
        }

        var monthOf = MonthTable(earliest, through);
        var stretches = facts.Stretches;
        var starts = stretches.Starts;
        var ends = stretches.Ends;
        var plans = stretches.Plans;
        var lastDay = new DateOnly(1, 1, 1).AddMonths(after + 1).DayNumber - 1;
        for (var customer = 0; customer < facts.CustomerCount; customer++)
        {
            var (begin, end) = (stretches.First[customer], stretches.First[customer + 1]);
            if (begin == end || starts[begin] > lastDay || slice.GroupOf(customer, plans[begin]) == Slice.Outside)
            {
                continue;
            }

            var cohort = monthOf[starts[begin] - earliest.DayNumber] - first;
            sizes[cohort]++;
            var (cells, counted) = (changes[cohort], 0);
            for (var i = begin; i < end && starts[i] <= lastDay; i++)
            {
                // A stretch is there at the close of its first month and of every month before the one it ends in.
                var from = Math.Max(monthOf[starts[i] - earliest.DayNumber] - first - cohort, counted);
                var to = (ends[i] > lastDay ? after + 1 : monthOf[ends[i] - earliest.DayNumber]) - first - cohort;
                if (to > from)
                {
                    cells[from]++;
                    cells[to]--;
                    counted = to;
                }
            }
        }

        return [.. Enumerable.Range(0, months).Select(c => new Cohort(FirstDay(first + c), sizes[c], Summed(changes[c])))];
    }

    public static IReadOnlyList<Cohort> Of(FactSnapshot facts, DateOnly through) => Of(facts, through, Slice.Everybody);

    /// <param name="query">Only its filters are looked at.</param>
    public static IReadOnlyList<Cohort> Of(FactSnapshot facts, DateOnly through, KpiQuery query) => Of(facts, through, Slicer.Of(facts, query with { GroupBy = null }));

    /// <summary>A month's name as data: "2026-03".</summary>
    public static string NameOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The month of each customer's first paying start.</summary>
    internal static AttributeColumn SignupMonths(FactSnapshot facts)
    {
        var months = new int[facts.CustomerCount];
        var first = facts.Stretches.First;
        var starts = facts.Stretches.Starts;
        for (var customer = 0; customer < months.Length; customer++)
        {
            months[customer] = first[customer] == first[customer + 1] ? NeverStarted : MonthIndex(DateOnly.FromDayNumber(starts[first[customer]]));
        }

        var known = months.Where(m => m != NeverStarted).Distinct().Order().ToList();
        for (var customer = 0; customer < months.Length; customer++)
        {
            months[customer] = months[customer] == NeverStarted ? AttributeColumn.Unknown : known.BinarySearch(months[customer]);
        }

        return new(months, [.. known.Select(m => NameOf(FirstDay(m)))]);
    }

    internal static int MonthIndex(DateOnly day) => (day.Year - 1) * 12 + day.Month - 1;

    private static DateOnly FirstDay(int month) => new DateOnly(1, 1, 1).AddMonths(month);

    private static int[] MonthTable(DateOnly from, DateOnly through) =>
        [.. Enumerable.Range(0, through.DayNumber - from.DayNumber + 1).Select(d => MonthIndex(from.AddDays(d)))];

    private static List<int> Summed(int[] changes)
    {
        var (sums, sum) = (new List<int>(changes.Length - 1), 0);
        foreach (var change in changes[..^1])
        {
            sum += change;
            sums.Add(sum);
        }

        return sums;
    }
}
