using RetentionBot.Ingest;
using RetentionBot.Ingest.Sample;

namespace RetentionBot.Tests.Ingest.Sample;

public sealed class SampleCompanyTests
{
    public static TheoryData<string> Anchors => ["2026-11-21", "2026-03-31", "2027-01-01", "2028-02-29"];

    private static readonly string[] DateFields = ["start", "day", "opened_at", "answered_at", "at", "signed_up", "date"];

    [Fact]
    public void The_same_two_days_give_the_same_rows()
    {
        var (one, other) = (SampleData.At("2026-11-21", 20), SampleData.At("2026-11-21", 20));

        foreach (var kind in ImportKinds.All)
        {
            one.Rows(kind).Select(Flat).SequenceEqual(other.Rows(kind).Select(Flat)).ShouldBeTrue(kind);
        }
    }

    [Theory]
    [InlineData("2026-11-21", 0, 1)]
    [InlineData("2026-11-21", 0, 75)]
    [InlineData("2026-03-31", 9, 40)]
    [InlineData("2027-01-01", 30, 200)]
    public void A_later_last_day_adds_rows_and_closes_open_ends_and_changes_nothing_else(string anchor, int sooner, int later)
    {
        var (before, after) = (SampleData.At(anchor, sooner), SampleData.At(anchor, later));
        string[] openEnds = ["end", "churn_type", "first_reply_at", "closed_at"];

        foreach (var kind in ImportKinds.All.Where(k => k is not ImportKinds.Orders))
        {
            var now = after.Rows(kind).ToDictionary(Key);
            before.Rows(kind).Where(row => row.Any(f => now[Key(row)].GetValueOrDefault(f.Key) != f.Value)).ShouldBeEmpty();

            var closings = before.Rows(kind).SelectMany(row => now[Key(row)].Where(f => !row.ContainsKey(f.Key))).ToList();
            closings.Select(f => f.Key).ShouldBeSubsetOf(openEnds);
            closings.Where(f => f.Key != "churn_type").ShouldAllBe(f => SampleData.Day(f.Value) > before.Through);

            // What is new is dated after the sooner day (a renewal a year ahead of it; a card has no day of its own).
            var known = before.Rows(kind).Select(Key).ToHashSet();
            after.Rows(kind).Where(r => !known.Contains(Key(r)) && kind is not (ImportKinds.Contacts or ImportKinds.Staff or ImportKinds.PaymentCards))
                .ShouldAllBe(r => SampleData.Day(r[DateFields.First(r.ContainsKey)]) > before.Through);
        }

        // Orders have lines under one id: the old lines are there, in the same number.
        var old = after.Rows(ImportKinds.Orders).Where(r => SampleData.Day(r["date"]) <= before.Through);
        old.Select(Flat).SequenceEqual(before.Rows(ImportKinds.Orders).Select(Flat)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Nothing_is_dated_after_the_last_day_but_renewals(string anchor)
    {
        var data = SampleData.At(anchor, 5);
        string[] dates = [.. DateFields, "end", "first_reply_at", "closed_at"];

        foreach (var kind in ImportKinds.All.Where(k => k != ImportKinds.Renewals))
        {
            data.Rows(kind).SelectMany(r => r.Where(f => dates.Contains(f.Key))).ShouldAllBe(f => SampleData.Day(f.Value) <= data.Through);
        }

        data.Rows(ImportKinds.Renewals).ShouldAllBe(r => SampleData.Day(r["date"]) <= data.Through.AddYears(1));
        data.Rows(ImportKinds.Renewals).ShouldContain(r => SampleData.Day(r["date"]) > data.Through);
    }

    [Fact]
    public void A_last_day_before_the_anchor_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SampleData.At("2026-11-21", -1));

    [Fact]
    public void A_kind_that_does_not_exist_is_refused() =>
        Should.Throw<ArgumentException>(() => new SampleCompany(new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 21)).Rows("invoices"));

    [Theory]
    [MemberData(nameof(Anchors))]
    public void The_vocabulary_of_the_workspace_is_all_there_and_nothing_else(string anchor)
    {
        var customers = SampleData.At(anchor).Rows(ImportKinds.Customers);

        customers.Select(r => r["plan"]).Distinct().ShouldBe(["Basic", "Pro", "Enterprise"], ignoreOrder: true);
        customers.Select(r => r["country"]).Distinct().ShouldBe(["NL", "BE", "DE", "FR", "LU"], ignoreOrder: true);
        customers.Select(r => r["owner"]).Distinct().ShouldBe(["Sanne", "Daan", "Noor", "Emma", "Joris", "Pieter"], ignoreOrder: true);
        customers.Select(r => r["segment"]).Distinct()
            .ShouldBe(["high_value_high_risk", "high_value_low_risk", "low_value_high_risk", "low_value_low_risk"], ignoreOrder: true);
        customers.Select(r => r["name"]).ShouldBeUnique();
        string[] named = ["Acme BV", "Bakkerij Jansen", "Van Dijk Logistics", "Fietsfabriek Delft", "Noorderlicht Media"];
        named.ShouldBeSubsetOf(customers.Select(r => r["name"]));
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Everybody_has_an_own_address_at_example_com(string anchor)
    {
        var data = SampleData.At(anchor, 100);
        var mail = data.Rows(ImportKinds.Contacts).Concat(data.Rows(ImportKinds.Staff)).Select(r => r["email"]).ToList();

        mail.ShouldAllBe(m => m.EndsWith("@example.com", StringComparison.Ordinal));
        mail.ShouldAllBe(m => m.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '.' || c == '@'));
        mail.ShouldBeUnique();
        data.Rows(ImportKinds.Contacts).Single(r => r["email"] == "lotte@example.com")["customer"].ShouldBe(data.IdOf("Bakkerij Jansen"));
        data.Rows(ImportKinds.Contacts).Single(r => r["email"] == "ana@example.com")["customer"].ShouldBe(data.IdOf("Acme BV"));
        data.Rows(ImportKinds.Staff).Select(r => r["role"]).ShouldBe(["admin", "lead", "member", "member", "member", "viewer"]);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Sizes_are_those_of_a_small_company(string anchor)
    {
        var data = SampleData.At(anchor);

        data.Rows(ImportKinds.Customers).Count.ShouldBeInRange(190, 225);
        data.ActiveAtCloseOf(data.Anchor).Count.ShouldBeInRange(150, 170);
        data.Rows(ImportKinds.Usage).Count.ShouldBeInRange(15_000, 60_000);
        data.Rows(ImportKinds.Usage).Select(r => r["feature"]).Distinct().Count().ShouldBeInRange(8, 14);
        data.Rows(ImportKinds.Usage).Min(r => SampleData.Day(r["day"])).ShouldBe(data.Anchor.AddDays(-119));
        data.Rows(ImportKinds.Cases).Count.ShouldBeInRange(400, 2_000);
        data.Rows(ImportKinds.Orders).Count.ShouldBeInRange(300, 3_000);
        data.Rows(ImportKinds.Payments).Count.ShouldBeInRange(600, 1_500);
        data.Rows(ImportKinds.Renewals).Count.ShouldBeInRange(15, 80);
        data.Rows(ImportKinds.PaymentCards).Count.ShouldBe(5);
        data.Rows(ImportKinds.Touches).Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Every_customer_and_contact_that_is_referred_to_exists_and_every_row_has_an_id_of_its_own(string anchor)
    {
        var data = SampleData.At(anchor, 60);
        var customers = data.Rows(ImportKinds.Customers).Select(r => r["id"]).ToHashSet();
        var contacts = data.Rows(ImportKinds.Contacts).Select(r => r["id"]).ToHashSet();

        foreach (var kind in ImportKinds.All)
        {
            data.Rows(kind).Where(r => r.ContainsKey("customer")).ShouldAllBe(r => customers.Contains(r["customer"]));
            data.Rows(kind).Where(r => r.ContainsKey("contact")).ShouldAllBe(r => contacts.Contains(r["contact"]));
            if (kind != ImportKinds.Orders)
            {
                data.Rows(kind).Select(Key).ShouldBeUnique();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Cases_run_from_opening_over_reply_to_close_and_some_are_urgent(string anchor)
    {
        var cases = SampleData.At(anchor).Rows(ImportKinds.Cases);

        foreach (var row in cases)
        {
            var course = new[] { "opened_at", "first_reply_at", "closed_at" }.Where(row.ContainsKey).Select(f => row[f]).ToList();
            course.ShouldBe(course.Order(StringComparer.Ordinal));
        }

        (cases.Count(r => r["urgent"] == "true") / (double)cases.Count).ShouldBeInRange(0.03, 0.15);
        cases.ShouldContain(r => r["escalated"] == "true");
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Every_full_NPS_round_has_forty_answers_and_between_15_and_45_points(string anchor)
    {
        var data = SampleData.At(anchor);
        var rounds = data.Rows(ImportKinds.Responses).Where(r => r["kind"] == "nps").GroupBy(r => r["round"])
            .Where(g => g.Max(r => SampleData.Day(r["answered_at"])) < data.Anchor.AddDays(-20)).ToList();

        rounds.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var round in rounds)
        {
            var scores = round.Select(r => int.Parse(r["score"])).ToList();
            scores.Count.ShouldBeGreaterThanOrEqualTo(40);
            (100.0 * (scores.Count(s => s >= 9) - scores.Count(s => s <= 6)) / scores.Count).ShouldBeInRange(15, 45);
        }

        data.Rows(ImportKinds.Responses).Where(r => r["kind"] == "csat").ShouldAllBe(r => int.Parse(r["score"]) >= 1 && int.Parse(r["score"]) <= 5);
        data.Rows(ImportKinds.Responses).Count(r => r["kind"] == "csat").ShouldBeGreaterThan(100);
    }

    private static string Key(IReadOnlyDictionary<string, string> row) => row.TryGetValue("id", out var id) ? id : row["email"];

    private static string Flat(IReadOnlyDictionary<string, string> row) => string.Join('|', row.Select(f => $"{f.Key}={f.Value}"));
}
