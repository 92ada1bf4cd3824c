using RetentionBot.Ingest.Sample;

namespace RetentionBot.Tests.Ingest.Sample;

public sealed class SampleCompanyChurnTests
{
    public static TheoryData<string> Anchors => ["2026-11-21", "2026-03-31", "2027-01-01"];

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Stretches_are_whole_and_the_main_ones_of_a_customer_follow_each_other(string anchor)
    {
        var data = SampleData.At(anchor, 90);

        data.Stretches.ShouldAllBe(s => s.End == null || s.End > s.Start);
        data.Stretches.ShouldAllBe(s => s.IsTrial ? s.Mrr == 0 : s.Mrr > 0);
        foreach (var stretches in data.Stretches.Where(s => s.Mrr != 29 || s.Plan != "Basic").GroupBy(s => s.Customer))
        {
            var inOrder = stretches.OrderBy(s => s.Start).ToList();
            inOrder.Zip(inOrder.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        }
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void The_first_contract_starts_on_the_first_day_of_the_month_24_months_before_the_anchors(string anchor)
    {
        var data = SampleData.At(anchor);

        data.Stretches.Min(s => s.Start).ShouldBe(FirstOfMonth(data.Anchor).AddMonths(-24));
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Monthly_churn_of_the_last_year_is_a_few_per_cent_of_a_hundred_customers(string anchor)
    {
        var data = SampleData.At(anchor);
        var months = Enumerable.Range(1, 12).Select(back => data.Churn(FirstOfMonth(data.Anchor).AddMonths(-back))).ToList();

        months[0].Opening.ShouldBeGreaterThanOrEqualTo(100);
        months[0].Lost.ShouldBeGreaterThan(0);
        months.ShouldAllBe(m => 100.0 * m.Lost / m.Opening >= 1 && 100.0 * m.Lost / m.Opening <= 4.5);
        (100.0 * months.Sum(m => m.Lost) / months.Sum(m => m.Opening)).ShouldBeInRange(1.5, 4);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void The_bad_cohort_loses_most_in_its_first_three_months_about_three_times_the_others(string anchor)
    {
        var data = SampleData.At(anchor);
        var bad = FirstOfMonth(data.Anchor).AddMonths(-Planted.BadCohortMonthsBefore);

        var cohorts = data.Stretches.Where(s => !s.IsTrial).Select(s => s.Customer).Distinct()
            .GroupBy(c => FirstOfMonth(data.FirstPaying(c)))
            .Where(g => g.Key.AddMonths(4) <= FirstOfMonth(data.Anchor))
            .Select(g =>
            {
                var there = data.ActiveAtCloseOf(g.Key.AddMonths(4).AddDays(-1));
                return (Month: g.Key, Size: g.Count(), Lost: g.Count(c => !there.Contains(c)));
            })
            .ToList();

        var (_, size, lost) = cohorts.Single(c => c.Month == bad);
        var others = cohorts.Where(c => c.Month != bad).ToList();
        var rate = (double)lost / size;

        // Twenty or more, so that it is ranked.
        size.ShouldBeGreaterThanOrEqualTo(20);
        others.ShouldAllBe(c => (double)c.Lost / c.Size < rate);
        (rate / ((double)others.Sum(c => c.Lost) / others.Sum(c => c.Size))).ShouldBeInRange(2.4, 3.6);
    }

    [Fact]
    public void Every_way_a_contract_can_go_occurs()
    {
        var data = SampleData.At("2026-11-21");
        var ended = data.Stretches.Where(s => s is { IsTrial: false, End: not null }).ToList();
        var paying = data.Stretches.Where(s => !s.IsTrial).GroupBy(s => s.Customer).ToList();

        ended.Select(s => s.ChurnType).Distinct().ShouldBe(["voluntary", "involuntary", "passive", null], ignoreOrder: true);
        data.Stretches.Count(s => s.IsTrial).ShouldBeInRange(3, 30);

        // Changed on the same day; came back after a gap; two at once; joined and lost in one month.
        paying.Count(g => g.Any(s => g.Any(n => n.Start == s.End && n.Plan != s.Plan))).ShouldBeGreaterThanOrEqualTo(5);
        paying.Count(g => g.Any(s => g.All(n => n == s || n.Start > s.End || n.End <= s.Start) && g.Any(n => n.Start > s.End)))
            .ShouldBeGreaterThanOrEqualTo(2);
        paying.Count(g => g.Any(s => g.Any(n => n.Id != s.Id && n.Covers(s.Start)))).ShouldBeGreaterThanOrEqualTo(3);
        paying.Count(g => g.All(s => s.End is { } end && FirstOfMonth(end) == FirstOfMonth(s.Start))).ShouldBeGreaterThanOrEqualTo(1);
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}
