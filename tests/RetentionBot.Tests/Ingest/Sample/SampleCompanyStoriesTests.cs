using RetentionBot.Ingest;
using RetentionBot.Ingest.Sample;

namespace RetentionBot.Tests.Ingest.Sample;

public sealed class SampleCompanyStoriesTests
{
    public static TheoryData<string> Anchors => ["2026-11-21", "2026-03-31", "2027-01-01"];

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Van_Dijk_Logistics_falls_from_full_health_to_under_60_in_the_last_three_days(string anchor)
    {
        var data = SampleData.At(anchor);
        var id = data.IdOf(Planted.Collapsing);

        // Eight days before: 14 days and 8 features, 40 + 35 + 25. Two days before: 26.7 + 35 + 25.
        // The day before: 23.3 + 13.1 + 13.75. The anchor: 20 + 8.75 + 13.75.
        data.Score(id, data.Anchor.AddDays(-8)).ShouldBe(100, 0.01);
        data.Score(id, data.Anchor.AddDays(-2)).ShouldBe(86.67, 0.01);
        data.Score(id, data.Anchor.AddDays(-1)).ShouldBe(50.21, 0.01);
        data.Score(id, data.Anchor).ShouldBe(42.5, 0.01);

        data.Rows(ImportKinds.Usage).ShouldNotContain(r => r["customer"] == id && SampleData.Day(r["day"]) > data.Anchor.AddDays(-7));
        var customer = data.Rows(ImportKinds.Customers).Single(r => r["id"] == id);
        (customer["plan"], customer["owner"], customer["segment"]).ShouldBe(("Enterprise", "Daan", "high_value_low_risk"));
        data.Stretches.Single(s => s.Customer == id).Mrr.ShouldBe(1900);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Fietsfabriek_Delft_stopped_logging_in_five_weeks_ago_and_crossed_60_two_to_three_weeks_ago(string anchor)
    {
        var data = SampleData.At(anchor);
        var id = data.IdOf(Planted.Silent);

        data.Rows(ImportKinds.Usage).Where(r => r["customer"] == id).Max(r => SampleData.Day(r["day"])).ShouldBe(data.Anchor.AddDays(-35));
        data.Score(id, data.Anchor.AddDays(-20)).ShouldBe(86.67, 0.01);
        data.Score(id, data.Anchor.AddDays(-19)).ShouldBe(57.08, 0.01);
        data.Score(id, data.Anchor).ShouldBe(25, 0.01);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Noorderlicht_Media_has_two_invoices_that_failed_three_times_each_and_pays_both_later(string anchor)
    {
        var before = SampleData.At(anchor);
        var after = SampleData.At(anchor, daysLater: 10);
        var id = before.IdOf(Planted.FailingPayments);

        var invoices = before.Rows(ImportKinds.Payments).Where(r => r["customer"] == id).GroupBy(r => r["invoice"]).OrderBy(g => g.Min(r => r["at"])).ToList();
        invoices.TakeLast(2).ShouldAllBe(i => i.Count() == 3 && i.All(r => r["outcome"] == "failed"));
        invoices.SkipLast(2).ShouldAllBe(i => i.Any(r => r["outcome"] == "paid"));
        after.Rows(ImportKinds.Payments).Count(r => r["customer"] == id && r["outcome"] == "paid" && SampleData.Day(r["at"]) == after.Through).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Acme_stays_green_and_Bakkerij_Jansen_steadily_yellow(string anchor)
    {
        var data = SampleData.At(anchor, daysLater: 30);
        var (acme, jansen) = (data.IdOf(Planted.Healthy), data.IdOf(Planted.Steady));

        for (var day = data.Anchor.AddDays(-60); day <= data.Through; day = day.AddDays(1))
        {
            data.Score(acme, day).ShouldBeGreaterThanOrEqualTo(80);
            data.Score(jansen, day).ShouldBeInRange(60, 79.4);
        }
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Forty_days_up_to_the_anchor_raise_the_two_planted_alerts_and_at_most_three_others(string anchor)
    {
        var data = SampleData.At(anchor);

        var alerts = data.Alerts(data.Anchor.AddDays(-40), data.Anchor).ToList();

        var planted = new[] { (data.IdOf(Planted.Collapsing), data.Anchor.AddDays(-1)), (data.IdOf(Planted.Silent), data.Anchor.AddDays(-19)) };
        alerts.Where(planted.Contains).Count().ShouldBe(2);
        alerts.Count.ShouldBeLessThanOrEqualTo(5);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Every_band_has_its_share_at_the_anchor(string anchor)
    {
        var data = SampleData.At(anchor);
        var scores = data.ActiveAtCloseOf(data.Anchor).Select(c => data.Score(c, data.Anchor)).ToList();

        var n = (double)scores.Count;
        (scores.Count(s => s >= 80) / n).ShouldBeInRange(0.40, 0.75);
        (scores.Count(s => s is >= 60 and < 80) / n).ShouldBeInRange(0.15, 0.40);
        (scores.Count(s => s < 60) / n).ShouldBeInRange(0.05, 0.25);
        scores.ShouldContain(s => s < 40);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void The_collapsed_customer_is_silent_for_ten_days_and_then_climbs_above_70(string anchor)
    {
        var data = SampleData.At(anchor, daysLater: 45);
        var id = data.IdOf(Planted.Collapsing);

        var days = data.Rows(ImportKinds.Usage).Where(r => r["customer"] == id).Select(r => SampleData.Day(r["day"])).ToList();
        days.ShouldNotContain(d => d > data.Anchor && d <= data.Anchor.AddDays(10));

        // 8 days and 6 features in four weeks: 26.7 + 26.25 + 25.
        data.Score(id, data.Anchor.AddDays(39)).ShouldBe(77.92, 0.01);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Every_fortnight_after_the_anchor_another_high_value_customer_collapses(string anchor)
    {
        var data = SampleData.At(anchor, daysLater: 300);

        var fallen = new List<string> { data.IdOf(Planted.Collapsing) };
        for (var day = data.Anchor.AddDays(14); day <= data.Through; day = day.AddDays(14))
        {
            fallen.Add(data.ActiveAtCloseOf(day).Where(c =>
                Math.Abs(data.Score(c, day.AddDays(-8)) - 100) < 0.01 && Math.Abs(data.Score(c, day) - 42.5) < 0.01).ShouldHaveSingleItem());
        }

        // Nobody twice within 150 days.
        fallen.Chunk(10).ShouldAllBe(c => c.Distinct().Count() == c.Length);
        var plans = data.Rows(ImportKinds.Customers).ToDictionary(r => r["id"], r => r["plan"]);
        fallen.ShouldAllBe(c => plans[c] == "Enterprise");
    }

    [Fact]
    public void A_year_of_growth_raises_no_alerts_but_the_collapses_and_a_few()
    {
        var data = SampleData.At("2026-11-21", daysLater: 180);

        // Days 14, 28 … 168 and Van Dijk's none: 12 collapses that are complete, and one or two under way.
        data.Alerts(data.Anchor.AddDays(1), data.Through).Count().ShouldBeInRange(12, 18);
    }
}
