using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

public sealed class KpiEvidenceTests
{
    private static readonly string[] Plans = ["Pro", "Basic", "Enterprise"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_list_is_as_long_as_the_numerator_and_a_proof_says_what_the_answer_said(int seed)
    {
        var random = new Random(seed);
        var (early, late) = (Facts(seed, 60, version: 1), Facts(seed, 90, version: 2));
        foreach (var query in KpiCatalogue.Definitions.Select(d => Query(d, random)))
        {
            var answer = KpiCatalogue.Compute(query, early, Later, Settings)!;
            var members = KpiCatalogue.Members(query, early, Later, Settings);
            var proof = KpiEvidence.Of(query, [answer], early, Later, Settings);

            if (members is not null && answer.Value is not null)
            {
                members.Count.ShouldBe((int)answer.Numerator!, $"{query.Metric} over {query.Period}");
            }

            proof.Members?.Count.ShouldBe(members!.Count);
            proof.Members?.Ids.ShouldBe(members!.Select(m => early.CustomerIds[m]));
            var again = proof.Again(early, Later, Settings);
            again.IsSameAs(proof).ShouldBeTrue(query.Metric);
            KpiEvidence.AreSame(again.Results[0], answer).ShouldBeTrue(query.Metric);

            // With other data it says what those data say, whatever place its customers have in them.
            var other = KpiCatalogue.Compute(query with { Customers = Placed(query, early, late) }, late, Later, Settings)!;
            KpiEvidence.AreSame(proof.Again(late, Later, Settings).Results[0], other).ShouldBeTrue(query.Metric);
        }
    }

    [Fact]
    public void One_customer_for_another_is_another_answer_though_the_number_is_the_same()
    {
        var (first, second) = (LostIn(ending: 0), LostIn(ending: 1));
        var query = new KpiQuery(MetricNames.CustomersLost, March);
        var proof = KpiEvidence.Of(query, [Compute(MetricNames.CustomersLost, first)], first, Later, Settings);
        var now = proof.Again(second, Later, Settings);

        KpiEvidence.AreSame(proof.Results[0], now.Results[0]).ShouldBeTrue();
        now.IsSameAs(proof).ShouldBeFalse();

        static FactSnapshot LostIn(int ending) =>
            Of([.. Enumerable.Range(0, 3).Select(i => new[] { (Day(1, 5), i == ending ? Day(3, 10) : (DateOnly?)null) })]);
    }

    [Theory]
    [InlineData(KpiMembers.MostIds, true)]
    [InlineData(KpiMembers.MostIds + 1, false)]
    public void Of_many_customers_only_the_number_and_a_hash_are_kept(int count, bool areKept)
    {
        var facts = Of(count, 0, Day(3, 1));
        var members = KpiMembers.Of([.. Enumerable.Range(0, count).Reverse()], facts);
        var ids = string.Concat(Enumerable.Range(1, count).Select(id => id.ToString(CultureInfo.InvariantCulture) + "\n"));

        (members.Ids is not null).ShouldBe(areKept);
        members.Count.ShouldBe(count);
        members.Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ids))));
    }

    [Fact]
    public void A_comparison_keeps_both_figures()
    {
        var facts = Of(opening: 8, ending: 2, Day(3, 15));
        var query = new KpiQuery(MetricNames.ChurnRate, March);
        var april = Period.Month(2026, 4);
        var proof = KpiEvidence.Of(query, [Compute(MetricNames.ChurnRate, facts), Compute(MetricNames.ChurnRate, facts, april)], facts, Later, Settings);

        // 2 of 8, then 0 of 6.
        proof.Results.Select(r => (r.Numerator, r.Denominator)).ShouldBe([(2m, 8m), (0m, 6m)]);
        proof.Again(facts, Later, Settings).IsSameAs(proof).ShouldBeTrue();
        proof.Again(Of(opening: 8, ending: 3, Day(3, 15)), Later, Settings).IsSameAs(proof).ShouldBeFalse();
    }

    private static KpiQuery Query(KpiDefinition definition, Random random)
    {
        var from = Day(1, 1).AddMonths(random.Next(5)).AddDays(random.Next(3) == 0 ? random.Next(20) : 0);
        var period = new Period(from, random.Next(2) == 0 ? from.AddMonths(1) : from.AddDays(1 + random.Next(60)));
        var filters = random.Next(3) == 0
            ? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [FilterNames.Plan] = [Plans[random.Next(Plans.Length)]] }
            : [];
        return new KpiQuery(definition.Key, period) { Filters = filters, Customers = random.Next(4) == 0 ? [3, 4, 10, 20, 21, 22, 40] : null };
    }

    private static List<int>? Placed(KpiQuery query, FactSnapshot early, FactSnapshot late)
    {
        var ids = late.CustomerIds.ToArray();
        return query.Customers is null ? null : [.. query.Customers.Select(c => Array.IndexOf(ids, early.CustomerIds[c])).Where(i => i >= 0).Order()];
    }

    /// <summary>The same customers for the same seed, in another order and with more of them in another version.</summary>
    private static FactSnapshot Facts(int seed, int customers, int version)
    {
        var random = new Random(seed * 1000);
        var rows = Enumerable.Range(0, customers)
            .Select(i => (Id: 100 + i, Plan: Plans[random.Next(Plans.Length)], Start: Day(1, 1).AddDays(random.Next(150) - 30), Days: random.Next(200), Later: random.Next(3)))
            .ToList();
        var builder = new FactSnapshotBuilder(version);
        foreach (var feed in (string[])[Feeds.Subscriptions, Feeds.Responses, Feeds.Orders, Feeds.Cases, Feeds.HealthScores])
        {
            builder.SetDataThrough(feed, Later);
        }

        foreach (var row in version == 1 ? rows : Enumerable.Reverse(rows))
        {
            builder.AddCustomer(row.Id, row.Plan);
            builder.AddStretch(row.Id, row.Start, row.Days < 100 ? row.Start.AddDays(row.Days) : null, 10_00 + row.Days, plan: row.Plan);
            if (row.Days < 60 && row.Later == 0)
            {
                builder.AddStretch(row.Id, row.Start.AddDays(row.Days + 20), null, 20_00, plan: row.Plan);
            }

            builder.AddScore(row.Id, Later.AddDays(-row.Later), 30 + (row.Days % 60));
        }

        return builder.Build();
    }
}
