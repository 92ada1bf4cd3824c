using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;

namespace RetentionBot.Domain.Tests.Kpis;

/// <summary>The one-pass sums against a reference that writes down every covered day.</summary>
public sealed class CustomerCountsAgainstDaysTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Theory]
    [InlineData(1u)]
    [InlineData(20_260_301u)]
    [InlineData(4_000_000_007u)]
    public void Every_set_has_the_members_found_by_walking_the_days(uint seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 40; round++)
        {
            var stretches = RandomStretches(dice, customers: 40);
            var facts = Build(stretches);
            for (var i = 0; i < 5; i++)
            {
                var from = Start.AddDays(dice.Next(80));
                var period = MeasuredPeriod.Cut(new Period(from, from.AddDays(1 + dice.Next(35))), Start.AddDays(40 + dice.Next(80)), new(2026, 12, 31));
                if (period is not null)
                {
                    ShouldAgree(facts, stretches, period);
                }
            }
        }
    }

    private static void ShouldAgree(FactSnapshot facts, List<(int Start, int End)>[] stretches, MeasuredPeriod period)
    {
        var expected = stretches.Select(own => WalkDays(own, period.Measured)).ToList();
        foreach (var set in Enum.GetValues<CustomerSet>())
        {
            var members = Enumerable.Range(0, stretches.Length).Where(customer => expected[customer].Contains(set));
            CustomerCounts.Customers(facts, period, set).ShouldBe(members, $"{set} of {period.Measured}");
        }

        var counts = CustomerCounts.Of(facts, period);
        int[] counted =
            [counts.Opening, counts.Closing, counts.Lost, counts.Retained, counts.New, counts.JoinedAndLost, counts.Reactivated, counts.WonBackWithin];
        counted.ShouldBe(Enum.GetValues<CustomerSet>().Select(set => expected.Count(sets => sets.Contains(set))));
        counts.Closing.ShouldBe(counts.Opening - counts.Lost + (counts.New - counts.JoinedAndLost) + counts.Reactivated);
    }

    private static HashSet<CustomerSet> WalkDays(List<(int Start, int End)> stretches, Period period)
    {
        var (from, last) = (period.From.DayNumber, period.LastDay.DayNumber);
        bool IsActive(int day) => stretches.Exists(s => s.Start <= day && day < s.End);

        var (opening, closing) = (IsActive(from - 1), IsActive(last));
        var isNew = stretches.Count > 0 && stretches.Min(s => s.Start) is var first && from <= first && first <= last;
        var hasGap = Enumerable.Range(from, period.Days).Any(day => !IsActive(day));

        var sets = new HashSet<CustomerSet>();
        void Add(bool isMember, CustomerSet set) => _ = isMember && sets.Add(set);
        Add(opening, CustomerSet.Opening);
        Add(closing, CustomerSet.Closing);
        Add(opening && !closing, CustomerSet.Lost);
        Add(opening && closing, CustomerSet.Retained);
        Add(isNew, CustomerSet.New);
        Add(isNew && !closing, CustomerSet.JoinedAndLost);
        Add(closing && !opening && !isNew, CustomerSet.Reactivated);
        Add(opening && closing && hasGap, CustomerSet.WonBackWithin);
        return sets;
    }

    private static List<(int Start, int End)>[] RandomStretches(Dice dice, int customers)
    {
        var all = new List<(int, int)>[customers];
        for (var customer = 0; customer < customers; customer++)
        {
            all[customer] = [];
            for (var i = dice.Next(5); i > 0; i--)
            {
                var start = Start.DayNumber - 20 + dice.Next(120);
                all[customer].Add((start, dice.Next(4) == 0 ? FactSnapshot.Running : start + dice.Next(30)));
            }
        }

        return all;
    }

    private static FactSnapshot Build(List<(int Start, int End)>[] stretches)
    {
        var builder = new FactSnapshotBuilder(dataVersion: 1);
        for (var customer = 0; customer < stretches.Length; customer++)
        {
            builder.AddCustomer(customer);
            foreach (var (start, end) in stretches[customer])
            {
                builder.AddStretch(
                    customer, DateOnly.FromDayNumber(start), end == FactSnapshot.Running ? null : DateOnly.FromDayNumber(end), 10_00);
            }
        }

        return builder.Build();
    }
}
